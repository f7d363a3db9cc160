"""A zip file of which some members are replaced, and every other byte of a member stays as it was."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from pipeline.errors import ArticleError

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
"""The records of a zip file (source: PKWARE's APPNOTE, 4.3.7, 4.3.12 and 4.3.16)."""

_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_STORED_OFFSET = 42
"""Where the offset of a member's local record stands in its central record."""

_FIRST_DAY = 0x21
"""1 January 1980 as zip files write it, for new members: the same input always gives the same file."""

MOST_BYTES = 100_000_000
"""Of a member that is unpacked where the user set no limit."""


class ZipParts:
    """The members of a zip file.

    Args:
        content: the file.
        max_bytes: the longest member that is unpacked.

    Raises:
        ArticleError: it is no zip file, or one of an unusual kind.
    """

    def __init__(self, content: bytes, max_bytes: int) -> None:
        self._content = content
        self._max_bytes = max_bytes
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
            raise _broken(str(error)) from error
        infos = self._zip.infolist()
        self._by_name = {info.filename: info for info in infos}
        if len({info.header_offset for info in infos}) < len(infos):
            raise _broken("its members overlap")

    def __contains__(self, name: str) -> bool:
        return name in self._by_name

    def read(self, name: str) -> bytes:
        """A member; a bomb is never unpacked.

        Raises:
            ArticleError: it is missing, damaged, encrypted, or too large.
        """
        info = self._by_name.get(name)
        if info is None:
            raise _broken(f"{name} is missing")
        if info.flag_bits & _ENCRYPTED:
            raise _broken(f"{name} is encrypted")
        try:
            with self._zip.open(info) as file:
                unpacked = file.read(self._max_bytes + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError) as error:
            raise _broken(f"{name}: {error}") from error
        if len(unpacked) > self._max_bytes:
            limit = f"the limit is {self._max_bytes:,} (--max-bytes)"
            raise ArticleError("too_large", f"Unpacked, {name} has more than {self._max_bytes:,} bytes; {limit}.")
        return unpacked

    def with_members(self, members: Mapping[str, bytes]) -> bytes:
        """The file with some members replaced or added; the packed bytes of the others are taken over as they are.

        Raises:
            ArticleError: the file is larger than plain zip files can be.
        """
        infos = sorted(self._zip.infolist(), key=lambda info: info.header_offset)
        central = self._central_records()
        out = io.BytesIO()
        directory: dict[int, bytes] = {}
        for index, info in enumerate(infos):
            following = infos[index + 1].header_offset if index + 1 < len(infos) else self._zip.start_dir
            record = central[info.header_offset]
            if self._by_name[info.filename] is info and info.filename in members:
                written, record = _packed(info.filename, members[info.filename], out.tell(), record)
            else:
                written = self._content[info.header_offset : following]
                record = record[:_STORED_OFFSET] + struct.pack("<I", out.tell()) + record[_STORED_OFFSET + 4 :]
            out.write(written)
            directory[info.header_offset] = record
        records = [directory[info.header_offset] for info in self._zip.infolist()]
        for name in (name for name in members if name not in self._by_name):
            written, record = _packed(name, members[name], out.tell(), b"")
            out.write(written)
            records.append(record)
        start = out.tell()
        out.write(b"".join(records))
        size = out.tell() - start
        out.write(_END.pack(b"PK\5\6", 0, 0, len(records), len(records), size, start, len(self._zip.comment)))
        out.write(self._zip.comment)
        return out.getvalue()

    def _central_records(self) -> dict[int, bytes]:
        """The central record of each member, by the offset of its local record."""
        records: dict[int, bytes] = {}
        position = self._zip.start_dir
        for info in self._zip.infolist():
            if self._content[position : position + 4] != b"PK\1\2":
                raise _broken("its directory is damaged")
            name, extra, comment = struct.unpack_from("<3H", self._content, position + 28)
            end = position + _CENTRAL.size + name + extra + comment
            record = self._content[position:end]
            if struct.unpack_from("<I", record, _STORED_OFFSET)[0] == 0xFFFFFFFF:
                raise _broken("it is of the large kind (zip64)")
            records[info.header_offset] = record
            position = end
        return records


def _packed(name: str, content: bytes, offset: int, old: bytes) -> tuple[bytes, bytes]:
    """Local and central record of a member with new content.

    Args:
        name: of the member.
        content: what is packed.
        offset: where the local record will stand.
        old: the member's central record, whose times and attributes stay; empty for a new member.
    """
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    data = packer.compress(content) + packer.flush()
    sizes = (zlib.crc32(content), len(data), len(content))
    made_by, time, day, internal, external = 20, 0, _FIRST_DAY, 0, 0
    raw_name, flags = name.encode("utf-8"), 0 if name.isascii() else _UTF8_NAME
    if old:
        fields = _CENTRAL.unpack_from(old)
        made_by, flags, time, day = fields[1], fields[3] & _UTF8_NAME, fields[5], fields[6]
        internal, external = fields[14], fields[15]
        raw_name = old[_CENTRAL.size : _CENTRAL.size + fields[10]]
    common = (flags, zipfile.ZIP_DEFLATED, time, day, *sizes, len(raw_name), 0)
    local = _LOCAL.pack(b"PK\3\4", 20, *common) + raw_name + data
    central = _CENTRAL.pack(b"PK\1\2", made_by, 20, *common, 0, 0, internal, external, offset) + raw_name
    return local, central


def _broken(reason: str) -> ArticleError:
    return ArticleError("not_docx", f"This is no Word document that can be read ({reason}). Save it in Word as .docx.")
