"""Where reports are written, and that no transcript is written over or taken for a report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.write.registry import CASES_FILE, ERRORS_FILE, RUN_FOLDER, output_formats

if TYPE_CHECKING:
    from collections.abc import Iterable

_OTHER_FOLDER = Text("请换一个文件夹。", "Choose another folder.")


def require_apart(folder: Path, formats: Iterable[str], paths: Iterable[str]) -> None:
    """Raise ``UsageError`` if writing to ``folder`` would touch what is read from ``paths``.

    A folder within the transcripts would have its reports read as transcripts; a transcript where
    reports are written would be lost.
    """
    target = folder.resolve()
    files = [name for form in formats for name in output_formats()[form].files]
    written = [target / name for name in (*files, CASES_FILE, ERRORS_FILE, RUN_FOLDER)]
    for path in paths:
        if path == "-":
            continue
        source = Path(path).resolve()
        if source.is_dir() and target.is_relative_to(source):
            message = Text(f"报告文件夹在要检查的“{path}”里面。", f"It lies within '{path}'.")
        elif any(source.is_relative_to(place) for place in written):
            message = Text(f"报告会盖掉要检查的“{path}”。", f"Reports would overwrite '{path}'.")
        else:
            continue
        raise UsageError(Problem("output-in-input", message, folder.as_posix(), fix=_OTHER_FOLDER))
