"""One JSON file a call."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, Self

import msgspec
from pathvalidate import sanitize_filename

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from scriptcheck.report import CallReport

_LONGEST: Final = 120
"""Characters of a call id that a file name keeps; file systems take 255 bytes, a character needs
up to four of them."""


class JsonFilesWriter:
    """Writes each report to a file of its own in a folder, named after the call."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken: set[str] = set()

    def __enter__(self) -> Self:
        self._folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._taken.clear()

    def write(self, report: CallReport) -> None:
        """Write ``report`` to its file, indented for people to read."""
        name = self._name(report)
        text = msgspec.json.format(report.to_json(), indent=2)
        (self._folder / name).write_bytes(text + b"\n")

    def _name(self, report: CallReport) -> str:
        """Return a file name that is safe everywhere and taken by no other call of this run."""
        name = file_name(report.call_id)
        if name.lower() in self._taken:
            base = name.removesuffix(".json")
            name = f"{base}-{_digest(report.call_id + chr(0) + report.source)}.json"
            number = 2
            while name.lower() in self._taken:
                name = f"{base}-{_digest(report.source)}-{number}.json"
                number += 1
        self._taken.add(name.lower())
        return name


def file_name(call_id: str) -> str:
    """Return the name of the file for the call ``call_id``.

    An id that is no safe file name (``../x``, ``CON``, too long) is changed and gets a hash of the
    whole id, so that two such ids do not meet in one file.
    """
    safe = sanitize_filename(call_id, replacement_text="_", platform="universal").strip(". ")
    safe = safe.encode("utf-8", errors="replace").decode("utf-8")[:_LONGEST]
    return f"{safe}.json" if safe == call_id else f"{safe}-{_digest(call_id)}.json"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:8]
