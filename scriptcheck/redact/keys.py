"""Ids and names of files, by which calls are found: what is personal in them becomes a code.

Masks would make several ids one. The code is the same for the same text, so that calls, cases and
agents stay apart, and stay together; it is of letters, so that it is no number.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from scriptcheck.call import Speaker, Turn
from scriptcheck.redact.find import Known, find_personal
from scriptcheck.redact.kinds import Kind
from scriptcheck.redact.known_names import KnownNames

if TYPE_CHECKING:
    from collections.abc import Iterable

CERTAIN: Final = frozenset({Kind.PHONE, Kind.ID_CARD, Kind.BANK_CARD, Kind.EMAIL})
"""Kinds that an id is; a number that means something to one company alone is an id as any other."""

_LENGTH: Final = 6
"""Letters of a code: of sixteen, so that some hundred telephone numbers share each."""


def redact_key(text: str, kinds: Iterable[str], known: Known | None = None) -> str:
    """Return ``text``, an id or a path, with what is personal in it replaced by a code."""
    known = known or Known()
    wanted = [kind for kind in kinds if kind in CERTAIN or kind == Kind.NAME]
    if Kind.NAME in wanted and known.names:
        for start, end in _apart(KnownNames(known.names).places(text)):
            text = text[:start] + code_of(text[start:end]) + text[end:]
    wanted = [kind for kind in wanted if kind in CERTAIN]
    spans = find_personal([Turn(Speaker.UNKNOWN, text)], wanted, known) if wanted else ()
    for span in _joined((span.start, span.end) for span in spans):
        text = text[: span[0]] + code_of(text[span[0] : span[1]]) + text[span[1] :]
    return text


def _apart(places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ``places``, of those that overlap the first and longest; the last first."""
    apart: list[tuple[int, int]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not apart or start >= apart[-1][1]:
            apart.append((start, end))
    return apart[::-1]


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return ``spans``, in order, as one where no letter or figure is between; the last first."""
    joined: list[tuple[int, int]] = []
    for start, end in spans:
        if joined and start - joined[-1][1] <= 1:
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined[::-1]


def code_of(text: str) -> str:
    """Return the code that stands for ``text``."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).digest()
    letters = "".join(chr(ord("a") + byte % 16) for byte in digest[:_LENGTH])
    return f"~{letters}"
