"""All forms of rule, by the key that marks them: scriptcheck's own, then those installed."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from scriptcheck.entry_points import PlugInKind
from scriptcheck.errors import UsageError
from scriptcheck.language import Text
from scriptcheck.lexicon.rule_models import RuleSpec
from scriptcheck.rules.case import CASE
from scriptcheck.rules.forbid import FORBID
from scriptcheck.rules.form import RuleForm
from scriptcheck.rules.limit import LIMIT
from scriptcheck.rules.order import ORDER
from scriptcheck.rules.people import PEOPLE
from scriptcheck.rules.readback import READBACK
from scriptcheck.rules.repeat import REPEAT
from scriptcheck.rules.require import REQUIRE
from scriptcheck.rules.respond import RESPOND

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.metadata import EntryPoint

GROUP: Final = "scriptcheck.rules"
"""The group of the entry points; each names a ``RuleForm``."""
_PLUG_IN: Final = PlugInKind(GROUP, Text("自定义规则形式", "installed form of rule"), "bad-form")

OWN: Final = (REQUIRE, FORBID, ORDER, RESPOND, LIMIT, READBACK, REPEAT, CASE, PEOPLE)


@cache
def forms() -> Mapping[str, RuleForm]:
    """Return every form of rule by its key.

    Raises ``UsageError`` where a package brings a form that cannot be used: its rules would
    otherwise go unjudged.
    """
    known = {form.key: form for form in OWN}
    for entry, form in _installed():
        if form.key in known:
            why = Text(f"已经有名为 {form.key} 的形式", f"there is a form '{form.key}' already")
            raise UsageError(_PLUG_IN.unusable(entry, why))
        known[form.key] = form
    return MappingProxyType(known)


def rule_specs() -> dict[str, type[RuleSpec]]:
    """Return the model of each form, by its key."""
    return {key: form.spec for key, form in forms().items()}


def form_of(rule: RuleSpec) -> RuleForm:
    """Return the form of ``rule``; raises ``LookupError`` where no form has such rules."""
    return _by_spec()[type(rule)]


@cache
def _by_spec() -> dict[type[RuleSpec], RuleForm]:
    return {form.spec: form for form in forms().values()}


def _installed() -> Iterator[tuple[EntryPoint, RuleForm]]:
    for entry in _PLUG_IN.entry_points():
        form = _PLUG_IN.load(entry)
        if not isinstance(form, RuleForm) or not issubclass(form.spec, RuleSpec):
            why = Text(f"它不是 RuleForm：{form!r}", f"it is no RuleForm: {form!r}")
            raise UsageError(_PLUG_IN.unusable(entry, why))
        yield entry, form
