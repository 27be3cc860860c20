"""JSON: what is refused, where it stands, and what is said about it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scriptcheck import LoadError
from scriptcheck.load.readers.json.array import elements, is_array
from scriptcheck.load.readers.json.position import find_duplicate, find_lone_surrogate, find_path
from scriptcheck.load.readers.json.text import JsonText

if TYPE_CHECKING:
    from scriptcheck import Problem

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def refused(text: str, first_line: int = 1) -> Problem:
    with pytest.raises(LoadError) as raised:
        JsonText(text, "a.json", first_line).parse()
    (problem,) = raised.value.problems
    assert problem.source == "a.json"
    assert problem.message.zh != problem.message.en
    return problem


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ('{"a": 1', "json-truncated", 1, 8),
        ('{"a": 1,\n', "json-truncated", 2, 1),
        ("[", "json-truncated", 1, 2),
        ('{"a": "客服', "json-syntax", 1, 7),
        ('{"a" 1}', "json-syntax", 1, 6),
        ("{'a': 1}", "json-syntax", 1, 2),
        ('{"你": 1 "a": 2}', "json-syntax", 1, 9),
        ('{"a": 1}\n{"b": 2}', "json-syntax", 2, 1),
        ('{\n  "a": x\n}', "json-syntax", 2, 8),
        ('["a\nb"]', "json-syntax", 1, 4),
        (r'["\q"]', "json-syntax", 1, 3),
        (r'["\u12"]', "json-syntax", 1, 4),
        ("[01]", "json-syntax", 1, 3),
        ('{"a": NaN}', "json-nan", 1, 7),
        ('{"NaN": "NaN",\n "b": [-Infinity]}', "json-nan", 2, 8),
        ('{"a": 1, "a": 2}', "json-duplicate-key", 1, 10),
        ('[{"b": {"a": 1,\n"c": 2, "a": 1}}]', "json-duplicate-key", 2, 9),
        (r'["\ud800"]', "json-half-character", 1, 3),
        (r'["\ud83d\ude00\ude00"]', "json-half-character", 1, 15),
        ("[" * 100_000, "json-too-deep", 1, 1),
        ('{"a":' * 100_000, "json-too-deep", 1, 1),
        ("[" + "9" * 5_000 + "]", "json-number", 1, 1),
    ],
)
def test_what_is_refused(text: str, code: str, line: int, column: int) -> None:
    problem = refused(text)
    assert (problem.code, problem.line, problem.column) == (code, line, column)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{'a': 1}", "双引号"),
        ('{"a": x}', "一个值"),
        ('{"a" 1}', "冒号"),
        ("[1 2]", "逗号"),
        ("[1] 2", "已经结束"),
        ('["a', "引号没有闭合"),
        ('["a\nb"]', "控制字符"),
        (r'["\q"]', "反斜杠"),
    ],
)
def test_syntax_errors_have_words(text: str, words: str) -> None:
    assert words in refused(text).message.zh


@pytest.mark.parametrize("text", ["[1,]", '{"a": 1,}'])
def test_commas_after_the_last_item(text: str) -> None:
    # Python 3.13 has a message of its own for them.
    assert refused(text).code == "json-syntax"


def test_lines_count_from_where_the_text_begins() -> None:
    assert refused("{\n x", first_line=7).place == "a.json:8:2"


@pytest.mark.parametrize("text", [r'["\ud83d\ude00"]', r'["\\ud800"]', '["😀"]', "1e3", " [] \n"])
def test_what_is_taken(text: str) -> None:
    assert JsonText(text).parse() == json.loads(text)


@settings(deadline=None)
@given(VALUES)
def test_what_is_written_is_read(value: Any) -> None:
    assert JsonText(json.dumps(value)).parse() == value


@settings(deadline=None)
@given(st.text(st.sampled_from('{}[]",:1a \n\\ud8N')))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        JsonText(text).parse()
    except LoadError as error:
        assert error.problems[0].line  # noqa: PT017


@pytest.mark.parametrize(
    ("path", "found"),
    [
        (("turns", 1, "text"), '"text": 5'),
        (("turns", 1), '{"text": 5'),
        (("turns",), '"turns": ['),
        (("turns", 1, "nothing"), '{"text": 5'),
        (("meta", "a"), '"a": {}'),
        ((), '{"turns'),
    ],
)
def test_find_path(path: tuple[str | int, ...], found: str) -> None:
    text = ' {"turns": [{"text": "],[\\""}, {"text": 5, "x": []}], "meta": {"a": {}}}'
    assert text[find_path(text, path) :].startswith(found)


@settings(deadline=None)
@given(VALUES)
def test_every_path_of_a_value_is_found(value: Any) -> None:
    text = json.dumps(value, ensure_ascii=False)
    for path in _paths(value):
        offset = find_path(text, path)
        wanted = value
        for step in path:
            wanted = wanted[step]
        start = text[offset:]
        if path and isinstance(path[-1], str):
            key, end = json.JSONDecoder().raw_decode(start)
            assert key == path[-1]
            start = start[end:].lstrip(": ")
        assert json.JSONDecoder().raw_decode(start)[0] == wanted


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    if not isinstance(value, dict | list):
        return [path]
    items = value.items() if isinstance(value, dict) else enumerate(value)
    return [path, *(found for key, inner in items for found in _paths(inner, (*path, key)))]


def test_there_is_no_duplicate_in_different_objects() -> None:
    assert find_duplicate('[{"a": 1}, {"a": {"a": 1}}]') is None


def test_there_is_no_lone_surrogate_in_pairs() -> None:
    assert find_lone_surrogate(r"\ud83d\ude00 \\ud800 \n") is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("[]", []),
        (" [ ] ", []),
        ('[{"a": 1}]', [('{"a": 1}', 1, 2)]),
        ('[1,\n  [2, 3],"x"]', [("1", 1, 2), ("[2, 3]", 2, 3), ('"x"', 2, 10)]),
        ("[1, {'a'}, 3]", [("1", 1, 2), ("{'a'}, 3]", 1, 5)]),
        ("[1, ", [("1", 1, 2), ("", 1, 5)]),
        ("[1,]", [("1", 1, 2), ("]", 1, 4)]),
    ],
)
def test_elements(text: str, parts: list[tuple[str, int, int]]) -> None:
    found = elements(JsonText(text))
    assert [(part.text, part.first_line, part.first_column) for part in found] == parts


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("[1 2]", "json-syntax", 4),
        ("[1", "json-truncated", 3),
        ("[1] x", "json-syntax", 5),
        ("[] x", "json-syntax", 4),
    ],
)
def test_broken_arrays(text: str, code: str, column: int) -> None:
    with pytest.raises(LoadError) as raised:
        list(elements(JsonText(text)))
    (problem,) = raised.value.problems
    assert (problem.code, problem.column) == (code, column)


def test_the_place_within_an_element_is_that_in_the_file() -> None:
    *_, last = elements(JsonText('[1,\n  {"a": x}]', "a.json"))
    with pytest.raises(LoadError) as raised:
        last.parse()
    assert raised.value.problems[0].place == "a.json:2:9"


@settings(deadline=None)
@given(st.lists(VALUES))
def test_the_elements_are_the_array(values: list[Any]) -> None:
    text = JsonText(json.dumps(values, indent=1))
    assert is_array(text)
    assert [element.parse() for element in elements(text)] == values
