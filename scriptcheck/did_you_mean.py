"""What somebody may have meant by a name that does not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

_CLOSE = 0.6
"""How like the name another must be, 0 to 1: difflib's ratio."""


def did_you_mean(name: str, among: Iterable[str], *, then: Text | None = None) -> Text:
    """Return a question for the name that is most like ``name``, with ``then`` behind it.

    Where none is like it, ``then`` alone is returned, or empty words.
    """
    from difflib import get_close_matches  # needed for mistakes alone

    rest = Text("", "") if then is None else then
    close = get_close_matches(name, sorted(among), n=1, cutoff=_CLOSE)
    if not close:
        return rest
    space = " " if rest.en else ""
    return Text(f"是不是“{close[0]}”？{rest.zh}", f"Did you mean '{close[0]}'?{space}{rest.en}")
