"""The JSON of rules as the API takes and gives it.

``conditions`` and ``rules`` stand side by side, as in the requests of UploadRule and AddRuleV4, or
within ``data``, as in the answer of GetRuleV4. Keys are compared without case and underscores,
which differ between the requests (``check_range``) and the SDK's models (``Check_range``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.bounded import read_whole
from scriptcheck.errors import LoadError, Problem
from scriptcheck.language import Text
from scriptcheck.load.encoding.decode import decode
from scriptcheck.load.files.find import os_problem
from scriptcheck.load.limits import LARGEST_CALL, too_large

if TYPE_CHECKING:
    from pathlib import Path

_WRAPPERS: Final = ("data", "jsonstr", "jsonstrforrule")
_DEEPEST: Final = 50


@dataclass(frozen=True, slots=True)
class ScaRule:
    """One rule with the conditions that its ``lambda`` may name."""

    number: int
    """Its place in the file, from 1."""
    fields: dict[str, Any]
    """As the file has them, under keys in lower case without underscores."""
    conditions: dict[str, dict[str, Any]]
    """By ``cid``."""

    @property
    def name(self) -> str:
        """What people call it."""
        given = self.fields.get("name") or self.fields.get("rulename")
        return " ".join(str(given).split()) if given else f"规则 {self.number}"


def read_rule_file(path: Path) -> list[ScaRule]:
    """Return the rules of the file ``path``, in their order.

    Raises ``LoadError`` where it cannot be read, is no JSON, or has no rules of this kind.
    """
    source = path.as_posix()
    try:
        if path.stat().st_size > LARGEST_CALL:
            raise LoadError(too_large(source, LARGEST_CALL))
        text = decode(read_whole(path), source=source).text
    except OSError as error:
        raise LoadError(os_problem(error, source)) from error
    data = _unwrapped(_plain_keys(_decoded(text, source), source))
    rules, conditions = data.get("rules"), data.get("conditions")
    if not isinstance(rules, list) or not isinstance(conditions, list):
        message = Text("没有 rules 和 conditions。", "There are no 'rules' and 'conditions'.")
        fix = Text(
            "请用 UploadRule、AddRuleV4 的请求，或 GetRuleV4 返回的 JSON。",
            "Use the request of UploadRule or AddRuleV4, or what GetRuleV4 returns.",
        )
        raise LoadError(Problem("not-sca", message, source, fix=fix))
    usable = [each for each in conditions if isinstance(each, dict)]
    return [
        ScaRule(number, rule, _conditions_of(rule, usable))
        for number, rule in enumerate(rules, 1)
        if isinstance(rule, dict)
    ]


def _decoded(text: str, source: str) -> Any:
    try:
        return msgspec.json.decode(text.lstrip("\ufeff").encode())
    except (msgspec.DecodeError, RecursionError) as error:
        message = Text(f"不是有效的 JSON：{error}。", f"Not valid JSON: {error}.")
        raise LoadError(Problem("bad-json", message, source)) from None


def _plain_keys(value: Any, source: str, depth: int = 0) -> Any:
    if depth > _DEEPEST:
        message = Text("嵌套太深。", "Nested too deeply.")
        raise LoadError(Problem("bad-json", message, source))
    if isinstance(value, dict):
        return {plain_key(key): _plain_keys(part, source, depth + 1) for key, part in value.items()}
    if isinstance(value, list):
        return [_plain_keys(part, source, depth + 1) for part in value]
    return value


def plain_key(key: str) -> str:
    """Return ``key`` as keys are compared."""
    return key.replace("_", "").lower()


def _unwrapped(data: Any) -> dict[str, Any]:
    for _ in range(3):
        if not isinstance(data, dict) or "rules" in data:
            break
        inner = next((data[key] for key in _WRAPPERS if key in data), None)
        if isinstance(inner, str):
            inner = _plain_keys(_decoded(inner, ""), "")
        data = inner
    return data if isinstance(data, dict) else {}


def _conditions_of(
    rule: dict[str, Any], conditions: list[dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Return the conditions of ``rule``: those that name it, else those that name none."""
    rid = str(rule.get("rid", ""))
    named = [each for each in conditions if rid and str(each.get("rid", "")) == rid]
    free = [each for each in conditions if "rid" not in each]
    found: dict[str, dict[str, Any]] = {}
    for each in named or free or conditions:
        cid = str(each.get("cid", each.get("conditioninfocid", "")))
        found.setdefault(cid, each)
    return found
