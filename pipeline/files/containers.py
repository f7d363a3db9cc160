"""The articles in files of several: read one after the other, and put back together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from pipeline.config import Config
from pipeline.draft import splice
from pipeline.errors import ArticleError
from pipeline.files.inputs import InputFile
from pipeline.ingest.files import read_file, read_listed
from pipeline.ingest.formats import Member
from pipeline.ingest.registry import join_members, split_members
from pipeline.model import Edit
from pipeline.tables.digests import text_digest


def member_digest(member: Member) -> str:
    """The sha256 of all that an article's result depends on."""
    return text_digest(member.text, member.format, member.title, member.url)


class MemberReader:
    """Gives articles of files of several; holds the articles of one file at a time."""

    def __init__(self) -> None:
        self._file_sha256 = ""
        self._members: dict[str, Member] = {}

    def read(self, file: InputFile, file_sha256: str, config: Config) -> Member | None:
        """One article; with a fault where the file has changed since it was listed, None where it is a whole file.

        Args:
            file: the article.
            file_sha256: of its file when it was listed.
            config: the settings.
        """
        if not file.member:
            return None
        try:
            if file_sha256 != self._file_sha256:
                content = read_listed(file.path, config.max_bytes, file_sha256)
                self._members = {member.name: member for member in split_members(content, file.path, config)}
                self._file_sha256 = file_sha256
        except ArticleError as fault:
            return Member(file.member, fault=fault)
        return self._members[file.member]


def joined(file: InputFile, file_sha256: str, config: Config, edits: Mapping[str, Sequence[Edit]]) -> bytes:
    """The bytes of a file of several articles with the edits of each.

    Args:
        file: the file.
        file_sha256: of the file when it was listed.
        config: the settings.
        edits: by the name of the article, in its source.

    Raises:
        ArticleError: the file has changed, cannot hold the new text, or would not read as it should afterwards.
    """
    content = read_listed(file.path, config.max_bytes, file_sha256)
    if not any(edits.values()):
        return content
    new = join_members(content, file.path, config, edits)
    texts = {member.name: member.text for member in split_members(new, file.path, config)}
    for member in split_members(content, file.path, config):
        if texts.get(member.name) != splice(member.text, edits.get(member.name, ())):
            raise ArticleError("internal", "The cleaned articles could not be put back. Please report this.")
    return new


def list_members(file: InputFile, config: Config) -> tuple[str, list[Member]]:
    """The sha256 of a file of several articles, and the articles.

    Raises:
        ArticleError: the file cannot be read, or holds none.
    """
    content = read_file(file.path, config.max_bytes)
    members = list(split_members(content, file.path, config))
    if not members:
        raise ArticleError("empty", "The file holds no article. Remove it, or check how it was exported.")
    return sha256(content).hexdigest(), members
