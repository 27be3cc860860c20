"""Writes the tables of the documentation that restate code, each between its two markers.

A table stands between ``<!-- table: NAME -->`` and ``<!-- end of table -->``; pages that end in
``.zh-CN.md`` get the Chinese one. Only what stands between the markers is changed.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from markdown_table import Table, codes
from tables_of_formats import (
    column_names,
    entry_points,
    inline_tags,
    input_limits,
    output_formats,
    redaction_kinds,
    redaction_reasons,
    transcript_formats,
)
from tables_of_matching import (
    allowed_edits,
    confused_sounds,
    dialect_words,
    fixed_confidences,
    homophones_by_length,
    log_odds,
    word_costs,
)
from tables_of_quality import (
    asking_back,
    labelled_by_way,
    learning_curve,
    measured_with,
    real_calls_by_cue,
    rounds_by_cue,
    rounds_by_round,
    rounds_by_sector,
)

from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from scriptcheck.language import Lang

ROOT: Final = Path(__file__).parent.parent
_MARKED: Final = re.compile(
    r"(?P<begin><!-- table: (?P<name>[a-z-]+) -->\n).*?(?P<end><!-- end of table -->)", re.DOTALL
)

_EXITS: Final = {
    "CLEAN": Text("没有达到 `--fail-on` 的违规", "no violation at or above `--fail-on`"),
    "VIOLATIONS": Text("有达到 `--fail-on` 的违规", "there are such violations"),
    "USAGE_ERROR": Text(
        "用法、方案或词库有误，或者写不出结果",
        "a mistake in the usage, the profile or the lexicon, or something could not be written",
    ),
    "UNREADABLE": Text(
        "有输入读不了或检查不了（不论有没有违规）",
        "some inputs could not be read or checked (whether or not there are violations as well)",
    ),
    "INTERNAL_ERROR": Text(
        "程序本身出错，或者内存不足；只说明出错的位置，不显示调用栈",
        "the program itself failed or ran out of memory; the place is named, without a traceback",
    ),
    "INTERRUPTED": Text(
        "被中断；已写出的报告是完整的，`--resume` 可以接着做",
        "interrupted; the reports written so far are whole, and `--resume` continues the run",
    ),
}


def tables() -> Mapping[str, Callable[[], Table]]:
    """Return how each table is made, by its name."""
    return {
        "allowed-edits": allowed_edits,
        "asking-back": asking_back,
        "column-names": column_names,
        "confused-sounds": confused_sounds,
        "cue-fields": lambda: _fields(_models().Cue),
        "dialect-words": dialect_words,
        "entry-points": entry_points,
        "exit-codes": _exit_codes,
        "fixed-confidences": fixed_confidences,
        "homophones-by-length": homophones_by_length,
        "inline-tags": inline_tags,
        "json-shapes": lambda: transcript_formats(shapes=True),
        "labelled-by-way": labelled_by_way,
        "learning-curve": learning_curve,
        "limits": input_limits,
        "log-odds": log_odds,
        "measured-with": measured_with,
        "metrics": _metrics,
        "output-formats": output_formats,
        "phrase-fields": lambda: _fields(_models().Phrase),
        "profile-fields": lambda: _fields(_rule_models().ProfileFile),
        "real-calls-by-cue": real_calls_by_cue,
        "redaction-kinds": redaction_kinds,
        "redaction-reasons": redaction_reasons,
        "rounds-by-cue": rounds_by_cue,
        "rounds-by-round": rounds_by_round,
        "rounds-by-sector": rounds_by_sector,
        "rule-fields": lambda: _fields(_rule_models().CallRule),
        "standings": _standings,
        "suppression-reasons": _suppression_reasons,
        "transcript-formats": lambda: transcript_formats(shapes=False),
        "verdict-reasons": _verdict_reasons,
        "word-costs": word_costs,
    }


def _models() -> Any:
    from scriptcheck.lexicon import models

    return models


def _rule_models() -> Any:
    from scriptcheck.lexicon import rule_models

    return rule_models


def _fields(model: Any) -> Table:
    rows = []
    for name, field in model.model_fields.items():
        value = _REQUIRED if field.is_required() else _written(field.get_default())
        chinese = name.removesuffix("_en")
        if chinese != name and model.model_fields[chinese].is_required():
            value = Text(f"同 `{chinese}`", f"that of `{chinese}`")
        rows.append((f"`{field.alias or name}`", value))
    rows.sort(key=lambda row: row[1] is not _REQUIRED)
    return Table((Text("字段", "field"), Text("默认", "default")), rows)


_REQUIRED: Final = Text("**必填**", "**required**")
_NOTHING: Final = Text("无", "none")


def _written(default: Any) -> str | Text:
    if isinstance(default, bool):
        return f"`{str(default).lower()}`"
    if isinstance(default, int | str) and default != "":
        return f"`{default}`"
    return _NOTHING


def _standings() -> Table:
    from scriptcheck.write.content.standing import MEANINGS, STANDINGS

    heading = (Text("说法", "in words, by default"), "`--lang en`", Text("什么时候", "when"))
    return Table(
        heading, ((STANDINGS[each].zh, STANDINGS[each].en, MEANINGS[each]) for each in MEANINGS)
    )


def _suppression_reasons() -> Table:
    from scriptcheck.match.reasons import SuppressionReason

    return _coded(SuppressionReason)


def _verdict_reasons() -> Table:
    from scriptcheck.rules.reasons import VerdictReason

    return _coded(VerdictReason)


def _coded(reasons: Iterable[Any]) -> Table:
    heading = (
        "`reason`",
        Text("报告里的说法", "in words, by default"),
        Text("英文", "with `--lang en`"),
    )
    return Table(heading, ((f"`{each.value}`", each.text.zh, each.text.en) for each in reasons))


def _metrics() -> Table:
    from scriptcheck.metrics.catalogue import METRICS, MetricUnit

    units = {
        MetricUnit.MS: Text("毫秒", "milliseconds"),
        MetricUnit.CHARS_PER_MIN: Text("每分钟字数", "characters a minute"),
        MetricUnit.PERCENT: Text("百分比", "per cent"),
        MetricUnit.COUNT: Text("次数", "number"),
    }
    heading = (
        Text("量度", "metric"),
        Text("名称", "title"),
        Text("单位", "unit"),
        Text("依赖的话术", "needs the cue"),
    )
    rows = (
        (f"`{name}`", each.title, units[each.unit], codes(each.cues))
        for name, each in METRICS.items()
    )
    return Table(heading, rows)


def _exit_codes() -> Table:
    sys.path.insert(0, str(ROOT / "cli"))
    from scriptcheck_cli.exits import ExitCode

    heading = (Text("退出码", "exit code"), Text("含义", "meaning"))
    return Table(heading, ((str(int(code)), _EXITS[code.name]) for code in ExitCode))


def pages() -> Iterator[Path]:
    """Yield the pages that may have tables."""
    yield from sorted((*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")))


def renewed(page: Path) -> str:
    """Return the text of ``page`` with its tables as the code has them now.

    Raises ``KeyError`` where a marker names a table that does not exist.
    """
    lang: Lang = "zh" if page.name.endswith(".zh-CN.md") else "en"
    known = tables()

    def table(found: re.Match[str]) -> str:
        return f"{found['begin']}\n{known[found['name']]().markdown(lang)}\n{found['end']}"

    return _MARKED.sub(table, page.read_text(encoding="utf-8"))


if __name__ == "__main__":
    for each in pages():
        text = renewed(each)
        if text != each.read_text(encoding="utf-8"):
            each.write_text(text, encoding="utf-8")
            sys.stderr.write(f"{each.relative_to(ROOT)}\n")
