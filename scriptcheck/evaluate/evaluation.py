"""What an evaluation found: the published result.

The order of these structs' fields is that of the JSON's keys, so equal results are equal bytes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec

# msgspec reads the annotations at run time.
from scriptcheck.evaluate.changes import Changes  # noqa: TC001
from scriptcheck.evaluate.mistakes import CueError, VerdictError  # noqa: TC001
from scriptcheck.evaluate.rows import Average, CueFigures, Fold, RuleFigures, Spread  # noqa: TC001
from scriptcheck.report import ProfileStamp  # noqa: TC001
from scriptcheck.struct_schema import struct_schema

if TYPE_CHECKING:
    from scriptcheck.errors import Problem
    from scriptcheck.language import Lang

SCHEMA = "scriptcheck.evaluation/1"


class LeftOut(msgspec.Struct, frozen=True):
    """A cue or rule of which something could not be scored."""

    kind: str
    """``cue`` or ``rule``."""
    entry: str
    reason: str
    """``not-in-profile``: labelled, but the profile has no such thing; ``not-labelled``: the
    profile has it, but nobody labelled it, or the labels do not say enough to judge it."""
    count: int
    """Labels for which there is nothing, or hits and verdicts for which there are no labels."""


class CallCounts(msgspec.Struct, frozen=True):
    """What became of the calls."""

    scored: int
    without_transcript: tuple[str, ...]
    """Ids of the calls that have labels and no transcript, in the order of the labels."""
    without_gold: int
    """Transcripts that nobody labelled."""
    repeated: int
    """Transcripts with the id of one that was scored before."""
    labels_left_out: int
    """Labels that do not fit the transcript, reported in ``problems``."""
    hits_left_out: int
    """Hits in turns that the labels call somebody else's."""


class ProblemRecord(msgspec.Struct, frozen=True):
    """Something that does not fit, as the command line shows it."""

    code: str
    place: str
    """``file:line:col``."""
    message: str
    fix: str

    @classmethod
    def of(cls, problem: Problem, lang: Lang) -> ProblemRecord:
        """Return the record of ``problem``."""
        return cls(problem.code, problem.place, problem.message.to(lang), problem.fix.to(lang))


class Evaluation(msgspec.Struct, frozen=True):
    """How well a profile does on labelled calls."""

    schema: str
    profile: ProfileStamp
    gold_sha256: str
    """Hash of the labels that were scored, in the order of the calls."""
    calls: CallCounts
    cues: tuple[CueFigures, ...]
    rules: tuple[RuleFigures, ...]
    averages: tuple[Average, ...]
    errors: tuple[CueError, ...]
    """In the order of the rows, then of the calls."""
    verdict_errors: tuple[VerdictError, ...]
    """In the order of the rules, then of the calls."""
    left_out: tuple[LeftOut, ...]
    problems: tuple[ProblemRecord, ...]
    folds: tuple[Fold, ...]
    """Empty unless folds were asked for."""
    spread: tuple[Spread, ...]
    """Empty unless folds were asked for."""
    changes: Changes | None = None
    """What is not as in an earlier evaluation; ``None`` unless one was given."""

    def without_text(self) -> Evaluation:
        """Return the evaluation without anything that was said in a call."""
        return msgspec.structs.replace(
            self,
            errors=tuple(error.without_text() for error in self.errors),
            verdict_errors=tuple(error.without_text() for error in self.verdict_errors),
            changes=None if self.changes is None else self.changes.without_text(),
        )

    def to_dict(self) -> dict[str, Any]:
        """Return the evaluation as plain dicts, lists, strings and numbers, ready for JSON."""
        evaluation: dict[str, Any] = json.loads(self.to_json())
        return evaluation

    def to_json(self) -> bytes:
        """Return the evaluation as UTF-8 JSON; equal evaluations give equal bytes."""
        try:
            return msgspec.json.encode(self)
        except UnicodeEncodeError:
            # Half a surrogate is no UTF-8. Escaped, the result still says what the transcript has.
            return json.dumps(msgspec.to_builtins(self), separators=(",", ":")).encode()

    @classmethod
    def from_json(cls, data: bytes | str) -> Evaluation:
        """Return the evaluation that ``to_json`` wrote.

        Raises ``msgspec.DecodeError`` (a ``ValueError``) where ``data`` is no evaluation.
        """
        return msgspec.json.decode(data, type=cls)


def evaluation_schema() -> dict[str, Any]:
    """Return the JSON Schema of an evaluation; docs/evaluation.schema.json publishes it."""
    schema = struct_schema(Evaluation)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA} | schema
