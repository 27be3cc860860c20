"""Documents of Word: paragraphs, tables, and what is broken."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded

DOCUMENT = "word/document.xml"


def document(body: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/comments.xml", "<w:t>客服：批注</w:t>")
        packed.writestr(DOCUMENT, f"<w:document><w:body>{body}</w:body></w:document>")
    return stream.getvalue()


def paragraph(*texts: str) -> str:
    runs = "".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts)
    return f'<w:p w:id="1"><w:pPr><w:pStyle w:val="a"/></w:pPr>{runs}</w:p>'


@pytest.mark.parametrize("name", ["x.docx", "x.txt", "x"])
def test_paragraphs(load_bytes: Callable[..., Loaded], name: str) -> None:
    deleted = "<w:p><w:del><w:r><w:delText>删掉的</w:delText></w:r></w:del></w:p>"
    body = (
        paragraph("客服", "：您好，", "请&amp;讲")
        + deleted
        + "<w:p><w:r><w:t>客户：冰箱</w:t><w:br/><w:t>坏了</w:t></w:r></w:p><w:p/>"
    )
    loaded = load_bytes(document(body), name)
    assert [(t.speaker.value, t.text) for t in loaded.calls[0].turns] == [
        ("agent", "您好，请&讲"),
        ("customer", "冰箱\n坏了"),
    ]
    assert (loaded.problems, loaded.warnings) == ([], [])


def test_what_stands_there_twice_is_said_once(load_bytes: Callable[..., Loaded]) -> None:
    box = f"<w:txbxContent>{paragraph('客户：框里的话')}</w:txbxContent>"
    body = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        "<w:p><w:pPr><w:rPr><w:moveFrom w:id='1'/></w:rPr></w:pPr>"
        "<w:moveFrom w:id='2'><w:r><w:t>客服：挪走的话</w:t></w:r></w:moveFrom></w:p>"
        "<w:p><w:moveTo w:id='3'><w:r><w:t>客服：挪走的话</w:t></w:r></w:moveTo></w:p>"
    )
    (call,) = load_bytes(document(body), "x.docx").calls
    assert [turn.text for turn in call.turns] == ["框里的话", "挪走的话"]


def test_times_and_names_above(load_bytes: Callable[..., Loaded]) -> None:
    body = "".join(map(paragraph, ("发言人 1   00:03", "您好", "发言人 2   00:05", "你好")))
    (call,) = load_bytes(document(body), "x.docx").calls
    assert [(t.text, t.start_ms) for t in call.turns] == [("您好", 3000), ("你好", 5000)]


def test_a_table(load_bytes: Callable[..., Loaded]) -> None:
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(who)}</w:tc><w:tc>{paragraph(text)}{paragraph('啊')}</w:tc></w:tr>"
        for who, text in (("客服", "您好"), ("客户", "你好"))
    )
    (call,) = load_bytes(document(f"<w:tbl>{rows}</w:tbl>"), "x.docx").calls
    assert [(t.speaker.value, t.text) for t in call.turns] == [
        ("agent", "您好 啊"),
        ("customer", "你好 啊"),
    ]


def test_an_empty_document(load_bytes: Callable[..., Loaded]) -> None:
    assert load_bytes(document(""), "x.docx").codes == ["empty-file"]


@pytest.mark.parametrize("cut", [200, 400])
def test_damaged_documents(load_bytes: Callable[..., Loaded], cut: int) -> None:
    data = bytearray(document(paragraph("客服：您好") * 50))
    start = data.index(DOCUMENT.encode()) + len(DOCUMENT) + 8
    data[start : start + 30] = b"\xff" * 30
    assert load_bytes(bytes(data), "x.docx").codes == ["damaged-archive"]
    assert not load_bytes(bytes(data[:cut]), "x.docx").calls


def test_a_bomb(load_bytes: Callable[..., Loaded]) -> None:
    assert load_bytes(document("a" * 100_000_000), "x.docx").codes == ["archive-too-large"]


def test_ruby_hyphens_and_symbols(load_bytes: Callable[..., Loaded]) -> None:
    ruby = (
        "<w:ruby><w:rubyPr><w:rubyAlign w:val='center'/></w:rubyPr>"
        "<w:rt><w:r><w:rPr><w:rtl/></w:rPr><w:t>nín hǎo</w:t></w:r></w:rt>"
        "<w:rubyBase><w:r><w:t>您好</w:t></w:r></w:rubyBase></w:ruby>"
    )
    symbols = "".join(
        f'<w:sym w:font="{font}" w:char="{char}"/>'
        for font, char in (
            ("Wingdings", "F0FC"),
            ("Symbol", "F0B0"),
            ("Arial", "4F60"),
            ("Wingdings 3", "F070"),
            ("Arial", "D800"),
        )
    )
    body = (
        f"<w:p><w:r><w:t>客服：</w:t>{ruby}<w:t>，138</w:t><w:noBreakHyphen/><w:t>7465</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>客户：好</w:t>{symbols}</w:r></w:p>"
    )
    (call,) = load_bytes(document(body), "x.docx").calls
    assert [turn.text for turn in call.turns] == ["您好，138-7465", "好✓°你□□"]
