"""What a line of labels must look like, and the words for one that does not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias, TypeGuard

from scriptcheck.language import Text
from scriptcheck.report import Outcome
from scriptcheck.review.label import ReviewStage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from scriptcheck.load.readers.json.position import Path

CERTAINTIES: Final = ("clear", "borderline")
STAGES: Final = tuple(ReviewStage)
NOT_FAIL: Final = "not_fail"
"""In place of a verdict: any but ``fail``."""

_LINE: Final = '{"call_id": "1", "acts": {"greeting": [0], "closing": []}, "violations": []}'
_FIX_LINE: Final = Text(f"一行的写法：{_LINE}", f"A line looks like this: {_LINE}")
_VIOLATION: Final = '{"turn": 4, "cue": "rude", "quote": "…", "certainty": "clear"}'
_FIX_VIOLATION: Final = Text(f"写法：{_VIOLATION}", f"It looks like this: {_VIOLATION}")
_MARK: Final = '{"turn": 4, "cue": "greeting", "heard": true}'
_FIX_MARK: Final = Text(f"写法：{_MARK}", f"It looks like this: {_MARK}")
_OUTCOMES: Final = (*(outcome.value for outcome in Outcome), NOT_FAIL)
_FIX_TURN: Final = Text("话轮从 0 数起。", "Turns are counted from 0.")
_NO_FIX: Final = Text("", "")


class Flaw(NamedTuple):
    """What is wrong at a place of the line."""

    path: Path
    message: Text
    fix: Text


_Check: TypeAlias = "Callable[[Any, Path], Iterator[Flaw]]"


def flaws(line: Any) -> Iterator[Flaw]:
    """Yield all that is wrong with the shape of ``line``, a value read from JSON."""
    if not isinstance(line, dict):
        yield _not(Text("标注", "A line"), Text("{…} 对象", "an object {…}"), (), _FIX_LINE)
        return
    if line.get("call_id") in (None, ""):
        message = Text("缺少“call_id”。", "There is no 'call_id'.")
        yield Flaw(("call_id",) if "call_id" in line else (), message, _FIX_LINE)
    for field, check in _FIELDS.items():
        if line.get(field) is not None:
            yield from check(line[field], (field,))


def unknown_fields(line: dict[str, Any]) -> Iterator[Path]:
    """Yield the path of each field of ``line``, which has no flaws, that means nothing here."""
    yield from ((field,) for field in line if field not in _FIELDS)
    for name, known in (("violations", _OF_VIOLATION), ("marks", _OF_MARK)):
        for index, item in enumerate(line.get(name) or ()):
            yield from ((name, index, field) for field in item if field not in known)


def _not(what: Text, should: Text, path: Path, fix: Text = _NO_FIX) -> Flaw:
    message = Text(f"{what.zh}应为{should.zh}。", f"{what.en} should be {should.en}.")
    return Flaw(path, message, fix)


def _written(path: Path) -> Text:
    steps = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
    return Text(f"“{steps.lstrip('.')}”", f"'{steps.lstrip('.')}'")


def is_turn(value: Any) -> TypeGuard[int]:
    """Return whether ``value`` can be the number of a turn."""
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _id(value: Any, path: Path) -> Iterator[Flaw]:
    if not isinstance(value, str | int) or isinstance(value, bool):
        yield _not(_written(path), Text("文字", "text"), path)


def _text(value: Any, path: Path) -> Iterator[Flaw]:
    if not isinstance(value, str):
        yield _not(_written(path), Text("文字", "text"), path)


def _flag(value: Any, path: Path) -> Iterator[Flaw]:
    if not isinstance(value, bool):
        yield _not(_written(path), Text(" true 或 false", "true or false"), path)


def _turn(value: Any, path: Path) -> Iterator[Flaw]:
    if not is_turn(value):
        yield _not(_written(path), Text("话轮编号", "the number of a turn"), path, _FIX_TURN)


def _turns(value: Any, path: Path) -> Iterator[Flaw]:
    if not isinstance(value, list):
        should = Text("话轮编号的列表，如 [0, 4]", "a list of turns, such as [0, 4]")
        yield _not(_written(path), should, path, _FIX_TURN)
        return
    for index, turn in enumerate(value):
        yield from _turn(turn, (*path, index))


def _acts(value: Any, path: Path) -> Iterator[Flaw]:
    if not isinstance(value, dict):
        yield _not(_written(path), Text("{…} 对象", "an object {…}"), path, _FIX_LINE)
        return
    for cue, turns in value.items():
        yield from _turns(turns, (*path, cue))


def _verdicts(value: Any, path: Path) -> Iterator[Flaw]:
    if not isinstance(value, dict):
        yield _not(_written(path), Text("{…} 对象", "an object {…}"), path)
        return
    for rule, verdict in value.items():
        if verdict not in _OUTCOMES:
            listed = ", ".join(_OUTCOMES)
            should = Text(f" {listed} 之一", f"one of {listed}")
            yield _not(_written((*path, rule)), should, (*path, rule))


def _certainty(value: Any, path: Path) -> Iterator[Flaw]:
    if value not in CERTAINTIES:
        yield _not(_written(path), Text(" clear 或 borderline", "clear or borderline"), path)


def _time(value: Any, path: Path) -> Iterator[Flaw]:
    try:
        is_time = isinstance(value, str) and bool(datetime.fromisoformat(value))
    except ValueError:
        is_time = False
    if not is_time:
        example = "2026-03-02T18:00:00+08:00"
        should = Text(f" ISO 8601 时间，如 {example}", f"a time in ISO 8601, such as {example}")
        yield _not(_written(path), should, path)


def _by_name(value: Any, path: Path, flaws_of: _Check) -> Iterator[Flaw]:
    """Yield what is wrong with an object, each of whose values ``flaws_of`` looks at."""
    if not isinstance(value, dict):
        yield _not(_written(path), Text("{…} 对象", "an object {…}"), path)
        return
    for name, each in value.items():
        yield from flaws_of(each, (*path, name))


def _times(value: Any, path: Path) -> Iterator[Flaw]:
    yield from _by_name(value, path, _time)


def _stage(value: Any, path: Path) -> Iterator[Flaw]:
    if value not in STAGES:
        listed = ", ".join(STAGES)
        should = Text(f" {listed} 之一", f"one of {listed}")
        yield _not(_written(path), should, path)


def _texts(value: Any, path: Path) -> Iterator[Flaw]:
    yield from _by_name(value, path, _text)


def _violations(value: Any, path: Path) -> Iterator[Flaw]:
    yield from _objects(value, path, _OF_VIOLATION, ("turn", "cue"), _FIX_VIOLATION)


def _marks(value: Any, path: Path) -> Iterator[Flaw]:
    yield from _objects(value, path, _OF_MARK, ("turn", "cue", "heard"), _FIX_MARK)


def _review(value: Any, path: Path) -> Iterator[Flaw]:
    yield from _objects(value, path, {}, (), _NO_FIX)


def _objects(
    value: Any, path: Path, fields: Mapping[str, _Check], needed: tuple[str, ...], fix: Text
) -> Iterator[Flaw]:
    """Yield what is wrong with a list of objects that have ``fields``, some of them ``needed``."""
    if not isinstance(value, list):
        yield _not(_written(path), Text("列表", "a list"), path, fix)
        return
    for index, item in enumerate(value):
        yield from _object(item, (*path, index), fields, needed, fix)


def _object(
    value: Any, path: Path, fields: Mapping[str, _Check], needed: tuple[str, ...], fix: Text
) -> Iterator[Flaw]:
    if not isinstance(value, dict):
        yield _not(_written(path), Text("{…} 对象", "an object {…}"), path, fix)
        return
    for field in needed:
        if value.get(field) is None:
            where = _written(path)
            message = Text(f"{where.zh}缺少“{field}”。", f"{where.en} has no '{field}'.")
            yield Flaw(path, message, fix)
    for field, check in fields.items():
        if value.get(field) is not None:
            yield from check(value[field], (*path, field))


_FIELDS: Final[dict[str, _Check]] = {
    "call_id": _id,
    "acts": _acts,
    "violations": _violations,
    "verdicts": _verdicts,
    "complaint": _flag,
    "opening_cut": _flag,
    "ending_cut": _flag,
    "role_errors": _turns,
    "marks": _marks,
    "review": _review,
    "reviewer": _text,
    "time": _time,
    "times": _times,
    "stage": _stage,
    "reason": _text,
    "reasons": _texts,
}
_OF_VIOLATION: Final[dict[str, _Check]] = {
    "turn": _turn,
    "cue": _text,
    "quote": _text,
    "certainty": _certainty,
    "alt": _flag,
}
_OF_MARK: Final[dict[str, _Check]] = {
    "turn": _turn,
    "cue": _text,
    "heard": _flag,
    "quote": _text,
}
