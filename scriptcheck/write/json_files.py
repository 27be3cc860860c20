"""One JSON file a call."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING, Final, Self

import msgspec
from pathvalidate import sanitize_filename

from scriptcheck.text.visible import visible

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from scriptcheck.call import Call
    from scriptcheck.report import CallReport

_LONGEST: Final = 200
"""Bytes of a call id that a file name keeps: file systems take 255, and a hash is added."""


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

    def write(self, report: CallReport, _call: Call) -> None:
        """Write ``report`` to its file, indented for people to read."""
        name = self._name(report)
        text = msgspec.json.format(report.to_json(), indent=2)
        (self._folder / name).write_bytes(text + b"\n")

    def _name(self, report: CallReport) -> str:
        """Return a file name that is safe everywhere and taken by no other call of this run."""
        stem = file_stem(report.call_id)
        if _seen_as(stem) in self._taken:
            stem = f"{stem}-{_digest(report.call_id + chr(0) + report.source)}"
        name, number = stem, 2
        while _seen_as(name) in self._taken:
            name, number = f"{stem}-{number}", number + 1
        self._taken.add(_seen_as(name))
        return f"{name}.json"


def file_stem(call_id: str) -> str:
    """Return the name, without its suffix, of the file for the call ``call_id``.

    An id that is no safe file name (``../x``, ``CON``, too long, empty) is changed and gets a hash
    of the whole id, so that two such ids do not meet in one file.
    """
    seen = visible(call_id, keep=frozenset())
    safe = sanitize_filename(seen, replacement_text="_", platform="universal")
    safe = safe.encode("utf-8")[:_LONGEST].decode("utf-8", errors="ignore").strip(". ")
    return safe if safe and safe == call_id else f"{safe}-{_digest(call_id)}"


def _seen_as(name: str) -> str:
    """Return what a file system that minds neither case nor composition takes ``name`` for."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:8]
