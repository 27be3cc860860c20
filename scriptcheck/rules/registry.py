"""All forms of rule, by the key that marks them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from scriptcheck.rules.forbid import FORBID
from scriptcheck.rules.limit import LIMIT
from scriptcheck.rules.require import REQUIRE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scriptcheck.lexicon.models import RuleSpec
    from scriptcheck.rules.form import Form

FORMS: Final[Mapping[str, Form]] = MappingProxyType(
    {form.key: form for form in (REQUIRE, FORBID, LIMIT)}
)


_BY_SPEC: Final = {form.spec: form for form in FORMS.values()}


def rule_specs() -> dict[str, type[RuleSpec]]:
    """Return the model of each form, by its key."""
    return {key: form.spec for key, form in FORMS.items()}


def form_of(rule: RuleSpec) -> Form:
    """Return the form of ``rule``; raises ``LookupError`` where no form has such rules."""
    return _BY_SPEC[type(rule)]
