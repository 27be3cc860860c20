"""The sheets of a lexicon workbook and their columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from scriptcheck.exchange.workbook import vocabulary as words
from scriptcheck.language import Text

if TYPE_CHECKING:
    from scriptcheck.exchange.workbook.vocabulary import Vocabulary

_NONE: Final = Text("", "")


class SheetColumn(NamedTuple):
    """A column of a sheet."""

    key: str
    """The field of the lexicon, or what the column is for."""
    heading: Text
    width: int = 14
    vocabulary: Vocabulary | None = None
    is_read: bool = True
    """Whether an import reads it; what it does not read is there for people alone."""
    is_open: bool = False
    """Whether other words than those of the vocabulary are let in."""
    note: Text = _NONE
    """What it is for; a comment on its heading."""


class Sheet(NamedTuple):
    """A sheet of the workbook."""

    key: str
    name: Text
    columns: tuple[SheetColumn, ...]

    def column(self, key: str) -> SheetColumn:
        """Return the column ``key``."""
        return next(column for column in self.columns if column.key == key)


_CUE: Final = SheetColumn("id", Text("话术编号", "cue id"), 20)
_RULE: Final = SheetColumn("id", Text("规则编号", "rule id"), 26)
_TITLE: Final = SheetColumn(
    "about",
    Text("话术名称", "cue title"),
    18,
    is_read=False,
    note=Text("只供查看，导入时不读。", "For people alone; an import does not read it."),
)
_REST: Final = SheetColumn(
    "rest",
    Text("其他设置", "other settings"),
    30,
    note=Text(
        "少用的设置，写成“名: 值, 名: 值”；写法见 docs/lexicon.zh-CN.md。不用可以空着。",
        "Rare settings as 'name: value, name: value'; docs/lexicon.md describes them.",
    ),
)
_CHAPTER: Final = SheetColumn(
    "chapter",
    Text("章", "chapter"),
    26,
    note=Text(
        "新写的放进哪个文件；空着放进 own.yaml，继承来的改了也是。自己已有的仍在原处。",
        "The file that a new one goes to, own.yaml by default, as does a change of an inherited"
        " one; your others stay where they are.",
    ),
)
_ORIGIN: Final = SheetColumn(
    "origin",
    Text("来自", "from"),
    12,
    is_read=False,
    note=Text(
        "“继承”的来自所继承的方案，改了会在自己的文件夹里另写一份。",
        "What is inherited is overridden in your own folder when you change it.",
    ),
)
_TOLERANCE: Final = SheetColumn(
    "tolerance",
    Text("容错", "tolerance"),
    10,
    words.TOLERANCES,
    note=Text(
        "一字不差；同音（默认，允许同音字）；相近（还允许少一两个字）。",
        "exact; homophone (default); near (also a character or two too few or too many).",
    ),
)

SETTINGS: Final = Sheet(
    "settings",
    Text("方案", "profile"),
    (
        SheetColumn("key", Text("项目", "setting"), 22),
        SheetColumn("value", Text("值", "value"), 70),
        SheetColumn("about", Text("说明", "about"), 60, is_read=False),
    ),
)
CUES: Final = Sheet(
    "cues",
    Text("话术", "cues"),
    (
        SheetColumn(
            "state",
            Text("状态", "state"),
            8,
            words.CUE_STATES,
            note=Text(
                "保留；删除（只能删自己写的）。去掉一行不等于删除。",
                "keep; delete (only what is your own). To take the row out deletes nothing.",
            ),
        ),
        _CUE,
        SheetColumn("title", Text("名称", "title"), 22),
        SheetColumn(
            "speaker",
            Text("谁说", "speaker"),
            10,
            words.SPEAKERS,
            note=Text("空着就是客服。", "The agent, where it is empty."),
        ),
        _TOLERANCE,
        SheetColumn(
            "reported",
            Text("列入报告", "reported"),
            10,
            words.YES_NO,
            note=Text(
                "否：只供规则使用，报告里不单列。空着就是“是”。",
                "no: serves rules alone, and is not listed in reports.",
            ),
        ),
        SheetColumn("source", Text("出处", "source"), 24),
        SheetColumn("title_en", Text("英文名称", "English title"), 22),
        _REST,
        _CHAPTER,
        _ORIGIN,
    ),
)
PHRASES: Final = Sheet(
    "phrases",
    Text("说法", "phrases"),
    (
        _CUE,
        _TITLE,
        SheetColumn(
            "kind",
            Text("类别", "kind"),
            8,
            words.PHRASE_KINDS,
            note=Text(
                "说法：说了就算；例外：与它重叠的不算。空着就是“说法”。",
                "phrase: counts; exception: what overlaps it does not count.",
            ),
        ),
        SheetColumn(
            "text",
            Text("内容", "text"),
            64,
            note=Text(
                "一行一种说法，不写标点。[请|麻烦] 任选其一，[请]? 可有可无，.. 间隔几个字，"
                "{company} 用“变量”表里的词。",
                "One a row, without punctuation. [a|b] one of these, [a]? or nothing, .. a short"
                " gap, {company} the words of a variable.",
            ),
        ),
        _TOLERANCE,
        SheetColumn("note", Text("备注", "note"), 20),
        _REST,
    ),
)
CUE_EXAMPLES: Final = Sheet(
    "cue_examples",
    Text("话术例句", "cue examples"),
    (
        _CUE,
        _TITLE,
        SheetColumn("kind", Text("结果", "result"), 12, words.CUE_EXAMPLES),
        SheetColumn(
            "text",
            Text("例句", "example"),
            70,
            note=Text(
                "用【】标出应当找到的部分。每条话术两种例句至少各一条。",
                "Put what is to be found into 【】. Each cue needs one of either kind.",
            ),
        ),
        _REST,
    ),
)
RULES: Final = Sheet(
    "rules",
    Text("规则", "rules"),
    (
        SheetColumn(
            "state",
            Text("状态", "state"),
            8,
            words.RULE_STATES,
            note=Text(
                "启用；停用（不判断）；删除（只能删自己写的）。去掉一行不等于删除。",
                "on; off (not judged); delete (only what is your own). To take the row out"
                " deletes nothing.",
            ),
        ),
        _RULE,
        SheetColumn("title", Text("名称", "title"), 24),
        SheetColumn(
            "form",
            Text("形式", "form"),
            10,
            words.FORMS,
            is_open=True,
            note=Text(
                "必须有：没有就违规；不得有：有就违规；人评：由人判断；其他形式见"
                " docs/lexicon.zh-CN.md。",
                "require: fails without it; forbid: fails with it; people: people judge it;"
                " docs/lexicon.md has the rest.",
            ),
        ),
        SheetColumn(
            "value",
            Text("内容", "what"),
            36,
            note=Text(
                "话术编号，用“且”“或”“非”和括号连起来，如：apology 或 (empathy 且 非 rude)。"
                "人评写要问的问题。其他形式写“名: 值”。",
                "Cue ids joined by 'and', 'or', 'not' and brackets, such as: apology or (empathy"
                " and not rude). What people are asked. Other forms as 'name: value'.",
            ),
        ),
        SheetColumn(
            "when",
            Text("前提", "when"),
            28,
            note=Text(
                "成立才判断，否则“不适用”；写法同“内容”。空着就是每通都判断。",
                "Otherwise the rule is not applicable; written as 'what' is.",
            ),
        ),
        SheetColumn(
            "within",
            Text("范围", "within"),
            26,
            note=Text(
                "通话的哪一段，如 first_agent_turns: 3（客服前三句）。空着就是整通。",
                "The part of the call, such as first_agent_turns: 3; everywhere, where empty.",
            ),
        ),
        SheetColumn("severity", Text("程度", "severity"), 8, words.SEVERITY),
        SheetColumn(
            "points",
            Text("扣分", "points"),
            8,
            note=Text("0 到 -100 的整数，如 -5。", "A whole number, 0 to -100, such as -5."),
        ),
        SheetColumn("message", Text("违规提示", "message"), 34),
        SheetColumn("advice", Text("改进建议", "advice"), 40),
        SheetColumn(
            "meaning",
            Text("规则大意", "in words"),
            40,
            is_read=False,
            note=Text("只供查看，导入时不读。", "For people alone; an import does not read it."),
        ),
        SheetColumn(
            "dimension",
            Text("维度", "dimension"),
            10,
            words.DIMENSION,
            is_open=True,
            note=Text(
                "服务质量的维度，或“方案”表“自有维度”里的一个。",
                "Of service quality, or one of your own on the sheet of the profile.",
            ),
        ),
        SheetColumn("source", Text("出处", "source"), 24),
        SheetColumn("title_en", Text("英文名称", "English title"), 22),
        SheetColumn("message_en", Text("英文提示", "English message"), 30),
        SheetColumn("advice_en", Text("英文建议", "English advice"), 30),
        _REST,
        _CHAPTER,
        _ORIGIN,
    ),
)
RULE_EXAMPLES: Final = Sheet(
    "rule_examples",
    Text("规则例句", "rule examples"),
    (
        _RULE,
        _TITLE._replace(heading=Text("规则名称", "rule title")),
        SheetColumn("kind", Text("结果", "result"), 12, words.RULE_EXAMPLES),
        SheetColumn(
            "text",
            Text("例句", "example"),
            70,
            note=Text(
                "一小段对话，每句一行，以“客服:”或“客户:”开头（单元格内换行：Alt+Enter）。"
                "每条规则“通过”“违规”至少各一段。",
                "A small dialogue, a line each that begins with 客服: or 客户: (Alt+Enter for a"
                " new line). Each rule needs one that passes and one that fails.",
            ),
        ),
        SheetColumn("meta", Text("通话信息", "call data"), 24),
        _REST,
    ),
)
VARIABLES: Final = Sheet(
    "variables",
    Text("变量", "variables"),
    (
        SheetColumn("id", Text("变量", "variable"), 18),
        SheetColumn("word", Text("词", "word"), 30),
        SheetColumn(
            "chapter",
            Text("定义在", "defined in"),
            26,
            note=Text(
                "“方案”（公司、产品的名称），或章的文件名。空着就是“方案”。",
                "'profile' (names of company and products), or a chapter's file.",
            ),
        ),
    ),
)
CHAPTERS: Final = Sheet(
    "chapters",
    Text("章", "chapters"),
    (
        SheetColumn("id", Text("文件", "file"), 30),
        SheetColumn("title", Text("名称", "title"), 24),
        SheetColumn("title_en", Text("英文名称", "English title"), 24),
        SheetColumn("source", Text("出处", "source"), 50),
    ),
)
SHEETS: Final = (
    *(CUES, PHRASES, CUE_EXAMPLES, RULES, RULE_EXAMPLES, VARIABLES, SETTINGS, CHAPTERS),
)
README: Final = Text("说明", "read me")
