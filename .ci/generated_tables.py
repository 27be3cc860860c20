"""Writes the tables of the documentation that restate code, each between its two markers.

A table stands between ``<!-- table: NAME -->`` and ``<!-- end of table -->``; pages that end in
``.zh-CN.md`` get the Chinese one. Only what stands between the markers is changed.
"""

from __future__ import annotations

import re
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

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


_GIB: Final = 1024
"""MiB in a GiB."""


def tables() -> Mapping[str, Callable[[], Table]]:
    """Return how each table is made, by its name."""
    return {
        "allowed-edits": _allowed_edits,
        "confused-sounds": _confused_sounds,
        "cue-fields": lambda: _fields(_models().Cue),
        "dialect-words": _dialect_words,
        "entry-points": _entry_points,
        "exit-codes": _exit_codes,
        "homophones-by-length": _homophones_by_length,
        "json-shapes": lambda: _transcript_formats(shapes=True),
        "limits": _limits,
        "log-odds": _log_odds,
        "metrics": _metrics,
        "output-formats": _output_formats,
        "phrase-fields": lambda: _fields(_models().Phrase),
        "profile-fields": lambda: _fields(_rule_models().ProfileFile),
        "redaction-kinds": _redaction_kinds,
        "redaction-reasons": _redaction_reasons,
        "rule-fields": lambda: _fields(_rule_models().CallRule),
        "standings": _standings,
        "suppression-reasons": _suppression_reasons,
        "transcript-formats": lambda: _transcript_formats(shapes=False),
        "verdict-reasons": _verdict_reasons,
        "word-costs": _word_costs,
    }


def _dialect_words() -> Table:
    from scriptcheck.text.standard import CHARACTERS, WORDS

    by_word: dict[str, list[str]] = {}
    for dialect, mandarin in (*CHARACTERS.items(), *WORDS.items()):
        by_word.setdefault(mandarin, []).append(dialect)
    heading = (Text("普通话", "Mandarin"), Text("方言的写法", "written in dialects"))
    return Table(heading, ((word, " ".join(found)) for word, found in by_word.items()))


class Table:
    """A table in both languages: a heading and rows, whose cells are text or ``Text``."""

    def __init__(self, heading: Iterable[str | Text], rows: Iterable[Iterable[str | Text]]) -> None:
        self._rows = [tuple(heading), *map(tuple, rows)]

    def markdown(self, lang: Lang) -> str:
        """Return the table in ``lang``, a line each row."""
        heading, *rows = (
            [cell if isinstance(cell, str) else cell.to(lang) for cell in row] for row in self._rows
        )
        return "".join(_line(row) for row in (heading, ["---"] * len(heading), *rows))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |\n"


def _codes(names: Iterable[str]) -> str:
    return " ".join(f"`{name}`" for name in names)


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


def _confused_sounds() -> Table:
    from scriptcheck.text import sound

    def pairs(table: Iterable[tuple[str, str]]) -> str:
        return ", ".join(f"{one}/{other}" for one, other in table)

    rows = (
        (Text("声母", "initials"), pairs(sound.CONFUSED_INITIALS)),
        (Text("韵母", "finals"), pairs(sound.CONFUSED_FINALS)),
        (Text("f 与带介音的 h", "f for h with its glide"), pairs(sound.CONFUSED_GLIDES)),
    )
    return Table(("", Text("混同", "merged")), rows)


def _homophones_by_length() -> Table:
    from scriptcheck.match.automaton import HOMOPHONE_LEVELS

    words = (
        Text("不许：保修不是报修，在建不是再见", "none: 保修 is not 报修, nor 在建 再见"),
        Text("同音：稍等一可作烧等一", "same syllable: 烧等一 for 稍等一"),
        Text("同音和混同", "same syllable and confusions"),
    )
    by_level: dict[int, list[int]] = {}
    for length, level in sorted(HOMOPHONE_LEVELS.items()):
        by_level.setdefault(level, []).append(length)
    rows: list[tuple[str | Text, Text]] = [
        (", ".join(map(str, lengths)), words[level]) for level, lengths in by_level.items()
    ]
    longest = max(HOMOPHONE_LEVELS) + 1
    rows.append((Text(f"{longest} 个以上", f"{longest} and more"), words[2]))
    names = Text("方案变量里的名称", "names from the profile's variables")
    short = Text("同音和混同，再短也行", "same syllable and confusions, however short")
    return Table(
        (Text("连着几个字", "characters in a row"), Text("可以听错成", "may sound alike")),
        [*rows, (names, short)],
    )


def _allowed_edits() -> Table:
    from scriptcheck.match.automaton import EDITS_BY_LENGTH

    steps = sorted([*EDITS_BY_LENGTH, (1, 0)])
    ranges = [f"{least}–{above - 1}" for (least, _), (above, _) in pairwise(steps)]
    longest = steps[-1][0]
    heading = [Text("字数", "characters"), *ranges, Text(f"{longest} 以上", f"{longest} and more")]
    return Table(heading, [["k", *(str(edits) for _, edits in steps)]])


def _log_odds() -> Table:
    from scriptcheck.match.noisy_channel import APART, LEAST, LOG_ODDS, NEAR

    *few, most = range(1, len(LOG_ODDS) + 1)
    heading = (
        Text(
            f"前后 {NEAR} 个字里确实匹配的字", f"characters surely matched within {NEAR} characters"
        ),
        *map(str, few),
        Text(f"{most} 以上", f"{most} and more"),
    )
    apart = Text("自成小句时的分贝", "decibels, in a clause of its own")
    rows = (
        (Text("分贝", "decibels"), *map(str, LOG_ODDS)),
        (apart, *(str(max(LEAST, odds - APART)) for odds in LOG_ODDS)),
    )
    return Table(heading, rows)


def _word_costs() -> Table:
    from scriptcheck.text.likelihood import UNKNOWN, WORD, single_words

    singles = single_words()
    examples = ", ".join(f"{character} {singles[character]}" for character in "的您凝")
    rows = (
        (Text("几个字的词", "a word of several characters"), str(WORD)),
        (
            Text("单字成词", "a single character, by jieba's counts"),
            Text(f"如 {examples}", f"such as {examples}"),
        ),
        (Text("不成词的字", "a character that is no word"), str(UNKNOWN)),
    )
    return Table((Text("词", "word"), Text("分贝", "decibels")), rows)


def _transcript_formats(*, shapes: bool) -> Table:
    from scriptcheck.load.archives.registry import ARCHIVES
    from scriptcheck.load.readers.json.shapes import SHAPES
    from scriptcheck.load.readers.registry import FORMATS

    names = {shape.name for shape in SHAPES}
    if shapes:
        heading = (Text("JSON 结构", "shape of JSON"), Text("是什么", "what it is"))
        return Table(heading, ((f"`{shape.name}`", shape.title) for shape in SHAPES))
    heading = (
        Text("格式", "format"),
        Text("是什么", "what it is"),
        Text("后缀", "suffixes"),
        Text("需要的附加包", "extra"),
    )
    read = [form for form in FORMATS if form.name not in names]
    rows = [(each.name, each.title, each.suffixes, each.extra) for each in read]
    rows += [(each.name, each.title, each.suffixes, "") for each in ARCHIVES]
    return Table(
        heading,
        (
            (f"`{name}`", title, _codes(suffixes), f"`{extra}`" if extra else "")
            for name, title, suffixes, extra in rows
        ),
    )


def _output_formats() -> Table:
    from scriptcheck.write.output_format import Speech
    from scriptcheck.write.registry import DEFAULT_FORMATS, FORMATS

    wanted = {
        Speech.UNUSED: Text("不需要", "no"),
        Speech.WANTED: Text("通话数据取自其中", "for the call data"),
        Speech.NEEDED: Text("需要", "yes"),
    }
    default = Text("是", "yes")
    rows = (
        (
            f"`{name}`",
            _codes(f"{file}/" if "." not in file else file for file in form.files),
            form.title,
            default if name in DEFAULT_FORMATS else "",
            wanted[form.speech],
            f"`{form.extra}`" if form.extra else "",
        )
        for name, form in FORMATS.items()
    )
    heading = (
        Text("格式", "format"),
        Text("文件", "files"),
        Text("是什么", "what it is"),
        Text("默认", "by default"),
        Text("需要通话内容", "needs what was said"),
        Text("附加包", "extra"),
    )
    return Table(heading, rows)


def _redaction_kinds() -> Table:
    from scriptcheck.redact.kinds import KINDS, TITLES

    heading = (Text("种类", "kind"), Text("名称", "in Chinese"), Text("英文", "in English"))
    return Table(heading, ((f"`{kind}`", TITLES[kind].zh, TITLES[kind].en) for kind in KINDS))


def _redaction_reasons() -> Table:
    from scriptcheck.redact import REASONS, RedactionReason

    heading = ("`reason`", Text("种类", "kinds"), Text("凭什么认出", "what gave it away"))
    rows = (
        (
            f"`{reason.value}`",
            _codes(kind for kind, reasons in REASONS.items() if reason in reasons),
            reason.text,
        )
        for reason in RedactionReason
    )
    return Table(heading, rows)


def _limits() -> Table:
    from scriptcheck.load import limits
    from scriptcheck.load.archives import expansion, zip_file
    from scriptcheck.load.readers.exports.turn_rows import MOST_TURNS

    def size(amount: int) -> str:
        mib = amount // limits.MIB
        return f"{mib} MiB" if mib < _GIB else f"{mib // _GIB} GiB"

    rows = (
        (
            Text("一行，或一个文件就是一通电话", "a line, or a file that is one call"),
            size(limits.LARGEST_CALL),
        ),
        (
            Text(
                "许多通电话的 JSON 数组，或必须整个读入的管道",
                "a JSON array of calls, or a pipe that must be read as a whole",
            ),
            size(limits.LARGEST_FILE),
        ),
        (Text("表格里一通电话的行数", "rows of one call in a table"), f"{MOST_TURNS:,}"),
        (
            Text("压缩文件解开以后", "what an archive expands to"),
            Text(
                f"{size(expansion.FREE)}，更大的至多是自身的 {expansion.RATIO} 倍",
                f"{size(expansion.FREE)}; where it is more, {expansion.RATIO} times its own size",
            ),
        ),
        (Text("一个 ZIP 里的文件", "files in a ZIP archive"), f"{zip_file.MOST_MEMBERS:,}"),
        (
            Text("压缩文件套压缩文件的层数", "archives within archives"),
            Text(f"{expansion.DEEPEST} 层", f"{expansion.DEEPEST} deep"),
        ),
    )
    return Table((Text("内容", "what"), Text("上限", "limit")), rows)


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
        (f"`{name}`", each.title, units[each.unit], _codes(each.cues))
        for name, each in METRICS.items()
    )
    return Table(heading, rows)


def _exit_codes() -> Table:
    sys.path.insert(0, str(ROOT / "cli"))
    from scriptcheck_cli.exits import ExitCode

    heading = (Text("退出码", "exit code"), Text("含义", "meaning"))
    return Table(heading, ((str(int(code)), _EXITS[code.name]) for code in ExitCode))


_GROUP: Final = re.compile(r'^GROUP: Final = "(scriptcheck\.\w+)"$', re.MULTILINE)
_PLUGINS: Final = {
    "scriptcheck.formats": (
        Text("转写格式", "a transcript format"),
        "`scriptcheck.load.Format` / `JsonShape`",
    ),
    "scriptcheck.writers": (
        Text("输出格式", "an output format"),
        "`scriptcheck.write.OutputFormat`",
    ),
    "scriptcheck.rules": (Text("规则形式", "a rule form"), "`scriptcheck.rules.RuleForm`"),
    "scriptcheck.metrics": (Text("量度", "a metric"), "`scriptcheck.metrics.Metric`"),
    "scriptcheck.redaction_kinds": (
        Text("个人信息的种类", "a kind of personal data"),
        "`scriptcheck.redact.RedactionKind`",
    ),
}


def _entry_points() -> Table:
    sources = (ROOT / "scriptcheck").rglob("*.py")
    groups = {
        group for path in sources for group in _GROUP.findall(path.read_text(encoding="utf-8"))
    }
    heading = (
        Text("插件", "plug-in"),
        Text("entry point 的组", "entry-point group"),
        Text("指向", "names a"),
    )
    # A group that is missing here stops the script: it needs words.
    order = sorted(groups, key=list(_PLUGINS).index)
    return Table(
        heading, ((_PLUGINS[group][0], f"`{group}`", _PLUGINS[group][1]) for group in order)
    )


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
