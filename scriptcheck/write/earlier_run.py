"""What an earlier run left in a folder of reports, taken away before a new one begins there."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scriptcheck.write.content.page_names import INDEX_FILE, PAGES_FOLDER
from scriptcheck.write.registry import (
    CALLS_FOLDER,
    CASES_FILE,
    MANIFEST_FILE,
    PACKED_REPORTS_FILE,
    REPORTS_FILE,
    RUN_FOLDER,
    output_formats,
)

if TYPE_CHECKING:
    import os
    from collections.abc import Collection, Iterator

_IN_FOLDERS: Final = (
    (CALLS_FOLDER, "*.json", re.compile(rb'\{\s*"schema":\s*"scriptcheck\.report/')),
    (f"{PAGES_FOLDER}/data", "*.js", re.compile(rb"sc\.pack\(\d")),
    (PAGES_FOLDER, "*.html", re.compile(rb"(?s)<!doctype html>.*\.\./index\.html#call=")),
)
"""Folders that formats write, and how each file in them begins. People may keep others there."""
_HEAD: Final = 600
"""Bytes of a file that are looked at."""
_REPORT: Final = re.compile(rb'\{"schema":"scriptcheck\.(?:report|slim)/')


def remove_earlier_run(folder: Path, inputs: Collection[str | os.PathLike[str]] = ()) -> None:
    """Take away what runs before wrote to ``folder`` in whatever format, and no file of ``inputs``.

    A folder without the traces of a run is left as it is; and in ``calls/`` and ``pages/``, files
    that scriptcheck did not write. The files of reports and errors are left for the run to write.
    """
    if not _was_run(folder):
        return
    read = [Path(name) for name in inputs]
    for path in _written(folder):
        if not any(_same(path, each) for each in read):
            path.unlink(missing_ok=True)
    for emptied in (folder / PAGES_FOLDER / "data", folder / PAGES_FOLDER, folder / CALLS_FOLDER):
        with suppress(OSError):
            emptied.rmdir()


def _was_run(folder: Path) -> bool:
    if (folder / RUN_FOLDER / MANIFEST_FILE).is_file() or (folder / PACKED_REPORTS_FILE).is_file():
        return True
    return _begins(folder / REPORTS_FILE, _REPORT)


def _written(folder: Path) -> Iterator[Path]:
    from scriptcheck.write.review_results.writer import REVIEW_FILES

    left = {REPORTS_FILE, PACKED_REPORTS_FILE, CALLS_FOLDER, PAGES_FOLDER}
    files = {name for form in output_formats().values() for name in form.files}
    for name in sorted({*files, *REVIEW_FILES, INDEX_FILE, CASES_FILE} - left):
        path = folder / name
        if path.is_file() or path.is_symlink():
            yield path
    for within, pattern, beginning in _IN_FOLDERS:
        for path in sorted((folder / within).glob(pattern)):
            if _begins(path, beginning):
                yield path


def _begins(path: Path, beginning: re.Pattern[bytes]) -> bool:
    try:
        with path.open("rb") as file:
            return beginning.match(file.read(_HEAD)) is not None
    except OSError:
        return False


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
