"""Ids and names in call data in one form, so that what is one agent's is counted as one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scriptcheck.text.plain_id import one_id

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Final = frozenset(
    {"agent_id", "agent_name", "company", "team", "queue", "case_id", "customer_id"}
)
"""The keys of call data that say who or what, by an id or a name."""


def in_one_form(meta: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``meta`` with ids and names without what nobody sees.

    ``A1``, ``A1 `` and ``A<U+200B>1`` are one agent: pages, workbooks and sheets of coaching would
    otherwise tell them apart, each in its way. What is nothing else is left out.
    """
    plain = {key: one_form(value) if key in NAMES else value for key, value in meta.items()}
    return {key: value for key, value in plain.items() if value != "" or meta[key] == ""}


def one_form(value: Any) -> Any:
    """Return ``value`` in its one form, where it is text."""
    return one_id(value) if isinstance(value, str) else value
