"""What is known about a call besides what was said, as text for tables."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from scriptcheck.load.call_data.one_form import NAMES, one_form

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scriptcheck.call import Call


class CallData(NamedTuple):
    """Known call data; empty where nothing is known. docs/transcripts.md says what each is."""

    agent_id: str
    agent_name: str
    team: str
    queue: str
    case_id: str
    direction: str
    start_time: str
    day: str
    """The day of ``start_time``, as in ``2026-03-02``; empty where that is no ISO 8601 time."""

    @classmethod
    def of(cls, call: Call) -> CallData:
        """Return the data of ``call``."""
        meta = call.meta
        start_time = known(meta, "start_time")
        return cls._make(
            [*(known(meta, name) for name in cls._fields[:-2]), start_time, _day(start_time)]
        )

    @property
    def agent(self) -> str:
        """The agent's id, or name where there is no id."""
        return self.agent_id or self.agent_name


def known(meta: Mapping[str, Any], key: str) -> str:
    """Return what ``meta`` says of ``key`` as text: JSON where it is no plain value."""
    value = meta.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return one_form(value) if key in NAMES else value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)


def _day(time: str) -> str:
    try:
        return datetime.fromisoformat(time).date().isoformat()
    except ValueError:
        return ""
