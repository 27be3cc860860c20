"""What a shape of JSON is: a name, and two functions, one that knows it and one that reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec

from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.readers.json.position import find_path
from scriptcheck.load.readers.json.types import type_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from scriptcheck.call import Call
    from scriptcheck.load.readers.json.position import Path
    from scriptcheck.load.readers.json.text import JsonText
    from scriptcheck.load.sentence import Origin

T = TypeVar("T")

_FIX: Final = Text(
    "请检查导出是否完整；支持的格式见 scriptcheck formats。",
    "Check whether the export is whole; scriptcheck formats lists what can be read.",
)


@dataclass(frozen=True, slots=True)
class JsonValue:
    """A decoded JSON value, which may be one call or several, and where it stands."""

    value: Any
    text: JsonText
    """The text that ``value`` was decoded from, for the places of problems."""
    origin: Origin
    base: Path = ()
    """Where in ``text`` the value stands."""

    def decode(self, kind: type[T]) -> T:
        """Return the value as ``kind``, with numbers written as text read as numbers.

        Raises ``LoadError`` with the place where it does not fit.
        """
        try:
            return msgspec.convert(self.value, kind, strict=False)
        except msgspec.ValidationError as error:
            raise LoadError(type_problem(error, self.text, _FIX, self.base)) from None

    def inner(self, key: str) -> JsonValue:
        """Return the value under ``key`` of this object."""
        return JsonValue(self.value[key], self.text, self.origin, (*self.base, key))

    def calls(self, key: str) -> Iterator[JsonValue]:
        """Yield each element of the array ``key`` of this object, which is a call of its own."""
        elements = self.value[key]
        for index, element in enumerate(elements):
            origin = self.origin if len(elements) == 1 else self.origin.part(index + 1)
            yield JsonValue(element, self.text, origin, (*self.base, key, index))

    def problem(self, code: str, message: Text, at: Path = (), fix: Text = _FIX) -> Problem:
        """Return a problem with what stands at the path ``at`` of the value."""
        return self.text.problem(code, message, find_path(self.text.text, self.base + at), fix)


@dataclass(frozen=True, slots=True)
class JsonShape:
    """One way to write calls down in JSON: alone in a file, in an array, or one a line."""

    name: str
    """Stable, lower-case name."""
    title: Text
    """What it is, in a few words."""
    fits: Callable[[Any], bool]
    """Returns whether a decoded value has this shape, looking at no more than it must.

    It is asked about every value that JSON may hold, numbers and texts too; ``has_keys`` is
    ``False`` of what is no object. An array is offered as the array of its first elements alone.
    """
    read: Callable[[JsonValue], Iterator[Call | Problem]]
    """Yields the calls of a value that fits, and a problem for each that it cannot read.

    May raise ``LoadError`` where nothing more can be read.
    """


def read_each(
    values: Iterable[JsonValue], read: Callable[[JsonValue], Call | Problem]
) -> Iterator[Call | Problem]:
    """Yield what ``read`` makes of each of ``values``; a broken one does not stop the others."""
    for value in values:
        try:
            yield read(value)
        except LoadError as error:
            yield from error.problems


def has_keys(value: object, *keys: str) -> bool:
    """Return whether ``value`` is an object with all of ``keys``."""
    return isinstance(value, dict) and all(key in value for key in keys)


def first_of(value: object, key: str) -> object:
    """Return the first element of the array under ``key``; ``None`` where there is none."""
    array = value.get(key) if isinstance(value, dict) else None
    return array[0] if isinstance(array, list) and array else None


def not_transcribed(value: JsonValue, status: object, at: Path = ()) -> Problem:
    """Return the problem of a job of a recogniser that has come to no text."""
    message = Text(
        f"识别任务没有结果，状态为“{status}”。",
        f"The recogniser's job has no result; its status is '{status}'.",
    )
    fix = Text(
        "请等任务完成后重新导出，或重新提交录音。",
        "Export it again when the job is done, or submit the recording again.",
    )
    return value.problem("not-transcribed", message, at, fix)
