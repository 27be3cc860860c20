"""The notation of phrases: what it means, and where a mistake is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scriptcheck.lexicon.template import (
    ChoicePart,
    GapPart,
    PartSequence,
    TemplateError,
    TextPart,
    VariablePart,
    bind,
    parse_template,
    slots,
)


def options(*texts: str) -> tuple[PartSequence, ...]:
    return tuple(PartSequence((TextPart(text),)) for text in texts)


@pytest.mark.parametrize(
    ("template", "parts"),
    [
        ("您好", [TextPart("您好")]),
        ("[请|麻烦]等", [ChoicePart(options("请", "麻烦")), TextPart("等")]),
        ("[请]?等", [ChoicePart(options("请"), optional=True), TextPart("等")]),
        ("这里..公司", [TextPart("这里"), GapPart(6), TextPart("公司")]),
        ("这里..{12}公司", [TextPart("这里"), GapPart(12), TextPart("公司")]),
        ("{company}好", [VariablePart("company"), TextPart("好")]),
        ("这里..{company}", [TextPart("这里"), GapPart(6), VariablePart("company", column=4)]),
        ("{you}?好", [VariablePart("you", optional=True), TextPart("好")]),
        (
            "[请[您]?|麻烦]等",
            [
                ChoicePart(
                    (
                        PartSequence((TextPart("请"), ChoicePart(options("您"), optional=True))),
                        PartSequence((TextPart("麻烦"),)),
                    )
                ),
                TextPart("等"),
            ],
        ),
        ("3.5折", [TextPart("3.5折")]),
    ],
)
def test_reads(template: str, parts: list[object]) -> None:
    assert parse_template(template) == PartSequence(tuple(parts))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("template", "column", "words"),
    [
        ("", 0, "empty"),
        ("，。", 0, "empty"),
        ("[请]?", 0, "empty"),
        ("..等", 0, "gap"),
        ("等..", 0, "gap"),
        ("您[请", 1, "no ']'"),
        ("您]请", 1, "no '['"),
        ("您|请", 1, "no '['"),
        ("您[请|]等", 1, "empty"),
        ("您[]等", 1, "empty"),
        ("您[[请]?|好]等", 1, "empty"),
        ("您?", 1, "'?'"),
        ("您{company", 1, "no '}'"),
        ("您}", 1, "no '['"),
        ("您{a-b}好", 1, "name"),
        ("您{}好", 1, "name"),
        ("您..{0}好", 1, "gap"),
        ("您..{99}好", 1, "gap"),
        ("您..{99999}好", 3, "name"),
        ("您...好", 1, "gap"),
        ("[" * 100, 20, "deeply"),
    ],
)
def test_shows_where_a_mistake_is(template: str, column: int, words: str) -> None:
    with pytest.raises(TemplateError) as caught:
        parse_template(template)
    assert caught.value.column == column
    assert words in caught.value.message.en
    assert caught.value.message.zh
    assert caught.value.fix.zh


def test_a_length_without_a_gap_says_how_a_gap_is_written() -> None:
    with pytest.raises(TemplateError) as caught:
        parse_template("加{2}微信")
    assert caught.value.fix.zh == "要隔开几个字，写成 ..{2}。"


def test_bind_fills_slots_and_keeps_their_name() -> None:
    bound = bind(parse_template("[这里是|我是]{company}"), {"company": options("海尔", "美的")})
    assert bound.parts[1] == ChoicePart(options("海尔", "美的"), name="company")
    assert not any(isinstance(part, VariablePart) for part in bound.parts)


def test_slots_stand_in_order_inside_choices_too() -> None:
    found = slots("[这里是|{you}好我是]{company}[的{name}]?")
    assert [(slot.name, slot.column) for slot in found] == [
        ("you", 5),
        ("company", 14),
        ("name", 25),
    ]


def test_bind_needs_every_variable() -> None:
    with pytest.raises(KeyError):
        bind(parse_template("{company}"), {})


@given(st.text(st.sampled_from("您好[]|?{}.ab1 ，"), max_size=12))
def test_any_text_is_a_template_or_a_template_error(template: str) -> None:
    columns = range(len(template) + 1)
    try:
        parse_template(template)
    except TemplateError as error:
        column = error.column
    else:
        column = 0
    assert column in columns
