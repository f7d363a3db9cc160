"""Articles freed from their files on their way into the output folder; one that somebody edited there is kept."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import Literal

from pipeline.batch.journal import Entry, Journal, pack
from pipeline.files.inputs import InputFile
from pipeline.files.output import extracted_path, set_extracted_aside, write_file


def write_extracted(
    journal: Journal, output: Path, file: InputFile, to: Literal["text", "markdown"], content: bytes
) -> bool:
    """Write an article freed from its file.

    Args:
        journal: where its last digest is, and the new one goes.
        output: the output folder.
        file: the article.
        to: the format.
        content: what is to be written.

    Returns:
        Whether somebody had edited what was there; that is set aside.

    Raises:
        OutputError: it cannot be written.
    """
    path, digest = extracted_path(output, file.relative, file.member, to), sha256(content).hexdigest()
    last = journal.find(to, file.id)
    is_edited = last is not None and set_extracted_aside(output, path, (last.output_sha256, digest))
    write_file(path, content)
    journal.record(Entry(to, file.id, "", digest, pack([])))
    return is_edited
