"""A trained model: what it knows of each cue, in tables that many processes share.

The file is a header of JSON, then the tables as they stand in memory, then the examples. It is
mapped, not read, so that workers share one copy and loading takes no time.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import struct
import sys
import threading
import zlib
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from math import inf, sqrt
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.bounded import read_whole
from scriptcheck.errors import LexiconError, Problem
from scriptcheck.language import Text
from scriptcheck.learned.features import MOST_OF_BEFORE, plain, sounds
from scriptcheck.learned.scoring import EVENING, Scorer
from scriptcheck.lexicon.learned_settings import CARD_FILE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from scriptcheck.learned.features import SeenTurn

MAGIC: Final = b"SCLEARN1"
"""What a model's file begins with; another number stands for another way to write it."""

SUFFIX: Final = ".model"

_ALIGNED: Final = 64
_ROUNDING: Final = 1e-9
"""What limits are lowered by, so that none is missed that reaches its score."""

_PREFIX: Final = struct.Struct("<8sI")
_MOST_EXAMPLES: Final = 1 << 28
"""Bytes that the examples may unfold to."""
_CONFIDENCES: Final = (
    *(-5.293, -4.185, -3.664, -3.317, -3.055, -2.844, -2.666, -2.512, -2.376, -2.254, -1.946),
    *(-1.551, -1.237, -0.969, -0.731, -0.511, -0.302, -0.1, 0.1, 0.302, 0.511, 0.731, 0.969),
    *(1.237, 1.551, 1.946, 2.254, 2.376, 2.512, 2.666, 2.844, 3.055, 3.317, 3.664, 4.185),
)
"""The logits halfway between the shares of ``_PERCENTS``."""
_PERCENTS: Final[tuple[int, ...]] = (0, *range(1, 11), *range(15, 90, 5), *range(90, 100))


class Threshold(msgspec.Struct, frozen=True):
    """From which score on a model's finding counts; a score is a logit.

    ``None`` where it never does.
    """

    match: float | None = None
    """From here on it is a match."""
    suspect: float | None = None
    """From here on a person should look at it."""
    doubt: float | None = None
    """Below this a match by a phrase is doubted."""
    possible: float | None = None
    """From here on it may have been said: what needs it is undecidable."""
    sure: float | None = None
    """From here on it is not asked whether it is denied, quoted, asked or supposed."""


class CueModel(msgspec.Struct, frozen=True):
    """What a model says of one cue, beside the weights."""

    scale: float
    """What a weight of 1 stands for."""
    bias: float
    threshold: Threshold
    speaker: str = "agent"
    """Who says it."""


class ModelHeader(msgspec.Struct, frozen=True):
    """What stands at the beginning of a model's file."""

    cues: dict[str, CueModel]
    """In the order of the weights."""
    slots: int
    """Slots of the table, a power of two."""
    example_bytes: int
    card: dict[str, Any]
    """What it was trained on, how, and how well it does: for people."""


@dataclass(frozen=True)
class LearnedModel:
    """A model, ready to score turns. Two processes that read one file share its tables."""

    header: ModelHeader
    data: memoryview
    """The whole file."""

    @cached_property
    def sha256(self) -> str:
        """Of the whole file."""
        return hashlib.sha256(self.data).hexdigest()

    @property
    def cues(self) -> Mapping[str, CueModel]:
        """What it says of each cue, by id."""
        return self.header.cues

    @cached_property
    def _numbered(self) -> Sequence[tuple[str, CueModel]]:
        return list(self.cues.items())

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each cue in the order of the weights."""
        return {cue: number for number, cue in enumerate(self.cues)}

    @property
    def scorer(self) -> Scorer:
        """What adds its weights up. Each thread has one of its own: it works in its own buffers."""
        mine = self._of_threads
        scorer: Scorer | None = getattr(mine, "scorer", None)
        if scorer is None:
            scorer = mine.scorer = self._new_scorer()
        return scorer

    @cached_property
    def _of_threads(self) -> threading.local:
        return threading.local()

    def _new_scorer(self) -> Scorer:
        slots, count = self.header.slots, len(self.cues)
        keys = _tables_at(self.data)
        norms = keys + 8 * slots
        weights = norms + 2 * slots
        end = weights + slots * count
        tables = (
            self.data[keys:norms].cast("Q"),
            self.data[norms:weights].cast("H"),
            self.data[weights:end].cast("b"),
        )
        return Scorer(tables, count, plain(), sounds())

    @cached_property
    def examples(self) -> Mapping[str, Sequence[str]]:
        """By cue, the turns that it was trained on as clear cases."""
        packed = self.data[len(self.data) - self.header.example_bytes :]
        try:
            text = zlib.decompressobj().decompress(packed, _MOST_EXAMPLES)
        except zlib.error as error:
            raise ValueError(str(error)) from error
        return msgspec.json.decode(text, type=dict[str, list[str]])

    def scores(self, turn: SeenTurn) -> dict[str, float]:
        """Return the score of each cue in ``turn``, a logit."""
        norm, sums = self.scorer.score(*turn)
        return {
            name: _score(cue, total, norm)
            for (name, cue), total in zip(self.cues.items(), sums, strict=True)
        }

    def found(self, turn: SeenTurn, least: array[float]) -> list[tuple[str, float]]:
        """Return the cues that reach ``least`` in ``turn``, each with its score; see ``limits``.

        The turn before adds no more to a score than ``MOST_OF_BEFORE``.
        """
        norm, norm_alone, sums = self.scorer.find(*turn, least)
        found: list[tuple[str, float]] = []
        for number, total, alone in sums:
            name, cue = self._numbered[number]
            score = _score(cue, total, norm)
            found.append((name, capped(score, _score(cue, alone, norm_alone))))
        return found

    def score(self, turn: SeenTurn, name: str) -> float:
        """Return the score of the cue ``name`` in ``turn``, as ``found`` does."""
        # Each of the candidates in a turn asks, which may be thousands where it repeats itself.
        mine = self._of_threads
        last: tuple[SeenTurn, dict[str, float]] | None = getattr(mine, "last", None)
        if last is None or last[0] != turn:
            last = mine.last = (turn, {})
        scores = last[1]
        if name not in scores:
            cue = self.cues[name]
            norm, total, norm_alone, alone = self.scorer.sums_of(*turn, self.numbers[name])
            scores[name] = capped(_score(cue, total, norm), _score(cue, alone, norm_alone))
        return scores[name]

    def limits(self, scores: Mapping[str, float]) -> array[float]:
        """Return what sums must reach for these scores, by cue; cues without one never do."""
        return array(
            "d",
            [
                (scores[name] - cue.bias) / cue.scale - _ROUNDING if name in scores else inf
                for name, cue in self.cues.items()
            ],
        )


def capped(score: float, alone: float) -> float:
    """Return ``score``, of a turn, less what the turn before adds too much to its score ``alone``.

    So an angry customer is no rude agent.
    """
    return min(score, alone + MOST_OF_BEFORE)


def _score(cue: CueModel, total: int, norm: int) -> float:
    # Roots and quotients are exact to the last bit on every machine; C might fuse the sum.
    root: float = sqrt(EVENING + norm)
    return total * cue.scale / root + cue.bias


def confidence(score: float) -> float:
    """Return what share of the cases with ``score``, a logit, should be right, 0 to 1.

    It is the logistic function in steps, which are the same on every machine.
    """
    return _PERCENTS[bisect_right(_CONFIDENCES, score)] / 100


def score_of(wanted: float) -> float:
    """Return the lowest score whose ``confidence`` is ``wanted`` or more."""
    at = bisect_left(_PERCENTS, round(100 * wanted))
    return _CONFIDENCES[at - 1] if at else _CONFIDENCES[0]


class _Card(msgspec.Struct, frozen=True):
    """What the card beside a model says of its file."""

    sha256: str


def read_model(path: Path) -> LearnedModel:
    """Return the model in the file ``path``.

    Raises ``LexiconError`` where it cannot be read, is none, or is not the one that the card beside
    it describes.
    """
    try:
        model = model_of(memoryview(_mapped(path)))
        card = path.with_name(CARD_FILE)
        if card.exists():
            _require_card(model, card)
        else:
            _look_through(model)
    except (OSError, ValueError, msgspec.DecodeError, struct.error, RecursionError) as error:
        raise LexiconError(_unreadable(path, str(error))) from error
    return model


def _mapped(path: Path) -> mmap.mmap:
    if not path.is_file():
        # A pipe would keep whoever opens it waiting.
        message = "not a file"
        raise ValueError(message)
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _require_card(model: LearnedModel, path: Path) -> None:
    """Raise ``ValueError`` where the card ``path`` is that of another model.

    So a file that was altered on its way, or laid beside another profile, gives no verdicts.
    """
    try:
        card = msgspec.json.decode(read_whole(path), type=_Card)
    except (msgspec.DecodeError, RecursionError) as error:
        message = f"{path.name}: {error}"
        raise ValueError(message) from error
    if card.sha256 != model.sha256:
        message = f"it was altered, or {path.name} beside it is of another model (sha256)"
        raise ValueError(message)


def _look_through(model: LearnedModel) -> None:
    """Raise ``ValueError`` where a model that no card vouches for could not be used."""
    keys = _tables_at(model.data)
    # A search for what the table lacks ends at an empty slot.
    if 0 not in model.data[keys : keys + 8 * model.header.slots].cast("Q"):
        message = "no slot of its table is empty"
        raise ValueError(message)
    _ = model.examples


def model_of(data: memoryview) -> LearnedModel:
    """Return the model that ``data`` is the file of; raises ``ValueError`` where it is none."""
    if sys.byteorder != "little":
        message = "models need a machine that stores the low byte first"
        raise ValueError(message)
    magic, length = _PREFIX.unpack_from(data)
    if magic != MAGIC:
        message = "not a model, or one of another version"
        raise ValueError(message)
    header = msgspec.json.decode(data[_PREFIX.size : _PREFIX.size + length], type=ModelHeader)
    slots, examples = header.slots, header.example_bytes
    size = _tables_at(data) + slots * (10 + len(header.cues)) + examples
    if size != len(data) or slots < 1 or slots & (slots - 1) or examples < 0:
        message = "cut short, or changed"
        raise ValueError(message)
    return LearnedModel(header, data)


def model_bytes(
    header: ModelHeader, keys: bytes, norms: bytes, weights: bytes, examples: bytes
) -> bytes:
    """Return the file of a model with these tables, as ``LearnedModel.scorer`` reads them."""
    head = msgspec.json.encode(header, order="deterministic")
    begun = _PREFIX.pack(MAGIC, len(head)) + head
    padding = bytes(-len(begun) % _ALIGNED)
    return b"".join((begun, padding, keys, norms, weights, examples))


def packed_examples(examples: Mapping[str, Sequence[str]]) -> bytes:
    """Return ``examples`` as they stand in the file."""
    text = json.dumps(examples, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return zlib.compress(text.encode(), 9)


def _tables_at(data: memoryview) -> int:
    _, length = _PREFIX.unpack_from(data)
    begun = _PREFIX.size + int(length)
    return begun + -begun % _ALIGNED


def _unreadable(path: Path, why: str) -> Problem:
    message = Text(f"模型文件不能用：{why}。", f"The model cannot be used: {why}.")
    fix = Text(
        "请重新训练：scriptcheck lexicon train。", "Train it again: scriptcheck lexicon train."
    )
    return Problem("bad-model", message, str(path), fix=fix)
