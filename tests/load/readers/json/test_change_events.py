"""Files with the changes of rows of a database, in place of the rows."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.load.samples.sample import ANSWER, ASK, BYE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tests.load.conftest import Loaded

WRONG, EXTRA = "不知道。", "你自己看。"
SOURCE = {"db": "cc", "table": "asr"}
Step = tuple[str, "Mapping[str, Any] | None", "Mapping[str, Any] | None"]


def row(number: int, speaker: str, text: str, **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "call_id": "D1",
        "speaker": speaker,
        "content": text,
        "start_ms": number * 3000,
        **more,
    }


ROWS = [row(1, "客服", ASK), row(2, "客户", ANSWER), row(3, "客服", WRONG), row(4, "客服", EXTRA)]
RIGHT = row(3, "客服", BYE)
STEPS: list[Step] = [
    *(("c", None, each) for each in ROWS),
    ("u", ROWS[2], RIGHT),
    ("d", ROWS[3], None),
]
LEFT = [ASK, ANSWER, BYE]


def debezium(step: Step) -> Any:
    op, before, after = step
    return {"before": before, "after": after, "source": SOURCE, "op": op, "ts_ms": 1}


def flat(step: Step) -> Any:
    op, before, after = step
    return {**(after or before or {}), "__op": op, "__deleted": str(op == "d").lower()}


def canal(step: Step) -> Any:
    op, before, after = step
    kind = {"c": "INSERT", "u": "UPDATE", "d": "DELETE"}[op]
    old = [{"content": WRONG}] if op == "u" else None
    event = {"database": "cc", "table": "asr", "type": kind, "data": [after or before], "old": old}
    return event | {"pkNames": ["id"], "isDdl": False}


def maxwell(step: Step) -> Any:
    op, before, after = step
    kind = {"c": "insert", "u": "update", "d": "delete"}[op]
    more = {"old": {"content": WRONG}} if op == "u" else {}
    return {"database": "cc", "table": "asr", "type": kind, "data": after or before, **more}


FORMS: dict[str, Callable[[Step], Any]] = {
    "debezium": debezium,
    "with its schema": lambda step: {"schema": {"type": "struct"}, "payload": debezium(step)},
    "of a proxy": lambda step: {"topic": "t", "key": None, "value": {"payload": debezium(step)}},
    "of kcat": lambda step: {"topic": "t", "payload": json.dumps(debezium(step))},
    "documents": lambda step: (
        debezium((step[0], step[1], step[2])) | {"after": step[2] and json.dumps(step[2])}
    ),
    "without the row before": lambda step: debezium(
        (step[0], step[1] and {"id": step[1]["id"]}, step[2])
    ),
    "flat": flat,
    "canal": canal,
    "maxwell": maxwell,
}


def lines(load_bytes: Callable[..., Loaded], events: Sequence[Any]) -> Loaded:
    text = "\n".join(json.dumps(event, ensure_ascii=False) for event in events)
    return load_bytes(text.encode(), name="t.jsonl")


def said(found: Loaded) -> list[list[str]]:
    return [[turn.text for turn in call.turns] for call in found.calls]


@pytest.mark.parametrize("is_lines", [True, False])
@pytest.mark.parametrize("form", FORMS)
def test_the_rows_after_all_changes(
    load_bytes: Callable[..., Loaded], form: str, is_lines: bool
) -> None:
    events = [FORMS[form](step) for step in STEPS]
    if is_lines:
        found = lines(load_bytes, events)
    else:
        found = load_bytes(json.dumps(events).encode(), name="t.json")
    assert not found.problems
    assert said(found) == [LEFT]
    assert found.calls[0].call_id == "D1"
    [warning] = found.calls[0].warnings
    assert warning.code == "change-events"
    assert "6 events" in warning.message.en
    assert "changed 1 times" in warning.message.en
    assert "1 deleted" in warning.message.en


def test_a_list_in_an_object(load_bytes: Callable[..., Loaded]) -> None:
    value = {"records": [debezium(step) for step in STEPS]}
    assert said(load_bytes(json.dumps(value).encode(), name="t.json")) == [LEFT]


def test_rows_without_a_key(load_bytes: Callable[..., Loaded]) -> None:
    def bare(each: Mapping[str, Any] | None) -> Any:
        return each and {key: value for key, value in each.items() if key != "id"}

    steps = [(op, bare(before), bare(after)) for op, before, after in STEPS]
    assert said(lines(load_bytes, [debezium(step) for step in steps])) == [LEFT]


def test_an_id_that_does_not_number_rows(load_bytes: Callable[..., Loaded]) -> None:
    def one(each: Mapping[str, Any] | None) -> Any:
        return each and {**each, "id": "D1"}

    steps = [(op, one(before), one(after)) for op, before, after in STEPS]
    assert said(lines(load_bytes, [debezium(step) for step in steps])) == [LEFT]


def test_the_key_of_the_message(load_bytes: Callable[..., Loaded]) -> None:
    def renamed(each: Mapping[str, Any] | None) -> Any:
        return each and {"pk" if key == "id" else key: value for key, value in each.items()}

    events = [
        {"key": {"payload": {"pk": 1}}, "value": debezium((op, None, renamed(after)))}
        for op, _, after in STEPS[:5]
    ]
    assert said(lines(load_bytes, events)) == [[ASK, ANSWER, BYE, EXTRA]]


def test_changes_of_nobody_knows_which_row(load_bytes: Callable[..., Loaded]) -> None:
    steps = [(op, None, after and {**after, "id": None}) for op, _, after in STEPS[:5]]
    found = lines(load_bytes, [debezium(step) for step in steps])
    assert not found.calls
    assert found.codes == ["change-events"]


def test_rows_of_before_the_first_event(load_bytes: Callable[..., Loaded]) -> None:
    events = [debezium(STEPS[4]), debezium(STEPS[5]), debezium(STEPS[1])]
    assert said(lines(load_bytes, events)) == [[ANSWER, BYE]]


def test_a_table_that_was_emptied(load_bytes: Callable[..., Loaded]) -> None:
    emptied = {"op": "t", "source": SOURCE}
    events = [debezium(STEPS[3]), emptied, *map(debezium, STEPS[:2])]
    assert said(lines(load_bytes, events)) == [[ASK, ANSWER]]
    found = lines(load_bytes, [debezium(STEPS[3]), emptied])
    assert not found.calls
    assert found.codes == ["change-events"]


def test_other_lines(load_bytes: Callable[..., Loaded]) -> None:
    events = [*map(debezium, STEPS), None, {"ts_ms": 5}, {"text": "另一行"}]
    found = lines(load_bytes, events)
    assert said(found) == [LEFT]
    assert found.codes == ["not-a-change"]


def test_rows_of_calls(load_bytes: Callable[..., Loaded]) -> None:
    text = f"客服：{ASK}\n客户：{ANSWER}"
    calls = [{"id": number, "call_id": f"C{number}", "content": text} for number in (1, 2)]
    found = lines(load_bytes, [debezium(("c", None, each)) for each in calls])
    assert [call.call_id for call in found.calls] == ["C1", "C2"]
    assert said(found) == [[ASK, ANSWER]] * 2


@pytest.mark.parametrize(
    "turn",
    [
        {"speaker": "agent", "text": ASK, "op": "c"},
        {"speaker": "agent", "text": ASK, "op": "d", "source": "mic"},
        {"speaker": "agent", "text": ASK, "op": "t", "source": {"kind": "mic"}},
        {"speaker": "agent", "text": ASK, "before": "x", "after": "y"},
        {"speaker": "agent", "text": ASK, "type": "update", "data": "x", "table": "t"},
    ],
)
def test_turns_with_such_keys(load_bytes: Callable[..., Loaded], turn: dict[str, Any]) -> None:
    found = lines(load_bytes, [turn, {**turn, "text": ANSWER}])
    assert said(found) == [[ASK, ANSWER]]
    assert "change-events" not in found.warnings
