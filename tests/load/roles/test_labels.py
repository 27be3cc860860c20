from __future__ import annotations

from functools import cache

import pytest
from opencc import OpenCC

from scriptcheck import Speaker
from scriptcheck.load.roles.label_words import ANONYMOUS, LABEL_WORDS, SIMPLIFIED, STAFF_NUMBER
from scriptcheck.load.roles.labels import (
    Closing,
    plain_width,
    read_label,
    role_named,
    speaker_named,
)
from scriptcheck.text.simplify import simplify

AGENT, CUSTOMER, SYSTEM = Speaker.AGENT, Speaker.CUSTOMER, Speaker.SYSTEM

# Its dictionaries take a second to read.
converter = cache(OpenCC)


@pytest.mark.parametrize("word", LABEL_WORDS)
@pytest.mark.parametrize("shape", ["{}：好", "{}: 好", "{} ：好", "【{}】好", "[{}]：好", "{}\t好"])
def test_every_word_in_every_shape(word: str, shape: str) -> None:
    text = plain_width(shape.format(word))
    found = read_label(text, 0)
    assert found
    label, stamp, end = found
    assert label.speaker is LABEL_WORDS[word]
    assert label.closing is Closing.MARK
    assert stamp is None
    assert text[end:].strip() == "好"


@pytest.mark.parametrize("writing", ["s2t", "s2tw", "s2hk"])
@pytest.mark.parametrize("word", LABEL_WORDS)
def test_every_word_in_traditional_characters(word: str, writing: str) -> None:
    traditional = converter(writing).convert(word)
    found = read_label(f"{traditional}8023:好", 0)
    assert found
    assert found[0].speaker is speaker_named(traditional) is LABEL_WORDS[word]


def test_the_characters_of_labels_are_those_that_opencc_simplifies_to_them() -> None:
    words = "".join((*LABEL_WORDS, *STAFF_NUMBER, *ANONYMOUS))
    han = map(chr, (*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)))
    found = {ord(char): plain for char in han if (plain := simplify(char)) != char}
    assert {code: plain for code, plain in found.items() if plain in words} == SIMPLIFIED


@pytest.mark.parametrize("mark", ["\u200b", "\u00ad", "\ufe0f", "\u3164", "\U000e0041", " ", "　"])
@pytest.mark.parametrize("word", [word for word in LABEL_WORDS if not word.isascii()])
def test_marks_and_blanks_amid_a_word(word: str, mark: str) -> None:
    found = read_label(plain_width(f"{mark.join(word)}：好"), 0)
    assert found
    assert found[0].speaker is LABEL_WORDS[word]
    assert speaker_named(mark.join(word)) is LABEL_WORDS[word]


@pytest.mark.parametrize(
    ("text", "speaker", "said"),
    [
        ("客服1：好", AGENT, "好"),
        ("客服１：好", AGENT, "好"),
        ("客服A：好", AGENT, "好"),
        ("客服 8023：好", AGENT, "好"),
        ("客服#8023：好", AGENT, "好"),
        ("坐席8023号：好", AGENT, "好"),
        ("客服(王)：好", AGENT, "好"),
        ("客服（王丽）：好", AGENT, "好"),
        ("客服[8023]：好", AGENT, "好"),
        ("客服-王丽：好", AGENT, "好"),
        ("客服 8023(王)：好", AGENT, "好"),
        ("Agent 1: 好", AGENT, "好"),
        ("AGENT: 好", AGENT, "好"),
        ("agent_2: 好", AGENT, "好"),
        ("工号8023：好", AGENT, "好"),
        ("工号 8023：好", AGENT, "好"),
        ("工号A023(王)：好", AGENT, "好"),
        ("客服甲：好", AGENT, "好"),
        ("坐席 乙：好", AGENT, "好"),
        ("客服一号：好", AGENT, "好"),
        ("客户二：好", CUSTOMER, "好"),
        ("客服①：好", AGENT, "好"),
        ("【客服丙】好", AGENT, "好"),
        ("客服<8023>：好", AGENT, "好"),
        ("客服{王丽}：好", AGENT, "好"),
        ("客服【8023】：好", AGENT, "好"),
        ("客户「张」：好", CUSTOMER, "好"),
        ("“客服”：好", AGENT, "好"),
        ('"客服": 好', AGENT, "好"),
        ("”客服“：好", AGENT, "好"),
        ("‘客户’：好", CUSTOMER, "好"),
        ("「客服」：好", AGENT, "好"),
        ("『客服』8023：好", AGENT, "好"),
        ("《客户》：好", CUSTOMER, "好"),
        ("{客服}：好", AGENT, "好"),
        ("｛客服｝好", AGENT, "好"),
        ("〖客户〗好", CUSTOMER, "好"),
        ("【客服：】好", AGENT, "好"),
        ("AGENT> 好", AGENT, "好"),
        ("Customer 2>> 好", CUSTOMER, "好"),
        ("客服＞好", AGENT, "好"),
        ("8023号：好", AGENT, "好"),
        ("8023号话务员：好", AGENT, "好"),
        ("【坐席 8023】好", AGENT, "好"),
        ("［客服］好", AGENT, "好"),
        ("(客户)好", CUSTOMER, "好"),
        ("<客户>：好", CUSTOMER, "好"),
        ("IVR：好", SYSTEM, "好"),
        ("A：好", AGENT, "好"),
        ("b: 好", CUSTOMER, "好"),
        ("Ｂ：好", CUSTOMER, "好"),
        ("客服：", AGENT, ""),
        # The colon that ends the label is the first one.
        ("客服：10:30到的", AGENT, "10:30到的"),
        ("客服1：10分钟后", AGENT, "10分钟后"),
        ("客户1：10", CUSTOMER, "10"),
        ("客服 10：30元", AGENT, "30元"),
        ("客服\t8023号线路", AGENT, "8023号线路"),
        ("客服\t10:30 到的", AGENT, "10:30 到的"),
        ("【客户】10:30", CUSTOMER, "10:30"),
    ],
)
def test_numbers_and_names(text: str, speaker: Speaker, said: str) -> None:
    plain = plain_width(text)
    found = read_label(plain, 0)
    assert found
    label, stamp, end = found
    assert (label.speaker, stamp, plain[end:].strip()) == (speaker, None, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("客服 00:03：好", "好"),
        ("客服00:03：好", "好"),
        ("客服 [00:03]：好", "好"),
        ("客服[00:03]：好", "好"),
        ("客服(00:03)：好", "好"),
        ("客服8023 00:03：好", "好"),
        ("客服：[00:03] 好", "好"),
        ("客服 00:00:03 好", "好"),
        ("客服 00:03", ""),
        ("【客服 00:03】好", "好"),
        ("【客服】[00:03]好", "好"),
        ("【客服】00:03：好", "好"),
        ("客服\t00:03\t好", "好"),
    ],
)
def test_times_with_labels(text: str, said: str) -> None:
    plain = plain_width(text)
    found = read_label(plain, 0)
    assert found
    label, stamp, end = found
    assert stamp
    assert (label.speaker, stamp.start_ms) == (AGENT, 3_000)
    assert plain[end:].strip() == said


@pytest.mark.parametrize(
    "text",
    [
        "",
        "客服您好",
        "客服 您好",
        "客服中心：您好",
        "客户说：好",
        "客户编号：8",
        "客户ID：8",
        "工号：8023",
        "工号",
        "12号：好",
        "8023：好",
        "Agents: 好",
        "userName: 好",
        "A",
        "A 套餐",
        "AB：好",
        "C：好",
        "客服甲您好",
        "客户一直说：好",
        "“客户”不在",
        "“客户”",
        "「客户”：好",
        "用户>=5：好",
        "客服->客户",
        "A> 好",
        "【客服",
        "【客服]好",
        "【提示】好",
        "他说：好",
    ],
)
def test_what_is_no_label(text: str) -> None:
    found = read_label(plain_width(text), 0)
    # A letter alone is found, and refused by the conventions of every file.
    assert found is None or (found[0].is_letter and found[0].closing is Closing.LINE_END)


@pytest.mark.parametrize("text", ["客服", "客服 8023", "工号8023", "8023号", "Agent 1"])
def test_a_word_alone_may_be_a_label(text: str) -> None:
    found = read_label(text, 0)
    assert found
    assert found[0].closing is Closing.LINE_END


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("agent", AGENT),
        ("Agent", AGENT),
        (" 坐席 ", AGENT),
        ("客服1", AGENT),
        ("客服：", AGENT),
        ("工号8023", AGENT),
        ("A", AGENT),
        ("客戶", CUSTOMER),
        ("ivr", SYSTEM),
        ("unknown", Speaker.UNKNOWN),
        ("张三", None),
        ("客服您好", None),
        ("", None),
    ],
)
def test_speaker_named(words: str, speaker: Speaker | None) -> None:
    assert speaker_named(words) is speaker


@pytest.mark.parametrize(
    "words",
    [
        "【坐席】",
        "[坐席]",
        "（坐席）",
        " <坐席> ",
        "【坐席】：",
        "[坐席：]",
        "“坐席”",
        "「坐席」：",
        "{坐席}",
    ],
)
def test_brackets_around_a_label_are_no_part_of_it(words: str) -> None:
    assert speaker_named(words) is role_named(words) is Speaker.AGENT


@pytest.mark.parametrize("words", ["[A]", "【左】", "[]", "【", "[坐席", "【坐席]"])
def test_brackets_make_no_role(words: str) -> None:
    assert role_named(words) is None


def test_plain_width_keeps_the_length() -> None:
    text = "\ufeff客服（１）：\u200b您好！"
    assert plain_width(text) == " 客服(1): 您好!"
    assert len(plain_width(text)) == len(text)
