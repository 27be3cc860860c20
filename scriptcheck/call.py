"""The canonical call: who said what, in which order, and what is known about the call."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol, TypeAlias

import msgspec

from scriptcheck.errors import ArgumentError, Problem, wrong_type
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Speaker(StrEnum):
    """Who speaks in a turn."""

    AGENT = "agent"
    CUSTOMER = "customer"
    UNKNOWN = "unknown"
    SYSTEM = "system"
    """A machine: voice menu, transfer notice, queue announcement."""


SpeakerName: TypeAlias = Literal["agent", "customer", "unknown", "system"]


class Word(msgspec.Struct, frozen=True, omit_defaults=True):
    """One recognised word with its time."""

    text: str
    start_ms: int | None = None
    """Milliseconds from the start of the recording."""
    end_ms: int | None = None


class Turn(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one speaker says before another speaks."""

    speaker: Speaker
    text: str
    """The text as the transcript has it; offsets in reports count its characters from 0."""
    start_ms: int | None = None
    """Milliseconds from the start of the recording; ``None`` where unknown."""
    end_ms: int | None = None
    words: tuple[Word, ...] = ()

    if TYPE_CHECKING:  # what __post_init__ takes

        def __init__(
            self,
            speaker: Speaker | SpeakerName,
            text: str,
            start_ms: int | None = None,
            end_ms: int | None = None,
            words: tuple[Word, ...] = (),
        ) -> None: ...

    def __post_init__(self) -> None:
        # Also lets Python users write Turn("agent", …); decoded turns are checked already.
        if type(self.speaker) is not Speaker:
            msgspec.structs.force_setattr(self, "speaker", _speaker(self.speaker))
        if not isinstance(self.text, str):
            raise wrong_type("Turn.text", self.text, Text("字符串", "a string"))
        if type(self.text) is not str:
            # As numpy's, which compiled code does not take.
            msgspec.structs.force_setattr(self, "text", str(self.text))
        for name in ("start_ms", "end_ms"):
            if not isinstance(value := getattr(self, name), int | None):
                whole = Text("整数毫秒或 None", "a whole number of milliseconds, or None")
                raise wrong_type(f"Turn.{name}", value, whole)


class Turns(Protocol):
    """The turns of a call, whole or only begun."""

    @property
    def turns(self) -> Sequence[Turn]:
        """In the order spoken."""

    @property
    def meta(self) -> Mapping[str, Any]:
        """Call data, such as ``direction``."""


class Call(msgspec.Struct, frozen=True):
    """One call, as every loader returns it and every rule sees it."""

    call_id: str
    turns: tuple[Turn, ...]
    """In the order spoken; turns are numbered from 0 everywhere."""
    meta: dict[str, Any] = {}
    """Call data such as ``agent_id`` or ``direction``; ``None`` means unknown.

    The keys that scriptcheck knows are listed in docs/transcripts.md; others are passed through.
    """
    source: str = ""
    """Where the call was read from; empty for calls made in Python."""
    warnings: tuple[Problem, ...] = ()
    """What the loader had to guess or repair; reports carry it on."""

    if TYPE_CHECKING:  # what __post_init__ takes

        def __init__(
            self,
            call_id: str,
            turns: Iterable[Turn],
            meta: dict[str, Any] = {},  # noqa: B006  (each call gets one of its own)
            source: str = "",
            warnings: tuple[Problem, ...] = (),
        ) -> None: ...

    def __post_init__(self) -> None:
        if not isinstance(self.call_id, str):
            raise wrong_type("Call.call_id", self.call_id, Text("字符串", "a string"))
        if type(self.turns) is not tuple:
            msgspec.structs.force_setattr(self, "turns", _turns(self.turns))
        for turn in self.turns:
            if not isinstance(turn, Turn):
                raise wrong_type("Call.turns", turn, _TURNS)
        if not isinstance(self.meta, dict):
            raise wrong_type("Call.meta", self.meta, Text("字典", "a dict"))
        # Whoever goes on with the dict for the next call does not change this one.
        msgspec.structs.force_setattr(self, "meta", dict(self.meta))

    def to_dict(self) -> dict[str, Any]:
        """Return the call in its canonical form: plain dicts, lists, strings and numbers."""
        call: dict[str, Any] = {
            "call_id": self.call_id,
            "turns": [_plain(turn) for turn in self.turns],
        }
        return call | ({"meta": dict(self.meta)} if self.meta else {})

    @classmethod
    def from_dict(cls, data: dict[str, Any], *, source: str = "") -> Call:
        """Return the call that ``data``, in canonical form, describes.

        Raises ``msgspec.ValidationError`` (a ``ValueError``) where ``data`` has another shape.
        """
        call = msgspec.convert(data, cls)
        return msgspec.structs.replace(call, source=source) if source else call


_TURNS: Final = Text(
    "Turn 的列表，如 [Turn('agent', '您好')]", "a list of turns, such as [Turn('agent', '您好')]"
)


def _speaker(given: object) -> Speaker:
    try:
        return Speaker(given)  # type: ignore[arg-type]
    except ValueError:
        roles = ", ".join(Speaker)
        message = Text(f"没有说话人 {given!r}。", f"There is no speaker {given!r}.")
        fix = Text(f"可用的有 {roles}。", f"There are {roles}.")
        raise ArgumentError(Problem("unknown-speaker", message, fix=fix)) from None


def _turns(given: object) -> tuple[Any, ...]:
    if isinstance(given, str) or not isinstance(given, Iterable):
        raise wrong_type("Call.turns", given, _TURNS)
    return tuple(given)


def _plain(turn: Turn) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(turn)
    return plain | ({"words": list(plain["words"])} if turn.words else {})
