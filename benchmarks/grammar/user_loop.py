"""What a user would write without unspin: language-tool-python over the files of a folder. Run as a script."""

from __future__ import annotations

import sys
from pathlib import Path

import language_tool_python

with language_tool_python.LanguageTool("en-US", language_tool_download_version="6.8") as tool:
    matches = sum(len(tool.check(path.read_text(encoding="utf-8"))) for path in sorted(Path(sys.argv[1]).glob("*.txt")))
print(matches)
