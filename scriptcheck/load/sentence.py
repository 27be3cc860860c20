"""What recognisers and exports have in common: pieces of speech, and where they come from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scriptcheck.errors import Problem
from scriptcheck.language import Text

if TYPE_CHECKING:
    from scriptcheck.call import Speaker
    from scriptcheck.load.times.moments import Time


@dataclass(frozen=True, slots=True)
class Sentence:
    """One piece of speech as a source gives it."""

    text: str
    label: str = ""
    """What the source calls the speaker: a role, a name, a channel, a number of its own."""
    speaker: Speaker | None = None
    """Who speaks, where the source says so in other words than its label."""
    start: Time = None
    end: Time = None
    words: tuple[tuple[str, Time, Time], ...] = ()
    """Each recognised word with its beginning and end, in the unit of ``start``."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a call comes from."""

    call_id: str
    """Its id, if it says none itself."""
    source: str
    """Where it was read from: the file, with line or number where it holds several calls."""
    file: str
    """The file alone, which problems name."""
    line: int | None = None
    is_alone: bool = False
    """Whether the file holds no other call, so that its name is the best id."""

    def part(self, number: int) -> Origin:
        """Return the origin of the call ``number``, from 1, of several in the same place."""
        call_id, source = f"{self.call_id}#{number}", f"{self.source}#{number}"
        return replace(self, call_id=call_id, source=source, is_alone=False)

    def id_or(self, job: object) -> str:
        """Return the id of a call of which a recogniser knows the number of its own job only."""
        return str(job) if job and not self.is_alone else self.call_id

    def problem(self, code: str, message: Text, fix: Text | None = None) -> Problem:
        """Return a problem with the place of the call."""
        return Problem(code, message, self.file, self.line, fix=fix or Text("", ""))
