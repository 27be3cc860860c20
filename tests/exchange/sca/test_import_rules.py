"""Rules of Alibaba Cloud's conversation analysis, in the shapes that its API documents."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck import Call, Checker, LoadError, Speaker, Turn, UsageError
from scriptcheck.exchange import SourceKind, import_rules, source_kind
from scriptcheck.exchange.sca.regex_template import NoTemplateError, templates_of
from scriptcheck.report import Outcome

if TYPE_CHECKING:
    from pathlib import Path


def keywords(oid: str, *words: str, kind: str = "HIT_ANY_KEYWORDS", **param: Any) -> dict[str, Any]:
    return {"oid": oid, "type": kind, "param": {"keywords": list(words), **param}}


def condition(cid: str, *operators: dict[str, Any], **more: Any) -> dict[str, Any]:
    checked = more.pop("check_range", {})
    joined = "&&".join(each["oid"] for each in operators)
    return {
        "cid": cid,
        "check_range": checked,
        "operators": list(operators),
        "lambda": joined,
    } | more


def rule(name: str, expression: str, **more: Any) -> dict[str, Any]:
    return {"name": name, "lambda": expression, "triggers": ["a"], "level": 1, **more}


@pytest.fixture(autouse=True)
def small(tmp_path: Path) -> None:
    """Have a profile over no other, which is quick to load."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "profile.yaml").write_text("name: own\ntitle: 自己的\n", encoding="utf-8")


def written(tmp_path: Path, rules: list[Any], conditions: list[Any]) -> Path:
    path = tmp_path / "rules.json"
    path.write_text(
        json.dumps({"rules": rules, "conditions": conditions}, ensure_ascii=False), "utf-8"
    )
    return path


def imported(tmp_path: Path, expression: str, *conditions: Any, **more: Any) -> Any:
    path = written(tmp_path, [rule("规则甲", expression, **more)], list(conditions))
    return import_rules(path, tmp_path / "mine", force=True)


def verdict(tmp_path: Path, *said: tuple[str, str]) -> Outcome:
    speakers = {"客服": Speaker.AGENT, "客户": Speaker.CUSTOMER}
    turns = tuple(Turn(speakers[who], text) for who, text in said)
    report = Checker.load(tmp_path / "mine").check(Call("1", turns))
    return {each.rule: each.verdict for each in report.verdicts}["own.sca_1"]


def test_any_keyword_of_a_speaker(tmp_path: Path) -> None:
    asked = condition("a", keywords("1", "加微信", "私下转账?"), check_range={"role": "客服"})
    done = imported(tmp_path, "a", asked, scoreType=3, scoreNum="8", level=0)
    assert (done.left_out, done.near, done.failing) == ((), (), ())
    loaded = Checker.load(tmp_path / "mine").profile.rules["own.sca_1"]
    assert (loaded.severity, loaded.points) == ("major", -8)
    assert verdict(tmp_path, ("客服", "您加微信吧")) is Outcome.FAIL
    assert verdict(tmp_path, ("客服", "您私下转账")) is Outcome.FAIL
    assert verdict(tmp_path, ("客户", "能加微信吗"), ("客服", "不能")) is Outcome.PASS


@pytest.mark.parametrize(
    ("needed", "fails"),
    [
        (None, ("退货 退款", "退款 退货")),
        (-1, ("退货 退款",)),
        (2, ("退货 退款",)),
        (0, ("您好 嗯",)),
    ],
)
def test_all_some_or_none_of_the_keywords(tmp_path: Path, needed: int | None, fails: Any) -> None:
    param = {} if needed is None else {"keywordMatchSize": needed}
    asked = condition("a", keywords("1", "退货", "退款", kind="INCLUDE_KEYWORDS", **param))
    done = imported(tmp_path, "a", asked)
    assert (done.left_out, done.failing) == ((), ())
    for text in ("退货 退款", "退款 退货", "退货 嗯", "您好 嗯"):
        first, second = text.split()
        found = verdict(tmp_path, ("客服", first), ("客户", second))
        sought = Outcome.FAIL if sorted(text) in map(sorted, fails) else Outcome.PASS
        assert found is sought, text


def test_words_in_one_sentence(tmp_path: Path) -> None:
    asked = condition("a", keywords("1", "甲方", "乙方", kind="INCLUDE_KEYWORDS", in_sentence=True))
    done = imported(tmp_path, "a", asked)
    assert [each.what.en for each in done.near]
    assert verdict(tmp_path, ("客服", "乙方找甲方")) is Outcome.FAIL
    assert verdict(tmp_path, ("客服", "乙方"), ("客服", "甲方")) is Outcome.PASS


def test_logic_and_anchors(tmp_path: Path) -> None:
    sorry = condition("a", keywords("1", "投诉"), check_range={"role": "客户"})
    anchor = {"cid": "a", "location": "AFTER", "hit_time": 0}
    where = {"role": "客服", "anchor": anchor, "range": {"from": 1, "to": 2}}
    soothed = condition("b", keywords("1", "抱歉"), check_range=where)
    done = imported(tmp_path, "a && !b", sorry, soothed)
    assert (done.left_out, done.near, done.failing) == ((), (), ())
    assert verdict(tmp_path, ("客户", "我要投诉"), ("客服", "嗯")) is Outcome.FAIL
    assert verdict(tmp_path, ("客户", "我要投诉"), ("客服", "很抱歉")) is Outcome.PASS
    late = [("客服", "嗯"), ("客户", "说话"), ("客服", "嗯"), ("客户", "喂"), ("客服", "抱歉")]
    assert verdict(tmp_path, ("客户", "我要投诉"), *late) is Outcome.FAIL


def test_the_first_sentences_of_the_agent(tmp_path: Path) -> None:
    where = {"role": "客服", "range": {"from": 1, "to": 1}}
    done = imported(tmp_path, "!a", condition("a", keywords("1", "您好"), check_range=where))
    assert (done.left_out, done.failing) == ((), ())
    assert verdict(tmp_path, ("客服", "您好")) is Outcome.PASS
    assert verdict(tmp_path, ("客服", "嗯"), ("客户", "喂"), ("客服", "您好")) is Outcome.FAIL


def test_points_that_are_given(tmp_path: Path) -> None:
    done = imported(tmp_path, "a", condition("a", keywords("1", "感谢您")), scoreType=1, scoreNum=2)
    loaded = Checker.load(tmp_path / "mine").profile.rules["own.sca_1"]
    assert (loaded.points, loaded.scoring.plus, loaded.severity) == (0, 2, "info")
    assert verdict(tmp_path, ("客服", "感谢您")) is Outcome.PASS
    assert done.failing == ()


def test_silence_and_speed(tmp_path: Path) -> None:
    silence = {"oid": "1", "type": "INTERVAL_GREATER", "param": {"interval": 20000}}
    speed = {
        "oid": "1",
        "type": "SPEECH_SPEED_CHECK",
        "param": {"velocityInMint": 400, "average": True},
    }
    path = written(
        tmp_path,
        [rule("静音", "a"), rule("语速", "b")],
        [condition("a", silence), condition("b", speed, check_range={"role": "客服"})],
    )
    done = import_rules(path, tmp_path / "mine")
    assert (done.left_out, done.near, done.failing) == ((), (), ())
    rules = Checker.load(tmp_path / "mine").profile.rules
    metrics = [rules[f"own.sca_{number}"].conditions[0] for number in (1, 2)]
    assert [each.model_dump(exclude_none=True) for each in metrics] == [
        {"metric": "longest_silence_ms", "over": 20000.0, "unknown": False},
        {"metric": "agent_chars_per_min", "over": 400.0, "unknown": False},
    ]


@pytest.mark.parametrize(
    ("operator", "checked"),
    [
        ({"oid": "1", "type": "NER_MODEL", "param": {}}, {}),
        ({"oid": "1", "type": "REGULAR_EXPRESSION", "param": {"regex": r"\d{3}"}}, {}),
        ({"oid": "1", "type": "REGULAR_EXPRESSION", "param": {"regex": "a", "notRegex": "b"}}, {}),
        (keywords("1", "甲", keywordMatchSize=5), {}),
        (keywords("1"), {}),
        (keywords("1", "甲"), {"role": "客户", "range": {"from": 1, "to": 2}}),
        (keywords("1", "甲"), {"role": "机器人"}),
        (keywords("1", "甲"), {"absolute": True}),
        (keywords("1", "甲"), {"anchor": {"cid": "a", "location": "AFTER"}}),
        (keywords("1", "甲"), {"anchor": {"cid": "z", "location": "AFTER"}}),
        (keywords("1", "甲"), {"anchor": {"cid": "a", "location": "AROUND"}}),
        (
            {
                "oid": "1",
                "type": "INTERVAL_GREATER",
                "param": {"interval": 5, "compareOperator": "lt"},
            },
            {},
        ),
    ],
)
def test_what_has_no_equivalent_is_listed(tmp_path: Path, operator: Any, checked: Any) -> None:
    path = written(
        tmp_path,
        [rule("能写的", "b"), rule("不能写的", "a&&b")],
        [condition("a", operator, check_range=checked), condition("b", keywords("1", "您好"))],
    )
    done = import_rules(path, tmp_path / "mine")
    assert done.rules == ("own.sca_1",)
    assert [each.rule for each in done.left_out] == ["不能写的"]
    assert all(each.what.zh and each.what.en for each in done.left_out)


@pytest.mark.parametrize(
    "more",
    [{"effective": 0}, {"isDelete": 1}, {"targetType": 11}, {"lambda": "a &&"}, {"lambda": "z"}],
)
def test_rules_that_are_not_judged_there(tmp_path: Path, more: Any) -> None:
    given = rule("停", "a") | more
    done = import_rules(
        written(tmp_path, [given], [condition("a", keywords("1", "甲"))]), tmp_path / "mine"
    )
    assert (done.rules, len(done.left_out)) == ((), 1)
    Checker.load(tmp_path / "mine")


def test_what_is_not_taken_of_a_rule_is_said(tmp_path: Path) -> None:
    done = imported(
        tmp_path, "a", condition("a", keywords("1", "甲")), hitNumScore=True, weight="2"
    )
    assert [each.what.en for each in done.near] == ["Not taken: hitnumscore, weight."]


def test_the_answer_of_the_interface(tmp_path: Path) -> None:
    """Rules share the ids of conditions there, and each condition names its rule."""
    answer = {
        "data": {
            "count": 2,
            "rules": [
                rule("一", "a", rid="7", scoreType=3, scoreNum=3, status=1),
                rule("二", "a", rid="8"),
            ],
            "conditions": [
                condition("a", keywords("9", "甲甲"), rid="7", id=1),
                condition("a", keywords("9", "乙乙"), rid="8", id=2),
            ],
        }
    }
    path = tmp_path / "answer.json"
    for text in (answer, {"Data": json.dumps(answer["data"])}):
        path.write_text(json.dumps(text), encoding="utf-8")
        done = import_rules(path, tmp_path / "mine", force=True)
        assert done.rules == ("own.sca_1", "own.sca_2")
        cues = Checker.load(tmp_path / "mine").profile.cues
        phrases = [cues[f"own_sca_{number}_1"].phrases[0].text for number in (1, 2)]
        assert phrases == ["甲甲", "乙乙"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "bad-json"),
        ("[]", "not-sca"),
        ('{"rules": []}', "not-sca"),
        ("[" * 2000 + "]" * 2000, "bad-json"),
    ],
)
def test_what_is_no_such_file(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    assert source_kind(path) is SourceKind.SCA
    with pytest.raises(LoadError, match=code):
        import_rules(path, tmp_path / "mine")
    assert [each.name for each in (tmp_path / "mine").iterdir()] == ["profile.yaml"]


def test_a_new_folder_lies_over_the_default_profile(tmp_path: Path) -> None:
    path = written(tmp_path, [rule("甲", "a")], [condition("a", keywords("1", "甲"))])
    done = import_rules(path, tmp_path / "new", name="ali")
    assert done.chapter == tmp_path / "new" / "ali.yaml"
    assert done.rules == ("own.ali_1",)
    assert "extends: default" in (tmp_path / "new" / "profile.yaml").read_text(encoding="utf-8")


def test_a_chapter_is_not_overwritten_unasked(tmp_path: Path) -> None:
    path = written(tmp_path, [rule("甲", "a")], [condition("a", keywords("1", "甲"))])
    import_rules(path, tmp_path / "mine")
    with pytest.raises(UsageError, match="exists"):
        import_rules(path, tmp_path / "mine")


@pytest.mark.parametrize(
    ("expression", "templates"),
    [
        (".*修改密码.*", ["修改密码"]),
        ("办(不了|不成).{0,6}(吧|呢)?", ["办[不了|不成]..{6}[吧|呢]?"]),
        ("[您你]好.*请问|早上好", ["[您|你]好..{40}请问", "早上好"]),
        (r"您好\?", ["您好"]),
    ],
)
def test_expressions_that_phrases_can_say(expression: str, templates: list[str]) -> None:
    assert templates_of(expression) == templates


@pytest.mark.parametrize(
    "expression", ["^您好", "a{3}", r"\d+", "a*", "(a", "a)", ".*", "[a-z]", "", "(?=a)b"]
)
def test_expressions_that_they_cannot(expression: str) -> None:
    with pytest.raises(NoTemplateError):
        templates_of(expression)
