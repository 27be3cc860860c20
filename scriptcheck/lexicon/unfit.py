"""What cues and rules name that cannot be used, so that it is checked with the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from scriptcheck.lexicon.base import Named
from scriptcheck.lexicon.rule_models import CallRule, RuleSpec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from scriptcheck.lexicon.yaml_source import KeyPath


def forms_of(data: Any, specs: Mapping[str, type[RuleSpec]]) -> list[str]:
    """Return the forms of rule that ``data`` has a field of."""
    return [form for form in specs if isinstance(data, dict) and form in data]


def rule_models(data: Any, specs: Mapping[str, type[RuleSpec]]) -> list[type[RuleSpec]]:
    """Return the models of a rule; that of any rule on calls where it has no form."""
    return [specs[form] for form in forms_of(data, specs)] or [CallRule]


def names_in(data: Any, models: Iterable[type[BaseModel]]) -> Named:
    """Return what ``data`` names as far as it can be read as one of ``models``."""
    named = Named()
    for model in models:
        try:
            model.model_validate(data, context=named)
        except ValidationError:
            # What is wrong was reported when the entry was checked.
            continue
    return named


def templates_in(data: Any) -> Iterator[tuple[KeyPath, str]]:
    """Yield the templates of a cue, with their places, as far as they are texts."""
    if not isinstance(data, dict):
        return
    for path, key in (
        (("phrases",), "text"),
        (("unless",), ""),
        (("tokens",), "near"),
        (("repetition", "containing"), ""),
    ):
        listed: Any = data
        for part in path:
            listed = listed.get(part) if isinstance(listed, dict) else None
        for index, item in enumerate(listed if isinstance(listed, list) else ()):
            if isinstance(item, str):
                yield (*path, index), item
            elif key and isinstance(item, dict) and isinstance(item.get(key), str):
                yield (*path, index, key), item[key]


def texts_in(data: Any, fields: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield those of ``fields`` of ``data`` that are texts."""
    for field in fields:
        text = data.get(field) if isinstance(data, dict) else None
        if isinstance(text, str):
            yield field, text
