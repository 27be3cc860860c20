"""Labels of speakers that are names of customers are masked wherever they stand."""

from __future__ import annotations

import pytest

from scriptcheck import Call, Speaker, Turn
from scriptcheck.redact import redact


def labelled(*turns: tuple[str, str, str], **meta: object) -> Call:
    """Return the call of ``turns``: role, label, text."""
    labels = [label for _, label, _ in turns]
    return Call(
        "c",
        [Turn(Speaker(role), text) for role, _, text in turns],
        {"speaker_labels": labels, **meta},
    )


def test_a_customer_is_masked_and_the_agent_stays() -> None:
    after = redact(
        labelled(
            ("agent", "小美", "您好"),
            ("customer", "周慧敏", "冰箱坏了"),
            ("agent", "小美", "周慧敏您好，周女士，我是小美"),
        )
    ).call
    assert after.meta["speaker_labels"] == ["小美", "***", "小美"]
    assert after.turns[2].text == "***您好，*女士，我是小美"
    assert redact(after).call == after


@pytest.mark.parametrize(
    "label", ["周慧敏 (来宾)", "周慧敏13911112222", "来宾-周慧敏", "歐陽修文", "Li Ming", "Tommy"]
)
def test_names_in_labels(label: str) -> None:
    after = redact(labelled(("agent", "A", "好"), ("customer", label, "坏了"))).call
    assert not any(map(str.isalpha, after.meta["speaker_labels"][1]))


@pytest.mark.parametrize(("label", "said"), [("Li Ming", "Hello Li Ming"), ("Tommy", "Hi Tommy")])
def test_latin_labels_are_known(label: str, said: str) -> None:
    after = redact(labelled(("agent", "A", said), ("customer", label, "坏了"))).call
    assert label not in after.turns[0].text


def test_a_nickname_is_a_label_alone() -> None:
    after = redact(labelled(("agent", "A", "下雨天来的"), ("customer", "下雨天", "坏了"))).call
    assert after.meta["speaker_labels"] == ["A", "***"]
    assert after.turns[0].text == "下雨天来的"


@pytest.mark.parametrize(
    "label",
    [
        "客户",
        "客户1",
        "B",
        "S2",
        "Speaker 2",
        "speaker_1",
        "SPEAKER_01",
        "说话人2",
        "右声道",
        "2",
        "channel 1",
        "Guest 2",
    ],
)
@pytest.mark.parametrize("role", ["customer", "unknown"])
def test_labels_that_name_nobody_stay(role: str, label: str) -> None:
    before = labelled(("agent", "x", "好"), (role, label, "坏了"))
    assert redact(before).call == before


def test_unknown_speakers_stay_apart() -> None:
    before = labelled(
        ("unknown", "周慧敏", "您好"),
        ("unknown", "李小军", "周慧敏在吗"),
        ("unknown", "周慧敏", "在"),
    )
    after = redact(before).call
    first, second, third = after.meta["speaker_labels"]
    assert first == third != second
    assert not {"周慧敏", "李小军"} & {first, second}
    assert after.turns[1].text == "***在吗"
    assert redact(after).call == after


def test_the_agents_name_is_known_from_call_data() -> None:
    before = labelled(
        ("unknown", "周慧敏", "您好"), ("unknown", "2", "周慧敏在吗"), agent_name="周慧敏"
    )
    assert redact(before).call == before


def test_other_kinds_leave_labels() -> None:
    before = labelled(("agent", "x", "周慧敏您好"), ("customer", "周慧敏", "坏了"))
    assert redact(before, ["phone"]).call == before


def test_labels_that_readers_took_for_speech() -> None:
    said = [Turn("agent", "您好\n周慧敏：冰箱坏了\n方法：重启"), Turn("agent", "周慧敏女士再见")]
    after = redact(Call("c", said)).call
    assert [turn.text for turn in after.turns] == ["您好\n***：冰箱坏了\n方法：重启", "***女士再见"]


def test_a_header_that_was_taken_for_the_first_turn() -> None:
    said = [Turn("customer", "周慧敏\n-----"), Turn("agent", "周慧敏您好")]
    after = redact(Call("c", said)).call
    assert [turn.text for turn in after.turns] == ["***\n-----", "***您好"]


@pytest.mark.parametrize("first", ["方便", "马上", "高兴", "谢谢", "安装", "路由器", "时间"])
def test_first_words_that_are_no_name(first: str) -> None:
    before = Call("c", [Turn("customer", first), Turn("agent", f"{first}\n{first}：是的")])
    assert redact(before).call == before
