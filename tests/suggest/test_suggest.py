"""Proposals of phrases: what they are made of, what they match, and how they are written."""

from __future__ import annotations

import json
import re
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pytest

from scriptcheck.checker import Checker
from scriptcheck.diff import diff_profiles
from scriptcheck.errors import LexiconError, UsageError
from scriptcheck.evaluate import evaluate, read_gold
from scriptcheck.load import load_calls
from scriptcheck.suggest import apply_proposals, suggest, suggestions_json
from scriptcheck.suggest.templates import drafts
from scriptcheck.text.segment import load_segmenter
from tests.command_line import Done, in_this_process

if TYPE_CHECKING:
    from pathlib import Path

    from scriptcheck.text.segment import Segmenter

PROFILE = "# 我的\nname: mine\ntitle: 我的\nvariables:\n  company: [海尔]\n"
CHAPTER = """\
# 自己的章
title: 词
cues:
  wait:
    title: 请等待
    phrases:
      - "请稍等"   # 常说
    # 例句
    examples: {hit: ["【请稍等】"], miss: ["您好"]}
  sorry:
    title: 抱歉
    phrases: ["对不起"]
    examples: {hit: ["【对不起】"], miss: ["您好"]}
"""
RULE = """\
rules:
  own.twice:
    title: 等两次
    require: {cue: wait, turns: 2}
    message: 没有
    advice: 说
    examples: {pass: ["客服: 请稍等\\n客服: 请稍等"], fail: ["客服: 请稍等"]}
"""
WAIT = [
    "那麻烦您别挂机我这边看一下",
    "好的您先别挂机啊我去问问同事",
    "张女士劳驾您别挂机我核对核对",
]
PLAIN = ["今天天气不错您那边热吗", "我给您登记的是三号上门", "我去问问同事再看一下", "请稍等"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a profile, calls, their labels, and a corpus of ordinary turns."""
    home = tmp_path / "mine"
    home.mkdir()
    (home / "profile.yaml").write_text(PROFILE, encoding="utf-8")
    (home / "words.yaml").write_text(CHAPTER, encoding="utf-8")
    calls, labels = [], []
    for number, text in enumerate(WAIT):
        texts = [*PLAIN, text]
        turns = [{"speaker": "agent", "text": each} for each in texts]
        calls.append({"call_id": f"c{number}", "turns": turns})
        labels.append({"call_id": f"c{number}", "acts": {"wait": [3, 4]}, "violations": []})
    for name, lines in (("calls", calls), ("gold", labels)):
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    corpora = tmp_path / "corpora"
    corpora.mkdir()
    corpus: list[dict[str, Any]] = [
        {"text": "您别挂机呀", "labels": ["wait"]},
        {"text": "我这边看一下您的订单", "speaker": "agent"},
        {"text": "我去问问同事", "speaker": "agent"},
        {"text": "我给您核对核对"},
    ]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in corpus)
    (corpora / "a.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def found(folder: Path, **options: Any) -> Any:
    return suggest(
        [folder / "calls.jsonl"],
        profile=folder / "mine",
        labels=folder / "gold.jsonl",
        corpora=folder / "corpora",
        **options,
    )


def test_what_the_missed_turns_have_in_common_is_proposed(folder: Path) -> None:
    done = found(folder)
    assert (done.calls, done.corpus_turns, done.missed) == (3, 4, {"wait": 3})
    first = done.proposals[0]
    assert (first.cue, first.template) == ("wait", "别挂机")
    assert (first.labelled, first.suspected, first.adds) == (3, 0, 3)
    assert (first.cost, first.right_corpora) == (0, 1)
    assert first.example == "【别挂机】"
    for each in done.proposals:
        assert each.cost == 0
        assert each.template not in WAIT
        assert len({turn.call_id for turn in each.turns}) > 1


def test_what_diff_and_eval_say_stands_by_each(folder: Path) -> None:
    with (folder / "mine" / "words.yaml").open("a", encoding="utf-8") as chapter:
        chapter.write(RULE)
    checker = Checker.load(folder / "mine")
    first = found(folder).proposals[0]
    gold = read_gold(folder / "gold.jsonl")
    calls = list(load_calls(folder / "calls.jsonl"))
    before = evaluate(checker, calls, gold)
    words = (folder / "mine" / "words.yaml").read_text(encoding="utf-8")
    assert (first.cue, first.template) == ("wait", "别挂机")
    changed = words.replace('- "请稍等"', '- "别挂机"\n      - "请稍等"')
    (folder / "mine" / "words.yaml").write_text(changed, encoding="utf-8")
    other = Checker.load(folder / "mine")
    (rule,) = first.consequences.rules
    assert rule == ("own.twice", "等两次", 0, 3, 0)
    done = diff_profiles([folder / "calls.jsonl"], checker, other)
    assert [(each.rule, each.no_longer_failing) for each in done.rules] == [("own.twice", 3)]
    ((group, old, new),) = first.consequences.figures
    rows = [
        next(each for each in evaluation.cues if (each.cue, each.group) == ("wait", group))
        for evaluation in (before, evaluate(other, calls, gold))
    ]
    assert [old, new] == [each.counts for each in rows]
    assert (old.caught, new.caught, new.support) == (3, 6, 6)


def test_every_count_is_that_of_the_matcher(folder: Path) -> None:
    done = found(folder, max_wrong=9)
    for each in done.proposals:
        own = (folder / "mine" / "words.yaml").read_text(encoding="utf-8")
        before = own
        own = own.replace('["对不起"]', f'["对不起", "{each.template}"]')
        if each.cue == "wait":
            own = before.replace('"请稍等"   #', f'"{each.template}"   #')
        (folder / "mine" / "words.yaml").write_text(
            own.replace("【请稍等】", "请稍等"), encoding="utf-8"
        )
        checker = Checker.load(folder / "mine", cache=False)
        from scriptcheck.load import load_calls

        turns = {
            (call.call_id, match.turn)
            for call in load_calls(folder / "calls.jsonl")
            for match in checker.match(call).matches.get("wait", ())
        }
        assert turns >= {(turn.call_id, turn.turn) for turn in each.turns}
        ordinary = {place for place in turns if place[1] < 3}
        assert len(ordinary) == each.wrong_calls
        (folder / "mine" / "words.yaml").write_text(before, encoding="utf-8")


def test_what_matches_ordinary_turns_is_dropped_or_shown_with_its_cost(folder: Path) -> None:
    corpus = folder / "corpora" / "a.jsonl"
    with corpus.open("a", encoding="utf-8") as file:
        file.write('{"text": "客户说您别挂机了我烦", "speaker": "agent"}\n')
    strict = found(folder)
    assert strict.dropped > found(folder, max_wrong=1).dropped
    assert all(each.cost == 0 and each.template != "别挂机" for each in strict.proposals)
    loose = found(folder, max_wrong=1).proposals
    assert all(each.cost <= 1 for each in loose)
    bare = [each for each in found(folder, max_wrong=99).proposals if each.wrong]
    assert all(each.wrong == ("客户说您别挂机了我烦",) for each in bare)


def test_the_order_of_calls_changes_nothing(folder: Path) -> None:
    before = suggestions_json(found(folder))
    for name in ("calls", "gold"):
        path = folder / f"{name}.jsonl"
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        path.write_text("".join(lines[::-1]), encoding="utf-8")
    assert suggestions_json(found(folder)) == before
    document = json.loads(before)
    assert document["schema"] == "scriptcheck.suggestions/1"
    assert document["proposals"][0]["number"] == 1


def test_marks_of_reviewers_count_as_labels(folder: Path) -> None:
    lines = [
        {
            "call_id": f"c{number}",
            "marks": [{"turn": 4, "cue": "wait", "heard": True}],
        }
        for number in range(3)
    ]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    (folder / "gold.jsonl").write_text(text, encoding="utf-8")
    assert found(folder).missed == {"wait": 3}


def test_a_cue_that_there_is_not(folder: Path) -> None:
    assert found(folder, cue="sorry").proposals == ()
    with pytest.raises(UsageError, match="unknown-cue"):
        found(folder, cue="wiat")


def test_proposals_are_written_where_the_cue_stands(folder: Path) -> None:
    proposals = found(folder).proposals[:1]
    done = apply_proposals(folder / "mine", proposals)
    assert [path.name for path in done.files] == ["words.yaml"]
    text = (folder / "mine" / "words.yaml").read_text(encoding="utf-8")
    assert '      - "请稍等"   # 常说\n      - "别挂机"\n    # 例句\n' in text
    assert 'hit: ["【请稍等】", "【别挂机】"]' in text
    assert text.startswith("# 自己的章\n")
    again = found(folder)
    assert all(each.template != "别挂机" for each in again.proposals)
    assert sum(again.missed.values()) == 3 - proposals[0].gain


def test_an_inherited_cue_gets_an_entry_of_its_own(folder: Path) -> None:
    top = folder / "top"
    top.mkdir()
    base = "name: top\ntitle: 上\nextends: ../mine\n"
    (top / "profile.yaml").write_text(base, encoding="utf-8")
    proposals = found(folder).proposals[:1]
    before = (folder / "mine" / "words.yaml").read_bytes()
    done = apply_proposals(top, proposals)
    assert [path.name for path in done.files] == ["own.yaml"]
    assert (folder / "mine" / "words.yaml").read_bytes() == before
    text = (top / "own.yaml").read_text(encoding="utf-8")
    assert "mode: extend" in text
    phrases = [each.text for each in Checker.load(top, cache=False).profile.cues["wait"].phrases]
    assert phrases == ["请稍等", "别挂机"]


def test_what_breaks_an_example_is_not_written(folder: Path) -> None:
    path = folder / "mine" / "words.yaml"
    path.write_text(CHAPTER.replace('miss: ["您好"]', 'miss: ["您别挂机吧"]', 1), encoding="utf-8")
    before = path.read_bytes()
    with pytest.raises(LexiconError, match="example-fails"):
        apply_proposals(folder / "mine", found(folder).proposals[:1])
    assert path.read_bytes() == before
    with pytest.raises(UsageError, match="shipped-profile"):
        apply_proposals("default", found(folder).proposals)


def test_templates_have_slots_gaps_and_choices() -> None:
    texts = ["海尔客服为您解决这个问题", "海尔客服给您解决这个问题"]
    listed = {each.template for each in drafts(texts, [1, 2], {"company": ["海尔"]})}
    assert any(each.startswith("{company}") for each in listed)
    assert any("[为|给]" in each for each in listed)
    assert not any("海尔" in each for each in listed)
    gapped = ["您稍微等我三分钟好吧", "您稍微等我先查一下好吧"]
    assert any(".." in each.template for each in drafts(gapped, [1, 2], {}))
    assert drafts(texts, [1, 1], {}) == []
    numbers = ["请您拨打一三五零零零", "请您拨打一三五零零零"]
    assert all("三五" not in each.template for each in drafts(numbers, [1, 2], {}))


def test_templates_do_not_cut_words() -> None:
    texts = ["麻烦您提供电话号码吧谢谢", "那您提供电话号簿好吧", "您提供一下电话号码行吗"]
    listed = {each.template for each in drafts(texts, [1, 2, 3], {})}
    assert {"您提供", "电话号码"} <= listed
    assert not any("电话号" in each and "电话号码" not in each for each in listed)
    segmenter = load_segmenter()
    for each in listed:
        for part in filter(None, re.split(r"[\[\]|.]+", each)):
            assert any(is_of_whole_words(part, text, segmenter) for text in texts), each


def is_of_whole_words(part: str, text: str, segmenter: Segmenter) -> bool:
    edges = {0, *accumulate(map(len, segmenter.cut(text)))}
    starts = (found.start() for found in re.finditer(part, text))
    return any({start, start + len(part)} <= edges for start in starts)


def test_words_of_the_profile_are_words() -> None:
    texts = ["我们用星链贝贝机来做", "买了星链贝贝机以后"]
    cut = {each.template for each in drafts(texts, [1, 2], {}, words=("星链贝贝机",))}
    assert cut == {"星链贝贝机"}
    assert cut < {each.template for each in drafts(texts, [1, 2], {})}


def test_the_command(folder: Path) -> None:
    def run(*arguments: str) -> Done:
        usual = ["calls.jsonl", "--labels", "gold.jsonl", "--profile", "mine"]
        return in_this_process(
            folder, "lexicon", "suggest", *usual, "--corpora", "corpora", *arguments
        )

    shown = run()
    assert shown.code == 0
    assert "3 通电话里有 3 处没有匹配" in shown.out
    assert "1. wait  别挂机" in shown.out
    assert "eval：应匹配的 6 处，匹配到的 3 → 6；匹配的 3 → 6 处，其中对的 3 → 6" in shown.out
    assert json.loads(run("--json").out)["missed"] == {"wait": 3}
    assert "newly matches" in run("--lang", "en").out
    assert run("--apply", "99").code == 2
    before = (folder / "mine" / "words.yaml").read_bytes()
    written = run("--apply", "1")
    assert written.code == 0
    assert "words.yaml" in written.err
    assert (folder / "mine" / "words.yaml").read_bytes() != before
