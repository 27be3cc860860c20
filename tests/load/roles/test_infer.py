"""Who is who, from labels that name nobody to roles with a warning that says why."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck import Call, Checker, LoadOptions, Outcome, UsageError, load_calls

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

AGENT = [
    "您好，很高兴为您服务，请问有什么可以帮您？",
    "请问您贵姓？您的联系电话是本机吗？",
    "好的先生，请您稍等，我帮您查一下。",
    "让您久等了，已经给您登记了，师傅会跟您联系。",
    "感谢您的来电，祝您生活愉快。",
]
CUSTOMER = [
    "喂你好，我想问一下我家的冰箱怎么不制冷了。",
    "我姓王，对，就是这个号。",
    "行，你们快点，都打了三次了。",
    "那到底什么时候来？我不知道要等几天。",
    "行，谢谢啊。",
]
PLAIN_WORDS = [
    "喂你好，我想问一下我家的冰箱。",
    "为什么没人给我打电话，你们怎么回事？",
    "我都打了三次了，你们还不来。",
    "我不知道为什么，我的手机没收到短信。",
    "帮我查一下我的订单，行，谢谢啊。",
]
MENU = ["欢迎致电客服热线，中文服务请按1。", "通话可能会被录音，正在为您转接人工。"]


def turns(*labels: str) -> list[tuple[str, str]]:
    """Return the call above, with the labels of agent and customer."""
    agent, customer = labels
    pairs = zip(AGENT, CUSTOMER, strict=True)
    return [turn for a, c in pairs for turn in ((agent, a), (customer, c))]


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[..., Call]:
    """Return a function that writes turns of a label and a text, and loads them."""

    def load(said: Sequence[tuple[str, str]], meta: Any = None, **options: Any) -> Call:
        path = tmp_path / "call.json"
        listed = [{"speaker": label, "text": text} for label, text in said]
        written = {"call_id": "1", "turns": listed, "meta": meta or {}}
        path.write_text(json.dumps(written, ensure_ascii=False), encoding="utf-8")
        [call] = load_calls(path, options=LoadOptions(**options))
        return call

    return load


def roles(call: Call) -> list[str]:
    return [turn.speaker.value for turn in call.turns]


def codes(call: Call) -> list[str]:
    return [warning.code for warning in call.warnings]


def told(call: Call, code: str) -> str:
    [warning] = [warning for warning in call.warnings if warning.code == code]
    return warning.describe("zh") + warning.describe("en")


@pytest.mark.parametrize("labels", [("0", "1"), ("1", "0"), ("SPEAKER_01", "SPEAKER_00")])
def test_two_labels(loaded: Callable[..., Call], labels: tuple[str, str]) -> None:
    call = loaded(turns(*labels))
    assert roles(call) == ["agent", "customer"] * 5
    assert codes(call) == ["speakers-inferred"]
    warning = told(call, "speakers-inferred")
    assert "0.99" in warning
    assert f"{labels[0]} 是客服（" in warning
    assert f"{labels[1]} is the customer (" in warning
    assert "高兴为您" in warning
    assert f"--speakers {min(labels)}=" in warning
    assert call.meta["speaker_labels"] == list(labels) * 5
    assert 0.95 <= call.meta["speakers_confidence"] < 1


def test_words_that_are_quoted_are_what_weighs_most(loaded: Callable[..., Call]) -> None:
    warning = told(loaded(turns("0", "1")), "speakers-inferred")
    assert warning.count("“") == 8
    for words in ("为您", "我想问", "你们"):
        assert words in warning


def test_the_order_of_labels_does_not_matter_without_words(loaded: Callable[..., Call]) -> None:
    call = loaded([("0", "嗯"), ("1", "对"), ("0", "好"), ("1", "是")])
    assert roles(call) == ["unknown"] * 4
    assert codes(call) == ["unknown-speaker", "speakers-unknown"]
    assert "低于 0.95" in told(call, "speakers-unknown")
    assert "unnamed" not in str(call.meta)
    assert "speakers_confidence" not in call.meta


def test_the_confidence_that_is_asked_for(loaded: Callable[..., Call]) -> None:
    said = [("0", "帮您查一下"), ("1", "嗯")]
    assert roles(loaded(said)) == ["unknown", "unknown"]
    assert roles(loaded(said, speaker_confidence=0.6)) == ["agent", "customer"]


@pytest.mark.parametrize("confidence", [0.49, 1.01, float("nan"), -1])
def test_a_confidence_that_is_none(loaded: Callable[..., Call], confidence: float) -> None:
    with pytest.raises(UsageError) as raised:
        loaded(turns("0", "1"), speaker_confidence=confidence)
    assert raised.value.problems[0].code == "bad-confidence"


def test_it_can_be_switched_off(loaded: Callable[..., Call]) -> None:
    call = loaded(turns("0", "1"), infer_speakers=False)
    assert roles(call) == ["unknown"] * 10
    assert codes(call) == ["unknown-speaker"]


def test_what_the_user_says_comes_first(loaded: Callable[..., Call]) -> None:
    call = loaded(turns("0", "1"), speakers={"0": "customer", "1": "agent"})
    assert roles(call) == ["customer", "agent"] * 5
    # What was said contradicts it, and that is told, not acted upon.
    assert codes(call) == ["speakers-swapped"]


def test_one_label_said_and_the_other_inferred(loaded: Callable[..., Call]) -> None:
    call = loaded(turns("0", "1"), speakers={"0": "agent"})
    assert roles(call) == ["agent", "customer"] * 5
    assert "1 是客户" in told(call, "speakers-inferred")
    assert "0 是" not in told(call, "speakers-inferred")


def test_a_label_that_the_user_says_to_be_unknown(loaded: Callable[..., Call]) -> None:
    call = loaded(turns("0", "1"), speakers={"0": "unknown"})
    assert roles(call) == ["unknown"] * 10


def test_a_menu_is_a_machine(loaded: Callable[..., Call]) -> None:
    said = [("2", text) for text in MENU] + turns("0", "1")
    call = loaded(said)
    assert roles(call) == ["system"] * 2 + ["agent", "customer"] * 5
    assert "2 是系统" in told(call, "speakers-inferred")


def test_two_agents(loaded: Callable[..., Call]) -> None:
    said = turns("0", "1")
    more = [("2" if label == "0" else label, text) for label, text in turns("0", "1")]
    call = loaded(said + more)
    assert roles(call) == ["agent", "customer"] * 10


def test_a_voice_that_says_too_little_stays_unknown(loaded: Callable[..., Call]) -> None:
    call = loaded([*turns("0", "1"), ("2", "嗯")])
    assert roles(call) == ["agent", "customer"] * 5 + ["unknown"]
    assert "2 说得太少" in told(call, "speakers-inferred")
    assert "unknown-speaker" in codes(call)


def test_one_label_for_both(loaded: Callable[..., Call]) -> None:
    call = loaded(turns("0", "0"))
    assert set(roles(call)) == {"unknown"}
    assert "没有把说话人分开" in told(call, "speakers-unknown")


def test_a_voice_that_is_two_people(loaded: Callable[..., Call]) -> None:
    both = [("2", text) for pair in zip(AGENT, PLAIN_WORDS, strict=True) for text in pair]
    call = loaded(turns("0", "1") + both)
    assert set(roles(call)) == {"unknown"}
    assert "标号 2 既说客服的话又说客户的话" in told(call, "speakers-unknown")


def test_labels_that_change_hands(loaded: Callable[..., Call]) -> None:
    call = loaded(turns("0", "1") + turns("1", "0"))
    assert set(roles(call)) == {"unknown"}
    assert "从第 10 个话轮" in told(call, "speakers-unknown")


def test_the_customer_speaks_first_on_outbound_calls(loaded: Callable[..., Call]) -> None:
    said = [("1", "喂？"), *turns("0", "1")]
    for meta in ({"direction": "outbound"}, {}):
        assert roles(loaded(said, meta)) == ["customer"] + ["agent", "customer"] * 5


def test_names_of_the_company_help(loaded: Callable[..., Call]) -> None:
    said = [("0", "您好美的。"), ("1", "喂"), ("0", "嗯"), ("1", "我的手机"), ("0", "好")]
    without, given = (
        loaded(said, speaker_confidence=0.5, company=names).meta["speakers_confidence"]
        for names in ((), ("美的",))
    )
    assert given > without


def test_labelled_calls_are_never_changed(loaded: Callable[..., Call]) -> None:
    call = loaded(turns("agent", "customer"))
    assert roles(call) == ["agent", "customer"] * 5
    assert codes(call) == []


def test_labels_the_wrong_way_round_are_told(loaded: Callable[..., Call]) -> None:
    call = loaded(turns("customer", "agent"))
    assert roles(call) == ["customer", "agent"] * 5
    warning = told(call, "speakers-swapped")
    assert "声道" in warning
    assert "agent is the customer" in warning


def test_a_call_without_any_labels_says_so(tmp_path: Path) -> None:
    path = tmp_path / "mono.txt"
    path.write_text("您好，很高兴为您服务\n我想问一下我的冰箱\n", encoding="utf-8")
    [call] = load_calls(path)
    assert codes(call) == ["no-labels", "speakers-unknown"]
    report = Checker.load().check(call)
    assert {verdict.verdict for verdict in report.verdicts} == {Outcome.UNDECIDABLE}
    assert [warning.code for warning in report.warnings] == codes(call)
    assert report.score is None


def test_converted_calls_say_that_roles_were_inferred(
    loaded: Callable[..., Call], tmp_path: Path
) -> None:
    first = loaded(turns("0", "1"))
    path = tmp_path / "again.json"
    path.write_text(json.dumps(first.to_dict(), ensure_ascii=False), encoding="utf-8")
    [again] = load_calls(path)
    assert again.turns == first.turns
    assert again.meta == first.meta
    warning = told(again, "speakers-inferred")
    assert f"{first.meta['speakers_confidence']:.3f}" in warning
    assert "0 是客服" in warning


def test_an_inferred_call_is_judged_as_a_labelled_one(
    loaded: Callable[..., Call], default_checker: Checker
) -> None:
    inferred, labelled = (
        default_checker.check(loaded(turns(*labels)))
        for labels in (("1", "0"), ("agent", "customer"))
    )
    assert inferred.verdicts == labelled.verdicts
    assert inferred.score == labelled.score


def test_hundred_real_calls(real_calls: list[Call], tmp_path: Path) -> None:
    path = tmp_path / "calls.jsonl"
    lines = []
    for number, call in enumerate(real_calls):
        names = {"agent": str(number % 2), "customer": str(1 - number % 2)}
        said = [{"speaker": names[t.speaker.value], "text": t.text} for t in call.turns]
        lines.append(json.dumps({"call_id": call.call_id, "turns": said}, ensure_ascii=False))
    path.write_text("\n".join(lines), encoding="utf-8")
    found = list(load_calls(path))
    right = sum(roles(one) == roles(other) for one, other in zip(found, real_calls, strict=True))
    assert right >= 98


def test_no_false_alarm_on_labelled_calls(real_calls: list[Call], tmp_path: Path) -> None:
    path = tmp_path / "calls.jsonl"
    lines = (json.dumps(call.to_dict(), ensure_ascii=False) for call in real_calls)
    path.write_text("\n".join(lines), encoding="utf-8")
    assert not [call.call_id for call in load_calls(path) if "speakers-swapped" in codes(call)]
