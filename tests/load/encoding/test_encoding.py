"""Bytes to text, and what is told about what was lost."""

from __future__ import annotations

import contextlib
from encodings.aliases import aliases
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptcheck import LoadError, UsageError
from scriptcheck.load.encoding.decode import check_encoding, decode, encoding_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck import Problem
    from tests.load.conftest import Loaded

TEXT = "客服：您好\n客户：你好，我的空调坏了\n"


def refused(data: bytes, encoding: str | None = None) -> Problem:
    with pytest.raises(LoadError) as raised:
        decode(data, encoding=encoding, source="a.txt")
    (problem,) = raised.value.problems
    assert problem.message.zh
    assert problem.fix.zh
    return problem


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16", "utf-16-be"])
def test_the_text_is_the_same_in_every_encoding(encoding: str) -> None:
    decoded = decode(TEXT.encode(encoding))
    assert (decoded.text, decoded.flaws) == (TEXT, ())


@pytest.mark.parametrize(
    ("data", "text", "place"),
    [
        ("客服：您好\n客户：好".encode()[:-1], "客服：您好\n客户：�", (2, 4)),
        ("客服：您好\n客户：好".encode()[:-2], "客服：您好\n客户：�", (2, 4)),
        ("客服：您好\n客户：你好".encode("gb18030")[:-1], "客服：您好\n客户：你�", (2, 5)),
        ("客服：您好\n客户：你好".encode("utf-16-le")[:-1], "客服：您好\n客户：你�", (2, 5)),
    ],
)
def test_a_cut_off_end_loads_with_a_warning(data: bytes, text: str, place: tuple[int, int]) -> None:
    decoded = decode(data)
    assert decoded.text == text
    assert [(f.code, f.line, f.column) for f in decoded.flaws] == [("cut-off", *place)]


def test_broken_bytes_are_replaced_and_counted() -> None:
    data = TEXT.encode().replace("空".encode(), b"\xff").replace("坏".encode(), b"\xe5\x9d")
    decoded = decode(data)
    assert decoded.text == TEXT.replace("空", "�").replace("坏", "�")
    (flaw,) = decoded.flaws
    assert (flaw.code, flaw.line, flaw.column) == ("broken-bytes", 2, 9)
    assert "2" in flaw.message.zh


def test_a_replacement_character_of_the_file_itself_is_no_flaw() -> None:
    assert decode("客服：�好，请讲一下".encode()).flaws == ()


def test_nul_characters_are_taken_out() -> None:
    decoded = decode(TEXT.encode() + b"\0" * 500)
    assert decoded.text == TEXT
    assert [flaw.code for flaw in decoded.flaws] == ["nul-characters"]
    assert "500" in decoded.flaws[0].message.zh


def test_nothing_but_nul_characters_is_an_empty_file(load_bytes: Callable[..., Loaded]) -> None:
    assert load_bytes(b"\0" * 500).codes == ["empty-file"]


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 4,
        b"\x1b\x01\x02\x03 a few letters",
        "Привет, как дела".encode("cp1251"),
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\2\0\0\0\1\0\x08\6\0\0\0\xd1\xf0\x9f\xe3",
    ],
)
def test_what_is_no_text(data: bytes) -> None:
    assert refused(data).code == "not-text"


def test_a_foreign_letter_in_ascii_is_a_flaw() -> None:
    decoded = decode("agent: welcome to the café of the hotel".encode("latin-1"))
    assert [flaw.code for flaw in decoded.flaws] == ["broken-bytes"]


@pytest.mark.parametrize(
    ("written", "told", "looks_like"),
    [
        ("gb18030", "utf-8", "GB18030"),
        ("utf-8", "gb18030", "UTF-8"),
        ("utf-8", "latin-1", "UTF-8"),
        ("gb18030", "big5", "GB18030"),
        ("utf-8", "utf-16", "UTF-8"),
        ("utf-16-le", "utf-16-be", "UTF-16 LE"),
        ("utf-8", "ascii", "UTF-8"),
    ],
)
def test_the_wrong_encoding_is_refused(written: str, told: str, looks_like: str) -> None:
    problem = refused(TEXT.encode(written), check_encoding(told))
    assert problem.code == "wrong-encoding"
    assert looks_like in problem.message.zh


def test_the_wrong_encoding_is_refused_after_much_ascii() -> None:
    data = b'{"meta": "' + b"x" * 50_000 + TEXT.encode()
    assert refused(data, "gb18030").code == "wrong-encoding"


@pytest.mark.parametrize("told", ["utf-8", "UTF8", "gbk", "GB18030", "gb2312", "utf-16", "hz"])
def test_the_right_encoding_is_taken(told: str) -> None:
    decoded = decode(TEXT.encode(told), encoding=check_encoding(told))
    assert (decoded.text, decoded.flaws) == (TEXT, ())


def test_an_encoding_that_cannot_be_told_is_taken_as_named() -> None:
    assert decode("喂".encode("gbk"), encoding="gbk").text == "喂"


def test_flaws_in_the_encoding_named_are_told() -> None:
    decoded = decode(TEXT.encode("gbk") + b"\xff", encoding="gbk")
    assert [flaw.code for flaw in decoded.flaws] in (["broken-bytes"], ["cut-off"])


@pytest.mark.parametrize("name", sorted(set(aliases.values())))
@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"\x00", bytes(range(256)), TEXT.encode(), TEXT.encode("gbk")[:-1]]
)
def test_every_encoding_of_python_reads_or_refuses(name: str, data: bytes) -> None:
    with contextlib.suppress(UsageError, LoadError):
        decode(data, encoding=check_encoding(name))


@pytest.mark.parametrize(
    "name", ["nonsense", "", "base64", "rot13", "punycode", "undefined", "a\0b", "中文", "hex"]
)
def test_no_such_encoding(name: str) -> None:
    with pytest.raises(UsageError) as raised:
        check_encoding(name)
    assert raised.value.problems[0].code == "unknown-encoding"


def test_encodings_have_their_usual_names() -> None:
    assert encoding_name("cp950") == "Big5"
    assert encoding_name("cp1252") == "cp1252"
    assert encoding_name(None) == ""


@settings(deadline=None)
@given(st.text().map(lambda text: text.replace("\0", "")))
def test_utf8_comes_back_as_it_was(text: str) -> None:
    data = text.encode(errors="ignore")
    try:
        decoded = decode(data)
    except LoadError as error:
        # Text of control characters alone counts as none.
        assert error.problems[0].code == "not-text"  # noqa: PT017
    else:
        assert decoded.text == data.decode().removeprefix("\ufeff")


MIXED = [
    ("客服：您好，很高兴为您服务", "utf-8"),
    ("客户：你好，我的冰箱坏了", "gb18030"),
    ("", "utf-8"),
    ("客服：请您稍等，我帮您查一下", "utf-8"),
    ("客户：好的谢谢", "gb18030"),
]


@pytest.mark.parametrize(
    "order",
    [
        MIXED,
        MIXED[::-1],
        MIXED[1:2] * 5 + MIXED,
        # 42 bytes of UTF-8 are also 21 characters of GB18030.
        [("客服：您好，请问有什么可以帮", "utf-8"), MIXED[1]],
        # So short that the whole looks like no text at all.
        [("客服：您好", "utf-8"), ("客户：你好", "gb18030"), ("客服：请讲吧", "utf-8")],
    ],
)
def test_lines_of_two_encodings_in_one_text(
    load_bytes: Callable[..., Loaded], order: list[tuple[str, str]]
) -> None:
    loaded = load_bytes(b"\n".join(text.encode(encoding) for text, encoding in order), "x.txt")
    texts = [turn.text for turn in loaded.calls[0].turns]
    assert texts == [text[3:] for text, _ in order if text]
    assert loaded.warnings == ["mixed-encodings"]


def test_a_few_broken_bytes_are_no_other_encoding(load_bytes: Callable[..., Loaded]) -> None:
    good = "客服：您好，很高兴为您服务，请问有什么可以帮您？\n".encode()
    broken = good[:20] + b"\xe6\x82" + good[23:]
    loaded = load_bytes(good * 5 + broken + good * 5, "x.txt")
    assert loaded.warnings == ["broken-bytes"]
    assert {turn.speaker for turn in loaded.calls[0].turns} == {"agent"}
