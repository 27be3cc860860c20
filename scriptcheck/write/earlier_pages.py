"""What an earlier run left in a folder of pages, taken away so that nobody reviews that."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from scriptcheck.write.content.page_names import INDEX_FILE, PAGES_FOLDER
from scriptcheck.write.registry import REPORTS_FILE, TRANSCRIPTS_FILE

if TYPE_CHECKING:
    from pathlib import Path

PAGE_FORMATS: Final = ("jsonl", "transcripts", "html")
"""What a page for reviewers is written as: the page, and what it shows."""
_WRITTEN: Final = (
    REPORTS_FILE,
    TRANSCRIPTS_FILE,
    INDEX_FILE,
    f"{PAGES_FOLDER}/*.html",
    f"{PAGES_FOLDER}/data/*.js",
)


def remove_pages(folder: Path) -> None:
    """Take away what ``PAGE_FORMATS`` wrote to ``folder``, and folders that are empty then.

    Whatever else is there stays.
    """
    for pattern in _WRITTEN:
        for path in folder.glob(pattern):
            path.unlink()
    for emptied in (folder / PAGES_FOLDER / "data", folder / PAGES_FOLDER, folder):
        with suppress(OSError):
            emptied.rmdir()
