"""The tables on what is read and written, and what other packages may bring."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from markdown_table import Table, codes

from scriptcheck.language import Text

_PACKAGE: Final = Path(__file__).parent.parent / "scriptcheck"
_GIB: Final = 1024
"""MiB in a GiB."""


def transcript_formats(*, shapes: bool) -> Table:
    """Return the formats that are read, or the ``shapes`` of JSON among them."""
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
            (f"`{name}`", title, codes(suffixes), f"`{extra}`" if extra else "")
            for name, title, suffixes, extra in rows
        ),
    )


def column_names() -> Table:
    """Return what the columns of tables are called, by the field that they hold."""
    from scriptcheck.load.columns import FIELDS, known_names

    rows = ((f"`{field}`", " ".join(names)) for field, names in known_names() if field in FIELDS)
    return Table((Text("字段", "field"), Text("列名", "columns")), rows)


def inline_tags() -> Table:
    """Return what becomes of the elements of HTML that stand in what is said."""
    from scriptcheck.load.readers.text.inline_markup import BLOCKS, INLINE

    rows = (
        (Text("去掉，不留空格", "left out without a blank"), codes(INLINE)),
        (Text("换行", "a line break"), codes(("br", *BLOCKS))),
    )
    heading = (Text("标签变成什么", "what becomes of tags"), Text("标签", "elements"))
    return Table(heading, rows)


def output_formats() -> Table:
    """Return the formats that reports are written in."""
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
            codes(f"{file}/" if "." not in file else file for file in form.files),
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


def redaction_kinds() -> Table:
    """Return the kinds of personal data."""
    from scriptcheck.redact.kinds import KINDS, TITLES

    heading = (Text("种类", "kind"), Text("名称", "in Chinese"), Text("英文", "in English"))
    return Table(heading, ((f"`{kind}`", TITLES[kind].zh, TITLES[kind].en) for kind in KINDS))


def redaction_reasons() -> Table:
    """Return what gives personal data away, and of which kinds."""
    from scriptcheck.redact import REASONS, RedactionReason

    heading = ("`reason`", Text("种类", "kinds"), Text("凭什么认出", "what gave it away"))
    rows = (
        (
            f"`{reason.value}`",
            codes(kind for kind, reasons in REASONS.items() if reason in reasons),
            reason.text,
        )
        for reason in RedactionReason
    )
    return Table(heading, rows)


def input_limits() -> Table:
    """Return how large what is read may be."""
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
        (
            Text("表格里一通电话的文字", "what is said in one call in a table"),
            size(limits.LARGEST_CALL),
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


def entry_points() -> Table:
    """Return what other packages may bring."""
    sources = _PACKAGE.rglob("*.py")
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
