"""Names of files that belong to single calls: safe on every system, and no two alike."""

from __future__ import annotations

import hashlib
import unicodedata
from typing import TYPE_CHECKING, Final, NamedTuple, Self

from pathvalidate import sanitize_filename

from scriptcheck.text.visible import visible

if TYPE_CHECKING:
    from scriptcheck.report import CallReport

_LONGEST: Final = 200
"""Bytes of a call id that a file name keeps: file systems take 255, and a hash is added."""
_PORTS: Final = (f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³")
_DEVICES: Final = frozenset(("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$", *_PORTS))
"""Names that are devices to Windows, whatever suffix stands behind them."""


class WantedName(NamedTuple):
    """What the name of a call is made of."""

    stem: str
    """The name that it has where no other call had it before."""
    call_id: str
    source: str

    @classmethod
    def of(cls, report: CallReport) -> Self:
        """Return the name that the call of ``report`` wants."""
        return cls(file_stem(report.call_id), report.call_id, report.source)


class CallNames:
    """Gives each call of a run a name of its own.

    The names depend on nothing but the calls and their order, so everything that goes through the
    same reports comes to the same names.
    """

    def __init__(self) -> None:
        self._taken: Final[set[str]] = set()

    def name(self, wanted: WantedName) -> str:
        """Return a file name, without a suffix, that no other call of this run was given."""
        stem = wanted.stem
        if _seen_as(stem) in self._taken:
            stem = f"{stem}-{_digest(wanted.call_id + chr(0) + wanted.source)}"
        name, number = stem, 2
        while _seen_as(name) in self._taken:
            name, number = f"{stem}-{number}", number + 1
        self._taken.add(_seen_as(name))
        return name


def file_stem(call_id: str) -> str:
    """Return the name, without its suffix, of the file for the call ``call_id``.

    An id that is no safe file name (``../x``, ``CON``, too long, empty) is changed and gets a hash
    of the whole id, so that two such ids do not meet in one file.
    """
    seen = visible(call_id, keep=frozenset())
    safe = sanitize_filename(seen, replacement_text="_", platform="universal", fs_encoding="utf-8")
    if safe.partition(".")[0].rstrip(" ").upper() in _DEVICES:
        # Windows takes ``aux .txt`` for the device as well.
        safe = f"_{safe}"
    safe = safe.encode("utf-8")[:_LONGEST].decode("utf-8", errors="ignore").strip(". ")
    return safe if safe and safe == call_id else f"{safe}-{_digest(call_id)}"


def _seen_as(name: str) -> str:
    """Return what a file system that minds neither case nor composition takes ``name`` for."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()[:8]
