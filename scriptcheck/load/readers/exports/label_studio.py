"""Label Studio: regions of a recording, each with a label and what is said in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.language import Text
from scriptcheck.load.call_builder import make_call
from scriptcheck.load.readers.json.shape import JsonShape, first_of, has_keys
from scriptcheck.load.readers.recognisers.tracks import in_order
from scriptcheck.load.sentence import Sentence
from scriptcheck.load.times.moments import SECONDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.call import Call
    from scriptcheck.load.readers.json.shape import JsonValue

_Number = int | float | str | None


class _Value(msgspec.Struct, frozen=True):
    start: _Number = None
    end: _Number = None
    labels: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    text: str | tuple[str, ...] = ()


class _Region(msgspec.Struct, frozen=True):
    id: str | None = None
    value: _Value = _Value()


class _Annotation(msgspec.Struct, frozen=True):
    result: tuple[_Region, ...] = ()
    was_cancelled: bool = False


class _Task(msgspec.Struct, frozen=True):
    annotations: tuple[_Annotation, ...] = ()
    id: _Number = None
    data: Any = None


def _fits(value: Any) -> bool:
    result = first_of(first_of(value, "annotations"), "result")
    return has_keys(result, "from_name", "to_name", "value") and isinstance(value.get("data"), dict)


def _read(value: JsonValue) -> Iterator[Call]:
    task = value.decode(_Task)
    kept = [each for each in task.annotations if not each.was_cancelled and each.result]
    regions: dict[str, list[_Value]] = {}
    for number, region in enumerate(kept[0].result if kept else ()):
        regions.setdefault(region.id or f"#{number}", []).append(region.value)
    said = [_sentence(values) for values in regions.values()]
    meta = {"audio": _audio(task.data)}
    yield make_call(in_order(said), value.origin, ms_per_unit=SECONDS, meta=meta)


def _sentence(values: Sequence[_Value]) -> Sentence:
    texts = [(each.text,) if isinstance(each.text, str) else each.text for each in values]
    labels = (label for each in values for label in (*each.labels, *each.choices))
    timed = next((each for each in values if each.start is not None), values[0])
    text = "\n".join(line for lines in texts for line in lines)
    return Sentence(text, next(labels, ""), None, timed.start, timed.end)


def _audio(data: Any) -> str | None:
    audio = data.get("audio") if isinstance(data, dict) else None
    return audio if isinstance(audio, str) else None


LABEL_STUDIO: Final = JsonShape(
    "label-studio", Text("Label Studio 标注", "Label Studio annotations"), _fits, _read
)
