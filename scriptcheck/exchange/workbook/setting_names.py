"""The settings on the sheet of the profile in a lexicon workbook: their words and kinds."""

from __future__ import annotations

from typing import Final

from scriptcheck.language import Text

SETTING_NAMES: Final[dict[str, tuple[Text, Text]]] = {
    "name": (
        Text("方案代号", "name"),
        Text("报告里用它称呼方案，字母、数字或汉字。", "What reports call the profile."),
    ),
    "title": (Text("方案名称", "title"), Text("给人看的名称。", "The title that people read.")),
    "title_en": (Text("方案英文名称", "English title"), Text("可以空着。", "May be empty.")),
    "version": (
        Text("版本", "version"),
        Text("改动以后换一个，报告里会写明。", "Change it with the lexicon; reports name it."),
    ),
    "base": (
        Text("基础方案", "base"),
        Text(
            "导入到新文件夹时叠加在哪个方案上；已有方案的文件夹以它自己的为准。",
            "The profile that a new folder lies over; a folder with a profile keeps its own.",
        ),
    ),
    "pass_score": (
        Text("及格分", "pass score"),
        Text("0 到 100；空着沿用基础方案的。", "0 to 100; that of the base, where it is empty."),
    ),
    "least_speech": (
        Text("最少字数", "least speech"),
        Text("整通说的字比这少，不评分。", "Calls with fewer characters have no score."),
    ),
    "dimension_rules": (
        Text("维度最少规则数", "dimension rules"),
        Text("适用的规则比这少的维度不评分。", "Dimensions with fewer rules have no score."),
    ),
    "dimensions": (
        Text("自有维度", "dimensions"),
        Text(
            "规则可以用的维度，如 tone: {title: 语气}。",
            "Dimensions of your own that rules may name, such as tone: {title: Tone}.",
        ),
    ),
    "words": (
        Text("分词用词", "words"),
        Text("公司、产品的词，用逗号隔开。", "Words of company and products, with commas."),
    ),
    "scorecard": (
        Text("评分卡", "scorecard"),
        Text("写法见 docs/lexicon.zh-CN.md。", "See docs/lexicon.md."),
    ),
    "load": (
        Text("转写读取", "load"),
        Text("转写的列名、说话人等，见 docs/transcripts.zh-CN.md。", "See docs/transcripts.md."),
    ),
    "learned": (
        Text("学习模型", "learned"),
        Text("各条话术的把握程度，见 docs/learned.zh-CN.md。", "See docs/learned.md."),
    ),
    "review": (Text("复核", "review"), Text("如 appeal_days: 7。", "Such as appeal_days: 7.")),
}
"""What stands on the sheet of the profile: each setting's word, and what it is about."""
NUMBER_SETTINGS: Final = ("pass_score", "least_speech", "dimension_rules")
BLOCK_SETTINGS: Final = ("dimensions", "scorecard", "load", "learned", "review")
