"""A model trained on corpora, examples, labels and turns of one's own."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from scriptcheck import Checker
from scriptcheck.errors import LexiconError, LoadError, ScriptcheckError, UsageError
from scriptcheck.examples import run_examples
from scriptcheck.learned.corpus import OWN_BATCHES, TrainingTurn
from scriptcheck.learned.model import read_model
from scriptcheck.learned.train import FEWEST_CASES, fold_of, trained_cues
from scriptcheck.training import train_profile, write_uncertain
from scriptcheck.training.own_examples import changed_examples, example_turns
from scriptcheck.training.train_profile import OWN_WEIGHT, merged
from tests.conftest import call, cue
from tests.learned.conftest import CUES, EASY, ENDS, RULES, SORRY, corpus_lines, made_up

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck.language import Text
    from scriptcheck.training import Trained


@pytest.fixture
def mine(write_lexicon: Callable[..., Path]) -> Path:
    """Return a lexicon of one's own, without a model."""
    return write_lexicon(CUES, RULES)


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """Return a folder with a corpus of sixty turns."""
    folder = tmp_path / "corpora"
    folder.mkdir()
    (folder / "a.jsonl").write_text(corpus_lines(made_up()), encoding="utf-8")
    return folder


@pytest.fixture
def train(mine: Path, corpora: Path) -> Callable[..., Trained]:
    """Return a function that trains a model of the lexicon on the corpus, and what is given."""
    return lambda **given: train_profile(mine, corpora=corpora, targets=EASY, **given)


def test_the_model_and_its_card_stand_beside_the_profile(
    train: Callable[..., Trained], mine: Path
) -> None:
    steps: list[Text] = []
    trained = train(on_step=steps.append)
    assert (trained.model, trained.card) == (mine / "learned.model", mine / "learned.json")
    assert json.loads(trained.card.read_text(encoding="utf-8")) == trained.about
    assert trained.about["sha256"] == read_model(trained.model).sha256
    assert trained.about["data"]["corpora_turns"] == 60
    assert trained.about["data"]["example_turns"] == 6
    assert set(trained.about["cues"]) == {"rude", "sorry"}
    assert all("thresholds" in each for each in trained.about["cues"].values())
    assert [step.en for step in steps][-1] == "training 2/2: sorry"
    assert Checker.load(mine, cache=False).profile.model == mine / "learned.model"


def test_equal_input_gives_equal_bytes(train: Callable[..., Trained], tmp_path: Path) -> None:
    one, other = train(output=tmp_path / "one"), train(output=tmp_path / "other")
    assert one.model.read_bytes() == other.model.read_bytes()
    assert one.card.read_bytes() == other.card.read_bytes()


def test_changed_examples_are_known(
    train: Callable[..., Trained], write_lexicon: Callable[..., Path]
) -> None:
    card = train().about
    assert changed_examples(Checker.load(write_lexicon(CUES, RULES)).profile, card) == []
    changed = CUES | {"rude": CUES["rude"] | {"examples": {"hit": ["爱咋地咋地"], "miss": ["否"]}}}
    profile = Checker.load(write_lexicon(changed, RULES)).profile
    assert changed_examples(profile, card) == ["rude"]
    assert changed_examples(profile, {}) == []


@pytest.mark.parametrize(("count", "changed"), [(2, []), (FEWEST_CASES, ["takes_back"])])
def test_changed_examples_of_a_cue_count_where_there_are_enough_to_learn_it(
    count: int,
    changed: list[str],
    train: Callable[..., Trained],
    write_lexicon: Callable[..., Path],
) -> None:
    card = train().about
    examples = {"hit": [f"我收回{number}" for number in range(count)], "miss": ["否"]}
    cues = CUES | {"takes_back": CUES["takes_back"] | {"examples": examples}}
    profile = Checker.load(write_lexicon(cues, RULES)).profile
    assert changed_examples(profile, card) == changed


def test_examples_speak_of_their_own_cue(write_lexicon: Callable[..., Path]) -> None:
    examples = {
        "hit": ["客户：我要投诉\n客服：【爱咋地咋地】\n客服：再见", "爱咋地咋地"],
        "miss": ["您好", "客服：爱咋地咋地\n客服：我收回", "客服：再见\n客户：爱咋地咋地"],
    }
    cues = CUES | {"rude": CUES["rude"] | {"examples": examples}}
    profile = Checker.load(write_lexicon(cues, RULES)).profile
    turns = [turn for turn in example_turns(profile) if turn.about == ("rude",)]
    assert [(turn.text, turn.before, turn.labels, turn.near) for turn in turns] == [
        ("爱咋地咋地", "我要投诉", ("rude",), ()),
        ("爱咋地咋地", "", ("rude",), ()),
        ("您好", "", (), ("rude",)),
        # The turn that is made good has the words of the cue; what makes it good has not.
        ("我收回", "", (), ("rude",)),
        ("再见", "", (), ("rude",)),
    ]


def test_turns_that_are_written_twice_count_once() -> None:
    both = merged(
        [
            TrainingTurn(text="甲", labels=("a",), about=("a",)),
            TrainingTurn(text="甲", near=("a", "b"), about=("a", "b")),
            TrainingTurn(text="甲", before="乙", labels=("b",)),
        ]
    )
    assert [(turn.labels, turn.near, turn.about, turn.weight) for turn in both] == [
        (("a",), ("b",), ("a", "b"), OWN_WEIGHT),
        (("b",), (), (), OWN_WEIGHT),
    ]


def test_own_batches_are_held_out_one_by_one() -> None:
    turns = [*made_up(), *(TrainingTurn(text="x", batch=batch) for batch in OWN_BATCHES)]
    assert fold_of(turns)[-len(OWN_BATCHES) :] == list(range(len(OWN_BATCHES)))


def test_a_cue_of_ones_own_needs_thirty_examples() -> None:
    cases = [TrainingTurn(text=f"{n}", labels=("new",)) for n in range(30)]
    assert trained_cues(cases) == ["new"]
    with pytest.raises(UsageError):
        trained_cues(cases[1:])


def test_thirty_examples_of_ones_own_make_a_cue(
    write_lexicon: Callable[..., Path], corpora: Path
) -> None:
    words = ("扫码关注公众号", "关注一下公众号哈", "您关注我们公众号")
    hits = [f"{words[n % 3]}{ENDS[n % 8]}{n}" for n in range(30)]
    new = cue("公众号", speaker="agent", examples={"hit": hits, "miss": ["再见"]})
    folder = write_lexicon(CUES | {"follow": new}, RULES)
    trained = train_profile(folder, corpora=corpora, targets=EASY)
    assert trained.about["cues"]["follow"]["cases"] == 30
    assert trained.about["cues"]["follow"]["thresholds"]["match"] is not None


LABELS: dict[str, object] = {
    "call_id": "test",
    "marks": [
        {"cue": "sorry", "turn": 0, "heard": True},
        {"cue": "rude", "turn": 2, "heard": False},
    ],
}


def labelled(folder: Path, *labels: dict[str, object]) -> Path:
    """Write labels with a call beside them."""
    folder.mkdir(exist_ok=True)
    spoken = call("A 不好意思啊", "C 嗯", "A 随便您选一个")
    line = json.dumps(
        {
            "call_id": spoken.call_id,
            "turns": [{"speaker": turn.speaker.value, "text": turn.text} for turn in spoken.turns],
        },
        ensure_ascii=False,
    )
    (folder / "transcripts.jsonl").write_text(line + "\n", encoding="utf-8")
    path = folder / "labels.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in labels), encoding="utf-8")
    return path


def test_labels_train(train: Callable[..., Trained], tmp_path: Path) -> None:
    trained = train(labels=[labelled(tmp_path / "reviewed", LABELS)])
    assert trained.about["data"]["label_turns"] == 2
    assert "不好意思啊" in read_model(trained.model).examples["sorry"]
    assert trained.model.read_bytes() != train().model.read_bytes()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"call_id": "other"}, "labelled-call-missing"),
        ({"marks": [{"cue": "rud", "turn": 0, "heard": True}]}, "unknown-cue"),
        ({"marks": [{"cue": "rude", "turn": 9, "heard": True}]}, "unknown-turn"),
    ],
)
def test_labels_that_fit_nothing_are_refused_with_their_place(
    change: dict[str, object], code: str, train: Callable[..., Trained], tmp_path: Path
) -> None:
    path = labelled(tmp_path / "reviewed", LABELS | change)
    with pytest.raises((LoadError, UsageError)) as raised:
        train(labels=[path])
    problems = {each.code: each for each in raised.value.problems}
    assert problems[code].place.startswith(f"{path.as_posix()}:1:")
    assert problems[code].fix.zh


def test_labels_without_transcripts(train: Callable[..., Trained], tmp_path: Path) -> None:
    path = labelled(tmp_path / "reviewed", LABELS)
    (tmp_path / "reviewed" / "transcripts.jsonl").rename(tmp_path / "said.jsonl")
    with pytest.raises(UsageError) as raised:
        train(labels=[path])
    assert raised.value.problems[0].code == "transcript-missing"
    assert train(labels=[path], calls=[tmp_path / "said.jsonl"]).about["data"]["label_turns"] == 2


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('{"text": "您好", "labels": ["sory"]}', "unknown-cue"),
        ('{"text": "您好", "lables": []}', "bad-corpus"),
        ("no json", "bad-corpus"),
        ('{"labels": []}', "bad-corpus"),
    ],
)
def test_a_corpus_is_refused_with_its_line(
    line: str, code: str, train: Callable[..., Trained], tmp_path: Path
) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(f'{{"text": "您好"}}\n\n{line}\n', encoding="utf-8")
    with pytest.raises(LexiconError) as raised:
        train(corpus=[path])
    (problem,) = raised.value.problems
    assert (problem.code, problem.place) == (code, f"{path.as_posix()}:3")


@pytest.mark.parametrize(
    ("given", "code"),
    [("corpus", "unreadable"), ("corpora", "no-corpora"), ("labels", "not-found")],
)
def test_files_that_are_not_there(
    given: str, code: str, mine: Path, corpora: Path, tmp_path: Path
) -> None:
    path = tmp_path / "missing.jsonl"
    where = {"corpora": path if given == "corpora" else corpora}
    with pytest.raises(ScriptcheckError) as raised:
        train_profile(mine, **(where if given == "corpora" else where | {given: [path]}))
    (problem,) = raised.value.problems
    assert problem.code == code
    assert "missing" in str(problem)


def test_without_scikit_learn_nothing_is_read(
    train: Callable[..., Trained], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sklearn", None)
    steps: list[Text] = []
    with pytest.raises(UsageError) as raised:
        train(on_step=steps.append)
    (problem,) = raised.value.problems
    assert problem.code == "no-sklearn"
    assert problem.fix.zh == "请安装：pip install 'scriptcheck[train]'。"
    assert steps == []


def test_what_customers_say_is_learned_from_their_turns(
    write_lexicon: Callable[..., Path], corpora: Path, tmp_path: Path
) -> None:
    angry = cue("我要投诉", speaker="customer")
    folder = write_lexicon(CUES | {"angry": angry}, RULES)
    written = [replace(turn, labels=("angry",) * (turn.labels == ("rude",))) for turn in made_up()]
    own = tmp_path / "own.jsonl"
    lines = (
        {"text": f"{turn.text}{n}", "speaker": "customer", "labels": turn.labels}
        for n, turn in enumerate(written)
    )
    own.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    heard: dict[str, object] = {
        "call_id": "test",
        "marks": [{"cue": "angry", "turn": 1, "heard": True}],
    }
    labels = labelled(tmp_path / "reviewed", heard)
    trained = train_profile(folder, corpora=corpora, corpus=[own], labels=[labels], targets=EASY)
    assert trained.about["cues"]["angry"]["cases"] == 31
    assert read_model(trained.model).cues["angry"].speaker == "customer"


def test_a_cue_of_one_batch_has_no_thresholds(
    write_lexicon: Callable[..., Path], corpora: Path, tmp_path: Path
) -> None:
    folder = write_lexicon(CUES | {"follow": cue("公众号", speaker="agent")}, RULES)
    own = tmp_path / "own.jsonl"
    lines = (
        {"text": f"关注一下{n}公众号", "labels": ["follow"], "batch": "one"} for n in range(40)
    )
    own.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    trained = train_profile(folder, corpora=corpora, corpus=[own], targets=EASY)
    thresholds = trained.about["cues"]["follow"]["thresholds"]
    assert set(thresholds.values()) == {None}
    report = Checker.load(folder, cache=False).check(call("A 关注一下8公众号"))
    assert [hit.how for hit in report.cues if hit.cue == "follow"] == ["exact"]


def test_shipped_profiles_stay_as_they_are() -> None:
    with pytest.raises(UsageError) as raised:
        train_profile("default")
    assert raised.value.problems[0].code == "shipped-profile"


def test_an_example_on_which_the_model_errs_says_why(
    train: Callable[..., Trained], write_lexicon: Callable[..., Path], mine: Path
) -> None:
    train()
    wrong = {"hit": ["爱咋地咋地"], "miss": ["随便你投诉去吧"]}
    cues = CUES | {"rude": CUES["rude"] | {"examples": wrong}}
    settings = {"learned": {"cues": {"rude": {"match": 0.6, "suspect": "off"}}}}
    checker = Checker.load(write_lexicon(cues, RULES, settings), cache=False)
    (failing,) = [each for each in run_examples(checker) if each.entry == "rude" and not each.ok]
    assert failing.expected == "miss"
    assert "学得的，类似：“随便你投诉去" in failing.found.zh
    assert "learned, similar to: “" in failing.found.en


def test_uncertain_turns_make_a_page(train: Callable[..., Trained], mine: Path) -> None:
    train()
    out = mine.parent / "out"
    out.mkdir()
    checker = Checker.load(mine, cache=False)
    spoken = call("A 您好", f"A {SORRY[0]}", "C 随便你投诉去", "A 好的")
    (out / "reports.jsonl").write_bytes(checker.check(spoken).to_json() + b"\n")
    turns = [{"speaker": turn.speaker.value, "text": turn.text} for turn in spoken.turns]
    line = json.dumps({"call_id": "test", "turns": turns}, ensure_ascii=False)
    (out / "transcripts.jsonl").write_text(line + "\n", encoding="utf-8")
    assert write_uncertain(out, profile=mine, most=3) == 3
    page = out / "uncertain"
    assert (page / "index.html").is_file()
    shown = json.loads((page / "reports.jsonl").read_text(encoding="utf-8"))
    assert len(shown["suspects"]) == 3
    assert {each["speaker"] for each in shown["suspects"]} == {"agent"}
    assert (shown["verdicts"], shown["score"]) == ([], None)
    for each in shown["suspects"]:
        assert spoken.turns[each["turn"]].text[each["start"] : each["end"]] == each["quote"]
    with pytest.raises(UsageError):
        write_uncertain(out, out, profile=mine)


def test_without_a_model_nothing_is_uncertain(mine: Path) -> None:
    (mine / "reports.jsonl").write_bytes(b"")
    (mine / "transcripts.jsonl").write_bytes(b"")
    with pytest.raises(UsageError) as raised:
        write_uncertain(mine, profile=mine)
    assert raised.value.problems[0].code == "no-model"
