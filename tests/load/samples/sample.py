"""One made-up output and what it comes to; the calls are invented, the shapes documented ones."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

Said = tuple[str, str, int | None, int | None]
"""A turn: the speaker's letter with any label, the text, start and end in milliseconds."""


class Sample(NamedTuple):
    """One output and what it comes to."""

    shape: str
    name: str
    value: Any
    turns: list[Said]
    meta: Mapping[str, Any] = MappingProxyType({})
    warnings: tuple[str, ...] = ()
    call_id: str = "x"


ASK, ANSWER, BYE = "您好，请问有什么可以帮您？", "我家冰箱不制冷了。", "好的，再见。"
UNNAMED = ("unnamed-speakers",)
