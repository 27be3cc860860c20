"""Ids in a line of words: how many there are, and the first of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEW: Final = 5


def few(ids: Sequence[str]) -> Text:
    """Return the first of ``ids`` with commas between, and whether there are more."""
    more = len(ids) > _FEW
    return Text(
        "、".join(ids[:_FEW]) + ("……" if more else ""),
        ", ".join(ids[:_FEW]) + (", …" if more else ""),
    )


def repeated_ids(ids: Sequence[str], what: Text) -> Text:
    """Return that several calls have each of ``ids``; ``what`` says what comes of that."""
    listed = few(ids)
    return Text(
        f"有 {len(ids)} 个通话编号重复：{listed.zh}。{what.zh}。",
        f"{len(ids)} ids are of more than one call: {listed.en}. {what.en}.",
    )
