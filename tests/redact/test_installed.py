"""Kinds of personal data of other packages: the example of docs/privacy.md, installed and run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from scriptcheck import UsageError
from scriptcheck.redact import Kind, all_kinds, kind_title, kinds_named, redact, redact_text
from scriptcheck.redact.installed import GROUP, installed_kinds
from scriptcheck.run.tally import CaseTally, RunTally
from tests.conftest import ROOT, call
from tests.installed import fresh_registries
from tests.installed import install as install_package

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")


def block(title: str) -> str:
    found = re.search(rf'```\w+ title="{re.escape(title)}"\n(.*?)```', PAGE, re.DOTALL)
    assert found
    return found[1]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Return a function that installs a package with entry points such as ``passport=passport``."""

    def install_kinds(source: str, *entries: str) -> None:
        install_package(tmp_path, monkeypatch, "acme_kinds", source, {GROUP: entries})
        installed_kinds.cache_clear()

    with fresh_registries():
        yield install_kinds
        monkeypatch.undo()


def test_the_example_of_the_page(install: Callable[..., None]) -> None:
    assert f'entry-points."{GROUP}"' in block("pyproject.toml")
    assert 'passport = "acme_kinds:passport"' in block("pyproject.toml")
    install(block("acme_kinds.py"), "passport=passport")
    assert all_kinds()[-1] == "passport"
    assert kind_title("passport").zh == "护照号"
    redaction = redact(call("C 护照Ｅ1234\u200b5678，我电话13812345678", note="G12345678"))
    assert redaction.call.turns[0].text == "护照*****\u200b****，我电话" + "*" * 11
    assert redaction.call.meta == {"note": "*" * 9}
    assert redaction.counts == {Kind.PHONE: 1, "passport": 1}
    assert {span.reason for span in redaction.spans} == {"mobile", "installed"}
    only = redact(call("C E12345678，13812345678"), kinds_named(["passport"]))
    assert only.call.turns[0].text == "*********，13812345678"


@pytest.mark.parametrize(
    ("module", "entry"),
    [
        ("raise ZeroDivisionError", "x=x"),
        ("raise SystemExit(0)", "x=x"),
        ("class Odd(BaseException): pass\nraise Odd", "x=x"),
        ("x = 5", "x=x"),
        ("class x:\n    name = 'x'\n    title = 'x'\n    find = None", "x=x"),
        (block("acme_kinds.py").replace('"passport"', '"phone"', 1), "x=passport"),
    ],
)
def test_a_kind_that_cannot_be_used_stops_the_run(
    module: str, entry: str, install: Callable[..., None]
) -> None:
    install(module, entry)
    with pytest.raises(UsageError) as caught:
        redact_text("13812345678")
    assert caught.value.problems[0].code == "bad-redaction-kind"
    assert RunTally().summary(CaseTally().counts()).redacted == {}


def test_a_place_that_is_none_is_refused(install: Callable[..., None]) -> None:
    module = block("acme_kinds.py").replace("match.end()", "match.end() + 99")
    install(module, "passport=passport")
    with pytest.raises(ValueError, match="passport found"):
        redact(call("C E12345678"))


@pytest.mark.parametrize("fails", ["raise ValueError('E12345678')", "raise SystemExit(0)"])
def test_a_kind_that_fails_does_not_say_what_it_saw(
    install: Callable[..., None], fails: str
) -> None:
    module = block("acme_kinds.py").replace(
        "for number, turn in enumerate(turns):", f"{fails}\n        for number, turn in ():"
    )
    install(module, "passport=passport")
    with pytest.raises(ValueError, match="passport failed") as caught:
        redact(call("C E12345678"))
    assert "12345678" not in f"{caught.value} {caught.value.__cause__} {caught.value.__context__}"


@pytest.mark.parametrize("place", ["0.0", "None", "'0'"])
def test_a_place_must_be_whole_numbers(install: Callable[..., None], place: str) -> None:
    module = block("acme_kinds.py").replace("match.start()", place)
    install(module, "passport=passport")
    with pytest.raises(ValueError, match="no place"):
        redact(call("C E12345678"))
