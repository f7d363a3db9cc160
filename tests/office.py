"""What LibreOffice makes of a Word file: a PDF, and the file once all tracked changes are accepted or rejected."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

SOFFICE = shutil.which("soffice")

_MACRO = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Settle(source As String, target As String, settling As String)
  Dim opened(0) As New com.sun.star.beans.PropertyValue
  Dim stored(0) As New com.sun.star.beans.PropertyValue
  Dim document, dispatcher
  opened(0).Name = &quot;Hidden&quot;
  opened(0).Value = True
  document = StarDesktop.loadComponentFromURL(source, &quot;_blank&quot;, 0, opened())
  dispatcher = createUnoService(&quot;com.sun.star.frame.DispatchHelper&quot;)
  dispatcher.executeDispatch(document.CurrentController.Frame, settling, &quot;&quot;, 0, Array())
  stored(0).Name = &quot;FilterName&quot;
  stored(0).Value = &quot;MS Word 2007 XML&quot;
  document.storeToURL(target, stored())
  document.close(True)
End Sub
</script:module>
"""


class Office:
    """A LibreOffice with a profile and a Word file of its own.

    Args:
        content: the file.
        folder: for the profile and all files on the way.
    """

    def __init__(self, content: bytes, folder: Path) -> None:
        self._folder = folder
        self._source = folder / "source.docx"
        self._source.write_bytes(content)

    def pdf(self) -> bytes:
        """The file as a PDF; the first start also makes the profile."""
        self._start("--convert-to", "pdf", "--outdir", str(self._folder), str(self._source))
        return (self._folder / "source.pdf").read_bytes()

    def settled(self, *, accept: bool) -> bytes:
        """The file once all tracked changes are accepted, or rejected; to be called behind ``pdf``."""
        module = self._folder / "profile" / "user" / "basic" / "Standard" / "Module1.xba"
        module.write_text(_MACRO, encoding="utf-8")
        target = self._folder / f"settled-{accept}.docx"
        settling = f".uno:{'Accept' if accept else 'Reject'}AllTrackedChanges"
        self._start(f'macro:///Standard.Module1.Settle("{self._source.as_uri()}","{target.as_uri()}","{settling}")')
        return target.read_bytes()

    def _start(self, *arguments: str) -> None:
        assert SOFFICE is not None
        profile = f"-env:UserInstallation={(self._folder / 'profile').as_uri()}"
        command = [SOFFICE, profile, "--headless", "--norestore", *arguments]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
