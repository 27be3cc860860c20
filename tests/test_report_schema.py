"""The published JSON Schemas: they are what the models say, and real reports keep to them."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING

import jsonschema
import pytest
import yaml

from scriptcheck.lexicon.schema import chapter_schema, profile_schema
from scriptcheck.lexicon.yaml_source import read_yaml
from scriptcheck.report import report_schema
from scriptcheck.rules.registry import rule_specs
from tests.conftest import ROOT, call, cue, rule

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

    from scriptcheck import Checker

PUBLISHED: dict[str, Callable[[], dict[str, Any]]] = {
    "docs/report.schema.json": report_schema,
    "lexicons/schema.json": lambda: chapter_schema(rule_specs()),
    "lexicons/profile.schema.json": profile_schema,
}


@pytest.mark.parametrize("path", PUBLISHED)
def test_the_published_schema_is_the_models(path: str) -> None:
    published = json.loads((ROOT / path).read_text(encoding="utf-8"))
    assert published == PUBLISHED[path](), "say: make schemas"
    jsonschema.Draft202012Validator.check_schema(published)


def test_reports_keep_to_the_schema(default_checker: Checker) -> None:
    report = default_checker.check(
        call(
            "A 您好，您稍等",
            "C 不知道",
            "A 这里是美的公司，让您坐等了，不知道",
            "A 时候是好",
            "A 您的地址报一下",
            "A 您核对一下信",
            "U 您好",
        )
    )
    assert report.suppressed
    jsonschema.validate(report.to_dict(), report_schema())


def test_what_comes_nearest_keeps_to_the_schema(make_checker: Callable[..., Checker]) -> None:
    checker = make_checker(
        {"thanks": cue("感谢您对我们工作的支持", tolerance="exact")},
        {"a.thanks": rule(require="thanks")},
    )
    report = checker.check(call("A 您好", "A 感谢您对我们工作支持"))
    assert report.verdicts[0].nearest is not None
    jsonschema.validate(report.to_dict(), report_schema())


def chapters() -> list[Path]:
    folder = ROOT / "lexicons"
    return sorted(path for path in folder.rglob("*.yaml") if path.parent.name != "profiles")


@cache
def validator(path: str) -> jsonschema.Draft202012Validator:
    """Return a validator of what the models say, made once; that it is a schema is tested above."""
    return jsonschema.Draft202012Validator(PUBLISHED[path]())


@pytest.mark.parametrize("path", chapters(), ids=lambda path: path.stem)
def test_shipped_chapters_keep_to_the_schema(path: Path) -> None:
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    validator("lexicons/schema.json").validate(data)


@pytest.mark.parametrize("path", sorted((ROOT / "lexicons/profiles").glob("*.yaml")), ids=str)
def test_shipped_profiles_keep_to_the_schema(path: Path) -> None:
    # As editors read it, by YAML 1.2: ``off`` is a word there, and no truth value.
    validator("lexicons/profile.schema.json").validate(read_yaml(path).data)
