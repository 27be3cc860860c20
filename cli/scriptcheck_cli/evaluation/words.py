"""Words and numbers that all of an evaluation's tables share."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from scriptcheck.evaluate.rows import FigureGroup
from scriptcheck.language import Text

if TYPE_CHECKING:
    from scriptcheck.evaluate.metrics import Figure

GROUPS: Final = MappingProxyType(
    {
        FigureGroup.STEP: Text("步骤（按话轮）", "steps, by turn"),
        FigureGroup.VIOLATION: Text("违规用语（按话轮）", "violations, by turn"),
        FigureGroup.SAID: Text("违规用语，含已补救的", "violations, even if remedied"),
        FigureGroup.MARKED: Text("复核过的话术（按复核的话轮）", "cues reviewed, by marked turn"),
        FigureGroup.CALL: Text("整通电话（按通）", "the call as a whole, by call"),
        FigureGroup.RULE: Text("规则判为违规（按通）", "rules that fail, by call"),
    }
)
MICRO: Final = Text("微平均", "micro average")
MACRO: Final = Text("宏平均（{} 条）", "macro average of {}")
ENTRY: Final = Text("编号", "id")
LABELS: Final = Text("标注", "labels")
MISSED: Final = Text("漏报", "missed")
FALSE: Final = Text("误报", "false")
PRECISION: Final = Text("精确率", "precision")
RECALL: Final = Text("召回率", "recall")
F1: Final = Text("F1", "F1")
ACCURACY: Final = Text("准确率", "accuracy")
CALLS: Final = Text("通数", "calls")


def percent(value: float | None, *, wide: bool) -> str:
    """Return a share as per cent, without the sign; ``–`` for none."""
    return "–" if value is None else f"{100 * value:.{1 if wide else 0}f}"


def with_interval(figure: Figure | None, *, wide: bool) -> str:
    """Return a figure as per cent, with its interval behind it."""
    if figure is None:
        return "–"
    low, high = (percent(end, wide=False) for end in (figure.low, figure.high))
    return f"{percent(figure.value, wide=wide)} ({low}–{high})"
