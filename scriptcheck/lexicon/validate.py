"""Pydantic's findings in the words of a lexicon's owner: place, problem, fix."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from scriptcheck.did_you_mean import did_you_mean
from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.lexicon import (
    conditions,
    learned_settings,
    load_settings,
    models,
    review_settings,
    rule_models,
)
from scriptcheck.lexicon.conditions import condition_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from scriptcheck.lexicon.yaml_source import KeyPath, SourceMark

ModelT = TypeVar("ModelT", bound=BaseModel)

_TYPES: Final = {
    "string_type": Text("这里应当是文字。", "This should be text."),
    "int_type": Text("这里应当是整数。", "This should be a whole number."),
    "float_type": Text("这里应当是数字。", "This should be a number."),
    "bool_type": Text("这里应当是 true 或 false。", "This should be true or false."),
    "dict_type": Text("这里应当是“键: 值”的形式。", "This should be a mapping, 'key: value'."),
    "model_type": Text("这里应当是“键: 值”的形式。", "This should be a mapping, 'key: value'."),
    "tuple_type": Text("这里应当是列表。", "This should be a list."),
    "missing": Text("缺少字段“{field}”。", "The field '{field}' is missing."),
    "extra_forbidden": Text("没有“{field}”这个字段。", "There is no field '{field}'."),
    "literal_error": Text("应当是 {expected} 之一。", "This should be one of {expected}."),
    "enum": Text("应当是 {expected} 之一。", "This should be one of {expected}."),
    "string_too_short": Text("这里不能是空的。", "This must not be empty."),
    "too_short": Text("至少要有 {min_length} 项。", "This needs at least {min_length} entries."),
    "too_long": Text("最多只能有 {max_length} 项。", "This may have {max_length} entries at most."),
    "string_pattern_mismatch": Text("“{input}”不是合法的编号。", "'{input}' is not an id."),
    "greater_than": Text("应当大于 {gt}。", "This should be greater than {gt}."),
    "greater_than_equal": Text("应当不小于 {ge}。", "This should be {ge} or more."),
    "less_than_equal": Text("应当不大于 {le}。", "This should be {le} or less."),
    "condition": Text("这不是一个条件。", "This is not a condition."),
}

_FIXES: Final = {
    "float_type": Text(
        "请只写数，不带单位和引号。", "Write the number alone, without unit or quotes."
    ),
    "string_type": Text("请加上双引号。", "Put it in double quotes."),
    "tuple_type": Text('请写成 ["甲", "乙"]。', 'Write ["a", "b"].'),
    "missing": Text("请补上。", "Add it."),
    "string_pattern_mismatch": Text(
        "编号用小写字母、数字和下划线，以字母开头。",
        "Ids are lower-case letters, digits and underscores, and begin with a letter.",
    ),
    "condition": Text(
        "请写话术编号，或 {{cue: …}}、{{all: […]}}、{{any: […]}}、{{not: …}}、{{meta: …, is: …}}、"
        "{{metric: …, over: …}}。",
        "Write a cue id, {{cue: …}}, {{all: […]}}, {{any: […]}}, {{not: …}}, {{meta: …, is: …}} or "
        "{{metric: …, over: …}}.",
    ),
}

_MODULES: Final = (
    *(conditions, models, rule_models, load_settings, learned_settings, review_settings),
)
"""Whose models have all the fields that files may have."""

_ELSEWHERE: Final = Text("它不能写在这里。", "It does not belong here.")

_WITHOUT_CONDITIONS: Final = frozenset({"examples", "remedy", "limit"})
"""Fields under which ``cue``, ``meta`` and ``metric`` are what they seem."""


@cache
def known_fields() -> tuple[str, ...]:
    """Return the names of all fields of all models, for suggestions."""
    names = {
        field.alias or name
        for module in _MODULES
        for model in vars(module).values()
        if isinstance(model, type) and issubclass(model, BaseModel)
        for name, field in model.model_fields.items()
    }
    return tuple(sorted(names))


def suggestion(name: str, among: Iterable[str]) -> Text:
    """Return a fix that names what may have been meant by ``name``, or what there is."""
    choices = sorted(among)
    if (close := did_you_mean(name, choices)).zh:
        return close
    if not choices or len(choices) > 40:  # noqa: PLR2004  (more than anybody reads)
        return Text("请检查拼写。", "Check the spelling.")
    listed = ", ".join(choices)
    return Text(f"可用的有：{listed}。", f"There are: {listed}.")


def validate(
    model: type[ModelT],
    data: Any,
    locate: Callable[[KeyPath, bool], SourceMark],
    problems: list[Problem],
) -> ModelT | None:
    """Return ``data`` as ``model``, or ``None`` with all that is wrong added to ``problems``.

    ``locate`` gives the place of a path in ``data``: of its key, or of its value.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        found = error.errors(include_url=False)
    places = [tuple(item["loc"]) for item in found]
    for item in found:
        place = tuple(item["loc"])
        inner = any(other[: len(place)] == place and other != place for other in places)
        # A list with one bad entry is also called too short; the entry's own error says it all.
        if item["type"] == "too_short" and inner:
            continue
        problems.append(_problem(item, data, locate, _required(model)))
    return None


def _required(model: type[BaseModel]) -> str:
    """Return the names of the fields that ``model`` requires, for a sentence."""
    fields = model.model_fields.items()
    return ", ".join(field.alias or name for name, field in fields if field.is_required())


def _problem(
    error: Any, data: Any, locate: Callable[[KeyPath, bool], SourceMark], required: str
) -> Problem:
    kind = error["type"]
    path = _path_in_file(error["loc"], data)
    context = {key: str(value) for key, value in error.get("ctx", {}).items()}
    field = str(error["loc"][-1]) if error["loc"] else ""
    words = context | {"field": field, "input": str(error["input"])[:60]}
    in_value = kind not in {"missing", "extra_forbidden"} and "[key]" not in error["loc"]
    mark = locate(path, in_value)
    if "zh" in context:
        column = mark.column + int(context["column"])
        message = Text(context["zh"], context["en"])
        fix = Text(context["fix_zh"], context["fix_en"])
        return Problem(kind, message, mark.source, mark.line, column, fix)
    known = _TYPES.get(kind, Text(error["msg"], error["msg"]))
    fix = _FIXES.get(kind, Text("", ""))
    if kind == "extra_forbidden":
        fix = _ELSEWHERE if field in known_fields() else suggestion(field, known_fields())
    if kind == "missing" and len(error["loc"]) == 1:
        fix = Text(f"请补上。必填的有：{required}。", f"Add it. Required are: {required}.")
    message = Text(_fill(known.zh, words), _fill(known.en, words))
    return Problem(
        kind.replace("_", "-"),
        message,
        mark.source,
        mark.line,
        mark.column,
        Text(_fill(fix.zh, words), _fill(fix.en, words)),
    )


def _fill(sentence: str, words: dict[str, str]) -> str:
    try:
        return sentence.format(**words)
    except (KeyError, IndexError, ValueError):
        return sentence


def _path_in_file(place: tuple[str | int, ...], data: Any) -> KeyPath:
    """Return ``place`` without the parts that stand for a choice of models, not for data.

    Pydantic names the kind of a condition before the condition's own fields.
    """
    path: list[str | int] = []
    may_be_tag = False
    for part in place:
        if part == "[key]" or (may_be_tag and part == condition_kind(data)):
            may_be_tag = False
            continue
        path.append(part)
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            data = None
        may_be_tag = path[0] not in _WITHOUT_CONDITIONS
    return tuple(path)
