"""The tables of how well the default profile does, as ``benchmarks.quality`` measured it."""

from __future__ import annotations

import hashlib
import json
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from markdown_table import Table

from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

BENCHMARKS: Final = Path(__file__).parent.parent / "benchmarks"

WAYS: Final = ("lexicon", "model", "both")

_WAY_NAMES: Final = {
    "lexicon": Text("只用模板", "phrases alone"),
    "model": Text("只用模型", "model alone"),
    "both": Text("两者", "both"),
}
_LABELS: Final = Text("标注", "labels")
_CALLS: Final = Text("通数", "calls")
_CUE: Final = Text("话术", "cue")
_PRECISION: Final = Text("精确率", "precision")
_RECALL: Final = Text("召回率", "recall")
_STEPS: Final = Text("**步骤，微平均**", "**steps, micro average**")
_SETS: Final = {
    "real": Text("真实电话", "real calls"),
    "trades": Text("别处编的电话", "made-up calls of others"),
    "rounds": Text("留出的虚构电话", "made-up calls held out"),
}
_BATCH, _HELD_OUT_CALLS = Text("留出的一批", "batch"), Text("留出的通话", "calls")


@cache
def figures() -> dict[str, Any]:
    """Return what was measured."""
    found: dict[str, Any] = json.loads((BENCHMARKS / "quality.json").read_text("utf-8"))
    return found


def measured_with() -> Table:
    """Return which model was measured, and whether it is the one that is shipped."""
    from scriptcheck.lexicon.layer import shipped_lexicons

    model = (shipped_lexicons() / "profiles" / "learned.model").read_bytes()
    measured = figures()["model"]
    is_shipped = hashlib.sha256(model).hexdigest() == measured
    which = (
        Text("随附的模型", "the one that is shipped")
        if is_shipped
        else Text(
            "以前的模型：之后移进训练语料的几轮，当时还没有用来训练；`make quality` 重新量",
            "an earlier one, not yet trained on rounds that are trained on since; `make quality`"
            " measures anew",
        )
    )
    heading = (Text("量的是哪个模型", "measured with the model"), "")
    return Table(heading, [(f"`{measured[:12]}`", which)])


def labelled_by_way() -> Table:
    """Return how phrases, model and both do on labelled calls that are not part of the project."""
    sets = figures()["labelled"]
    heading = (
        *(Text("电话", "calls"), Text("方式", "way"), Text("步骤 F1", "steps F1")),
        Text("五份里的步骤 F1", "steps F1 in five parts"),
        Text("`complaint` F1，按通", "`complaint` F1, by call"),
        Text("禁语：标注、漏报、误报", "banned cues: labels, misses, false alarms"),
        Text("判对的结论", "verdicts right"),
    )
    rows = ((name, way) for name in _SETS if name in sets for way in WAYS)
    return Table(heading, (_labelled(name, way, sets[name][way]) for name, way in rows))


def _labelled(name: str, way: str, found: Mapping[str, Any]) -> Sequence[str | Text]:
    (complaint,) = (each for each in found["cues"] if each["group"] == "call")
    banned = found["violations"]
    counts = ", ".join(str(banned[each]) for each in ("labels", "misses", "false_alarms"))
    calls = Text(f"{_SETS[name].zh}，{found['calls']} 通", f"{_SETS[name].en}, {found['calls']}")
    return (
        calls,
        _WAY_NAMES[way],
        _percent(found["steps"]["f1"]),
        "–".join(f"{100 * each:.1f}" for each in found["folds"][0]),
        _percent(complaint["f1"]),
        counts,
        _percent(found["verdicts"]),
    )


def real_calls_by_cue() -> Table:
    """Return how each cue is found in the real calls."""
    found = figures()["labelled"]["real"]["both"]
    heading = (
        *(_CUE, _LABELS, Text("漏报", "misses"), Text("误报", "false alarms")),
        *(_PRECISION, _RECALL, "F1"),
    )
    rows = [(_named(each), *_counts(each)) for each in found["cues"]]
    return Table(heading, [*rows, (_STEPS, *_counts(found["steps"]))])


def _named(row: Mapping[str, Any]) -> Text:
    code, title = f"`{row['cue']}`", _titles()[row["cue"]]
    if row["group"] == "said":
        return Text(f"{code}（含已补救的）", f"{code} (with remedied)")
    return Text(f"{code} {title}", code)


@cache
def _titles() -> dict[str, str]:
    from scriptcheck.lexicon.profile import load_profile
    from scriptcheck.rules.registry import rule_specs

    return {name: cue.title for name, cue in load_profile("default", rule_specs()).cues.items()}


def _counts(row: Mapping[str, Any]) -> tuple[str, ...]:
    counts = (str(row[each]) for each in ("labels", "misses", "false_alarms"))
    return (*counts, *(_percent(row[each]) for each in ("precision", "recall", "f1")))


def _percent(figure: Sequence[float] | None) -> str:
    if figure is None:
        return "–"
    value, low, high = (100 * each for each in figure)
    return f"{value:.1f} ({low:.0f}–{high:.0f})"


def rounds_by_round() -> Table:
    """Return how phrases, model and both do on each round that is held out."""
    return _rounds("round", Text("轮次", "round"))


def rounds_by_sector() -> Table:
    """Return the same by the trades that calls belong to."""
    return _rounds("sector", Text("行业", "trades"))


def _rounds(by: str, name: Text) -> Table:
    held_out = figures()["held_out"]
    heading = (
        *(name, _CALLS, Text("步骤 F1", "steps F1")),
        *(Text("查出的违规", "violations matched"), _PRECISION),
        *(Text("加上请人看的", "with suspects"), Text("每通看错", "wrong suspects a call")),
    )
    together = {"name": "", "calls": held_out["calls"]} | held_out["all"]
    rows = sorted(held_out[by], key=lambda row: -row["calls"]) if by == "sector" else held_out[by]
    return Table(heading, (_group(row) for row in (*rows, together)))


def _group(row: Mapping[str, Any]) -> Sequence[str | Text]:
    return (
        _group_name(row["name"]),
        str(row["calls"]),
        *(_by_way(row, each) for each in ("steps", "recall", "precision")),
        f"{row['both']['pointed_at']:.2f}",
        f"{row['both']['wrong_suspects']:.2f}",
    )


def _group_name(name: str) -> str | Text:
    if not name:
        return Text("**合计**", "**together**")
    sys.path.insert(0, str(BENCHMARKS.parent))
    from benchmarks.sectors import SECTORS

    return SECTORS.get(name, name)


def _by_way(row: Mapping[str, Any], figure: str) -> str:
    return " / ".join(_share(row[way][figure]) for way in WAYS)


def _share(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def rounds_by_cue() -> Table:
    """Return how each cue is found in the calls held out, and at which thresholds."""
    found = figures()
    heading = (
        *(_CUE, _LABELS, Text("算命中，请人看，可能说过", "match, suspect, possible from")),
        *(_PRECISION, _RECALL, Text("加上请人看的", "with suspects")),
        Text("平均精确率：留出的一批 / 通话", "average precision: batch / calls"),
    )
    return Table(heading, (_cue_row(row, found) for row in found["held_out"]["cue"]))


def _cue_row(row: Mapping[str, Any], found: Mapping[str, Any]) -> Sequence[str | Text]:
    cue, ranking = row["cue"], found["ranking"]
    limits = found["thresholds"][cue]
    from_ = ", ".join(_share(limits[kind]) for kind in ("match", "suspect", "possible"))
    return (
        Text(f"`{cue}` {_titles()[cue]}", f"`{cue}`"),
        str(row["labels"]),
        from_,
        _by_way(row, "precision"),
        _by_way(row, "recall"),
        _share(row["both"]["pointed_at"]),
        " / ".join(_share(ranking[name].get(cue)) for name in ("batch", "calls")),
    )


def asking_back() -> Table:
    """Return how often restating and checking are swapped, and how often rules fail wrongly."""
    sets = figures()["asking"]
    heading = (
        *("", _CALLS, Text("`restate`、`confirm_details` 的错误", "errors in both")),
        *(Text("其中互换", "of them swaps"), Text("判违规的规则", "failed rules")),
        Text("其中判错", "of them wrong"),
    )
    return Table(heading, (_asking(name, sets[name]) for name in _SETS if name in sets))


def _asking(name: str, found: Mapping[str, int]) -> Iterable[str | Text]:
    return (
        _SETS[name],
        str(found["calls"]),
        str(found["errors"]),
        _part(found["swapped"], found["errors"]),
        str(found["failed"]),
        _part(found["wrong"], found["failed"]),
    )


def _part(count: int, whole: int) -> Text:
    share = f"{100 * count / max(1, whole):.0f}"
    return Text(f"{count}（{share}%）", f"{count} ({share} %)")


def learning_curve() -> Table:
    """Return how the ranking grows with the turns that a model is trained on."""
    lines = [
        json.loads(line) for line in (BENCHMARKS / "learning.jsonl").read_text("utf-8").splitlines()
    ]
    banned, steps = Text("禁语", "banned cues"), Text("步骤", "steps")
    heading = [Text("训练用的话轮", "turns trained on")]
    keys = []
    for name, what in (("batch", _BATCH), ("calls", _HELD_OUT_CALLS)):
        for kind, kinds in (("banned", banned), ("steps", steps)):
            keys.append(f"{kind}, {name}")
            heading.append(Text(f"{kinds.zh}，{what.zh}", f"{kinds.en}, {what.en}"))
    rows = ((f"{line['turns']:,}", *(f"{line[key]:.3f}" for key in keys)) for line in lines)
    return Table(heading, rows)
