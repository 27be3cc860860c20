"""The first sheet of a lexicon workbook: how to use the others."""

from __future__ import annotations

from typing import Final

from scriptcheck.language import Text

README_LINES: Final[tuple[tuple[str, Text], ...]] = (
    ("title", Text("词库", "A lexicon")),
    (
        "line",
        Text(
            "在这里改话术和规则，存盘，再用 scriptcheck lexicon import 导入到自己的文件夹。"
            "只有改过的地方才会写进去，原来文件里的注释和次序不变。",
            "Change cues and rules here, save, and import it to a folder of your own with"
            " 'scriptcheck lexicon import'. Only what you changed is written; comments and the"
            " order of the files stay.",
        ),
    ),
    ("subtitle", Text("各张表", "The sheets")),
    (
        "line",
        Text(
            "话术：通话里可能说到的事，一行一个，如“致歉”。编号用小写字母、数字和下划线，定了就不要改。",
            "cues: what can be said in a call, one a row. Ids are lower-case letters, digits and"
            " underscores; do not change them.",
        ),
    ),
    (
        "line",
        Text(
            "说法：每条话术的各种说法，一行一种；“例外”是长得像但不算的说法。",
            "phrases: the wordings of each cue, one a row; an exception looks like one and does"
            " not count.",
        ),
    ),
    (
        "line",
        Text(
            "话术例句：应匹配和不应匹配的句子。它们是测试：改完运行 scriptcheck lexicon test。",
            "cue examples: sentences that must match, and that must not. They are tests; run"
            " 'scriptcheck lexicon test' after a change.",
        ),
    ),
    (
        "line",
        Text(
            "规则：必须有、不得有什么话术，多严重，扣几分，怎么提示和建议。停用的规则不判断。",
            "rules: which cues must be there or must not, how severe it is, points, message and"
            " advice. A rule that is off is not judged.",
        ),
    ),
    (
        "line",
        Text(
            "规则例句：通过和违规的小段对话，也是测试。",
            "rule examples: small dialogues that pass and that fail; tests as well.",
        ),
    ),
    (
        "line",
        Text(
            "变量：说法里花括号中的名称代表哪些词，如 {company}。一行一个词。",
            "variables: the words that a name in braces stands for, such as {company}; one a row.",
        ),
    ),
    (
        "line",
        Text(
            "方案：名称、及格分等；章：文件的名称和出处。",
            "profile: its title, pass score and more; chapters: titles and sources of the files.",
        ),
    ),
    ("subtitle", Text("怎么改", "How to change things")),
    (
        "line",
        Text(
            "加一种说法：在“说法”表末尾加一行，选话术编号，写内容。删一种说法：删掉那一行。",
            "To add a phrase: a new row in 'phrases' with the cue's id. To remove one: delete its"
            " row.",
        ),
    ),
    (
        "line",
        Text(
            "加一条话术：“话术”一行，“说法”至少一行，“话术例句”应匹配和不应匹配至少各一行。",
            "To add a cue: a row in 'cues', at least one in 'phrases', and one of either kind in"
            " 'cue examples'.",
        ),
    ),
    (
        "line",
        Text(
            "加一条规则：“规则”一行，“规则例句”通过和违规至少各一行。",
            "To add a rule: a row in 'rules', and one that passes and one that fails in 'rule"
            " examples'.",
        ),
    ),
    (
        "line",
        Text(
            "不判断一条规则：状态选“停用”。删除自己写的：状态选“删除”。去掉“话术”或“规则”的一行，什么也不会删除。",
            "To stop judging a rule: 'off'. To delete what is your own: 'delete'. Taking a row out"
            " of 'cues' or 'rules' deletes nothing.",
        ),
    ),
    (
        "line",
        Text(
            "灰色的列只供查看，改了也不会导入。可以加自己的列和行的颜色、筛选、隐藏，不影响导入；隐藏的行照样导入。"
            "不要合并单元格，不要用公式，不要改列名。",
            "Grey columns are for reading alone. Colours, filters and hidden rows change nothing;"
            " hidden rows are imported too. Do not merge cells, use formulas or rename columns.",
        ),
    ),
    (
        "line",
        Text(
            "有写错的，导入时会按表和单元格全部列出来，一处也不写入。",
            "Mistakes are listed by sheet and cell when you import, all at once, and nothing is"
            " written then.",
        ),
    ),
)
"""The lines of the sheet: how each looks, and what it says."""
