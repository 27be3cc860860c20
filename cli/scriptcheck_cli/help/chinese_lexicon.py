"""What the commands on lexicons say of themselves, in Chinese; see ``chinese.py``."""

from __future__ import annotations

from typing import Final

LEXICON_HELP: Final = {
    "Look at a lexicon, and test it.": "查看和检验词库。",
    "List cues and rules: a table on a terminal, tab-separated lines in a pipe.": (
        "列出话术和规则：终端上是表格，管道里是以制表符分列的行。"
    ),
    "Cues alone.": "只列话术。",
    "Rules alone.": "只列规则。",
    "Show a cue or a rule in full, and where it is written.": (
        "显示一条话术或规则的全部内容，写在哪里。"
    ),
    "Id of a cue or a rule.": "话术或规则的编号。",
    "Check a lexicon's files; every mistake is shown with file:line:col and the fix.": (
        "检查词库的文件；每处错误都指出 文件:行:列 和改法。"
    ),
    "A lexicon file or folder of your own.": "自己的词库文件或文件夹。",
    "Run the examples beside every cue and rule; exit code 1 where one does not hold.": (
        "运行每条话术和规则旁边的例子；有不成立的，退出码为 1。"
    ),
    (
        "Take over a lexicon from Excel, a list of banned words or Alibaba SCA rules. A workbook of"
        " 'lexicon export' changes what differs, where it stands. Words and rules become a chapter;"
        " the options from --name to --force are for them. Exit code: 0 written, 2 a mistake in"
        " usage, a cell or word that cannot be taken, or a broken file."
    ): (
        "导入 Excel 词库、禁用词表或阿里云 SCA 规则。\n\n“lexicon export”写的工作簿："
        "只改不同的地方，改在原处。词表和规则做成一章；从 --name 到 --force 的选项"
        "是给它们用的。\n\n"
        "退出码：0 写好了，2 用法有误，有的单元格或词用不了，或者文件损坏。"
    ),
    (
        "What 'lexicon export' wrote, a list of banned words (.txt, .csv or .xlsx), or Alibaba SCA"
        " rules (.json)."
    ): "“lexicon export”写的工作簿、禁用词表（.txt、.csv 或 .xlsx），或阿里云 SCA 规则（.json）。",
    "Of a workbook: write all, over no other profile.": (
        "用于工作簿：全部写出，不叠加在别的方案上。"
    ),
    (
        "Write a lexicon to an Excel workbook, to change it there and import it again. Exit code: 0"
        " written, 2 a mistake in usage or lexicon, or a file that cannot be written."
    ): (
        "把词库写成 Excel 工作簿，改好再导入。\n\n"
        "退出码：0 写好了，2 用法或词库有误，或者文件写不了。"
    ),
    "The Excel workbook to write, such as lex.xlsx.": "要写的 Excel 工作簿，如 lex.xlsx。",
    "Overwrite the workbook.": "覆盖已有的工作簿。",
    (
        "Propose phrases for turns in which a cue is said that the lexicon misses. What is missed"
        " is known from labels, and from suspects of the learned model. Each proposal comes with"
        " how many missed turns it matches, and how many ordinary turns it would match wrongly in"
        " the calls and in the shipped corpora. Exit code: 0 done, 2 a mistake in usage, lexicon or"
        " labels, or a file that cannot be read or written."
    ): (
        "为说到了、词库却没有匹配的话轮提出新说法。\n\n哪些没有匹配，看标注和学习模型的疑似处。"
        "每条建议写明新匹配多少处，在这些电话和自带语料里误伤多少普通话轮。\n\n"
        "退出码：0 完成，2 用法、词库或标注有误，或者文件读不了、写不了。"
    ),
    "Transcripts to look for phrases in.": "从这些转写里找说法。",
    "Review labels, or labels of 'eval', of the calls.": "这些电话的复核标注，或 eval 的标注。",
    "Write JSON.": "写成 JSON。",
    "Phrases for this cue alone.": "只为这一条话术找。",
    "How many ordinary turns a proposal may match wrongly.": "一条建议最多可误伤几个普通话轮。",
    "Write these proposals into the profile: numbers with commas, or all.": (
        "把这些建议写进方案：编号，用逗号分开，或 all。"
    ),
    "Folder of your own profile.": "自己的方案所在的文件夹。",
    "Of the chapter, and in the ids.": "这一章的名字，也用在编号里。",
    "What people call the words.": "这些词叫什么。",
    "How severe it is to say one.": "说了算多严重。",
    "Points taken off, such as -5.": "扣几分，例如 -5。",
    "Overwrite the chapter.": "这一章已有就覆盖。",
    (
        "Train the learned model of a profile: learned.model beside it, and its card, learned.json."
        " It learns from the shipped corpora, the examples beside cues, and what is given here."
        " Needs scriptcheck[train]. Exit code: 0 trained, 2 a mistake in usage, lexicon, labels or"
        " corpus."
    ): (
        "训练方案的模型：旁边的 learned.model 和说明 learned.json。\n\n学的是随附的语料、话术旁边的"
        "例句，和这里给出的。要装 scriptcheck[train]。退出码：0 训练好了，2 用法、词库、标注或语料"
        "有误。"
    ),
    "Review labels that a page exported.": "网页导出的复核标注。",
    "Transcripts of the labelled calls; else transcripts.jsonl beside the labels.": (
        "标注的电话的转写；不写则用标注旁边的 transcripts.jsonl。"
    ),
    "Turns of your own with labels.": "自己标注的话。",
    "Corpora in place of the shipped ones.": "代替随附语料的语料。",
    "Folder to write to; else PATH's own.": "写到哪个文件夹；不写则写到 PATH 里。",
    (
        "Write a page with the turns of which the learned model is least sure, to label them. What"
        " the page exports is for 'lexicon train --labels'. Exit code: 0 written, 2 a mistake in"
        " usage or lexicon, or a file that cannot be read."
    ): (
        "写一页，列出模型最拿不准的话，供人标注。\n\n网页导出的给 lexicon train --labels 用。"
        "退出码：0 写好了，2 用法或词库有误，或者文件读不了。"
    ),
    "Folder to write to; else uncertain by REPORTS.": (
        "写到哪个文件夹；不写则写到 REPORTS 旁边的 uncertain。"
    ),
    "How many turns at most.": "最多多少句。",
}
"""Help texts of ``scriptcheck lexicon`` and its arguments and options."""
