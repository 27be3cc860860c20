"""Calls without a start or an end: what should stand there cannot be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import LexiconError
from tests.conftest import call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Checker

CUES = {
    "hello": cue("您好"),
    "bye": cue("再见"),
    "opening_sign": cue("喂", "您好", speaker="any", within={"first_agent_turns": 1}),
    "ending_sign": cue("再见", "拜拜", speaker="any", within={"last_agent_turns": 1}),
}
RULES = {
    "start": rule(require="hello", needs=["opening"]),
    "end": rule(require="bye", needs=["ending"]),
    "both": rule(require="bye", needs=["opening", "ending"]),
}


@pytest.fixture
def verdicts(make_checker: Callable[..., Checker]) -> Callable[..., dict[str, str]]:
    """Returns each rule's verdict, with the reason if there is one."""

    def check(*turns: str, **meta: object) -> dict[str, str]:
        report = make_checker(CUES, RULES).check(call(*turns, **meta))
        return {each.rule: each.reason or each.verdict.value for each in report.verdicts}

    return check


@pytest.mark.parametrize(
    ("turns", "meta", "expected"),
    [
        (["A 喂", "A 再见"], {}, ("fail", "pass", "pass")),
        (["A 喂", "A 嗯", "C 拜拜"], {}, ("fail", "fail", "fail")),
        (["A 型号", "A 再见"], {}, ("cut-opening", "pass", "pass")),
        (["A 喂", "A 登记"], {}, ("fail", "cut-ending", "cut-ending")),
        (["A 型号", "A 登记"], {}, ("cut-opening", "cut-ending", "cut-opening")),
        (["A 喂", "A 再见", "C 哎", "A 嗯", "A 登记"], {}, ("fail", "pass", "pass")),
        (["A 喂", "C 拜拜"], {"dropped": True}, ("fail", "cut-ending", "cut-ending")),
        (["A 喂", "A 登记"], {"dropped": False}, ("fail", "cut-ending", "cut-ending")),
        (["A 喂", "A 登记"], {"ending_cut": False}, ("fail", "fail", "fail")),
        (["A 喂", "C 拜拜"], {"ending_cut": True}, ("fail", "cut-ending", "cut-ending")),
        (["A 型号", "C 拜拜"], {"opening_cut": False}, ("fail", "fail", "fail")),
        (["A 型号", "C 拜拜"], {"opening_cut": None}, ("cut-opening", "fail", "cut-opening")),
        (["A 您好再见"], {"opening_cut": True, "ending_cut": True}, ("pass", "pass", "pass")),
    ],
)
def test_what_a_cut_call_lacks(
    verdicts: Callable[..., dict[str, str]],
    turns: list[str],
    meta: dict[str, object],
    expected: tuple[str, str, str],
) -> None:
    found = verdicts(*turns, **meta)
    assert (found["start"], found["end"], found["both"]) == expected


def test_reasons_are_reported(make_checker: Callable[..., Checker]) -> None:
    report = make_checker(CUES, RULES).check(call("A 型号", "A 登记"))
    messages = {verdict.rule: verdict.message for verdict in report.verdicts}
    assert messages["start"] == "转写缺了通话的开头。"
    assert messages["end"] == "转写缺了通话的结尾。"
    assert report.score is None


def test_a_lexicon_must_say_how_calls_begin_and_end(make_checker: Callable[..., Checker]) -> None:
    with pytest.raises(LexiconError, match="ending_sign"):
        make_checker({"bye": cue("再见")}, {"end": rule(require="bye", needs=["ending"])})
