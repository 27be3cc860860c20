"""YAML with places: only plain YAML 1.2, and every mistake shown where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import LexiconError
from scriptcheck.lexicon.yaml_source import SourceMark, parse_yaml, read_yaml

if TYPE_CHECKING:
    from pathlib import Path


def test_knows_where_things_stand() -> None:
    document = parse_yaml('cues:\n  greeting:\n    phrases: ["您好", 你好]\n', "a.yaml")
    assert document.data == {"cues": {"greeting": {"phrases": ["您好", "你好"]}}}
    assert document.nearest(("cues", "greeting")) == SourceMark("a.yaml", 2, 3)
    assert document.nearest(("cues", "greeting", "phrases", 0), value=True) == SourceMark(
        "a.yaml", 3, 16
    )
    assert document.nearest(("cues", "greeting", "phrases", 1), value=True) == SourceMark(
        "a.yaml", 3, 21
    )
    assert document.nearest(("cues", "greeting", "absent")) == SourceMark("a.yaml", 2, 3)
    assert document.nearest(("nothing",)) == SourceMark("a.yaml", 1, 1)


@pytest.mark.parametrize(
    ("scalar", "value"),
    [
        ("no", "no"),
        ("on", "on"),
        ("Yes", "Yes"),
        ("1:30", "1:30"),
        ("2026-11-23", "2026-11-23"),
        ("010", 10),
        ("0x10", "0x10"),
        ("1_000", "1_000"),
        ("12", 12),
        ("9" * 5000, "9" * 5000),
        ("-3", -3),
        ("2.5", 2.5),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ('"12"', "12"),
        ("=", "="),
        ("<<", "<<"),
    ],
)
def test_reads_scalars_as_yaml_1_2(scalar: str, value: object) -> None:
    assert parse_yaml(f"key: {scalar}", "a").data == {"key": value}


@pytest.mark.parametrize(
    ("text", "code", "line", "column"),
    [
        ("a: [1, 2", "yaml-syntax", 2, 1),
        ("a: 1\n b: 2", "yaml-indent", 2, 2),
        ("a: {company}好", "yaml-syntax", 1, 13),
        ("a: 1\na: 2", "duplicate-key", 2, 1),
        ("a: &x [1]\nb: *x", "yaml-anchor", 1, 4),
        ("? [a]\n: 1", "yaml-key", 1, 3),
        ("a: !!python/object:os.system {}", "yaml-tag", 1, 4),
        ("!!str a: 1", "yaml-tag", 1, 1),
        ("&x a: 1", "yaml-anchor", 1, 1),
        ("a: \0", "yaml-syntax", 1, None),
        ("a: 1\n---\nb: 2", "yaml-syntax", 2, 1),
        ("\t- a", "yaml-tab", 1, 1),
    ],
)
def test_shows_where_a_mistake_is(text: str, code: str, line: int, column: int | None) -> None:
    with pytest.raises(LexiconError) as caught:
        parse_yaml(text, "a.yaml")
    problem = caught.value.problems[0]
    assert (problem.code, problem.source, problem.line, problem.column) == (
        code,
        "a.yaml",
        line,
        column,
    )


@pytest.mark.parametrize("text", ["", "# nothing but a comment\n"])
def test_an_empty_file_is_empty(text: str) -> None:
    assert parse_yaml(text, "a").data is None


def test_a_bomb_of_aliases_does_not_go_off() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    with pytest.raises(LexiconError) as caught:
        parse_yaml("\n".join(lines), "a")
    assert {problem.code for problem in caught.value.problems} == {"yaml-anchor"}


def test_deep_nesting_is_an_error_not_a_crash() -> None:
    with pytest.raises(LexiconError):
        parse_yaml("[" * 100_000, "a")


def test_reads_a_file_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes("\ufeffa: 您好".encode())
    assert read_yaml(path).data == {"a": "您好"}


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [(None, "not-found", None), ("a: 1\nb: 您".encode("gbk"), "not-utf8", 2)],
)
def test_files_that_cannot_be_read(
    tmp_path: Path, content: bytes | None, code: str, line: int | None
) -> None:
    path = tmp_path / "a.yaml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LexiconError) as caught:
        read_yaml(path)
    assert [(problem.code, problem.line) for problem in caught.value.problems] == [(code, line)]
