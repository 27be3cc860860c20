"""Short calls in one line, with marks around what is to be masked."""

from __future__ import annotations

import re

from scriptcheck.redact import redact
from tests.conftest import call


def check_marked(said: str) -> None:
    """Assert that of the turns in ``said`` what ⟦…⟧ marks is masked, and nothing else.

    Turns, such as ``"A 您贵姓"``, stand between slashes with blanks around; marks and blanks within
    a number or name stay.
    """
    turns = said.split(" / ")
    redaction = redact(call(*(re.sub("[⟦⟧]", "", turn) for turn in turns)))
    hidden = [
        re.sub("⟦(.*?)⟧", lambda part: re.sub(r"\w", "*", part[1]), turn[2:]) for turn in turns
    ]
    assert [turn.text for turn in redaction.call.turns] == hidden
