"""Second texts of turns in JSON, which are reported, since they are not read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from scriptcheck.language import Text
from scriptcheck.load.columns import find_columns
from scriptcheck.load.readers.exports.turn_objects import flattened, said_under, text_keys
from scriptcheck.load.readers.exports.turn_unsaid import kind_unsaid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue

_HAN: Final = re.compile(r"[\u3400-\u9fff]")


def second_texts(
    value: JsonValue, turns: Sequence[Mapping[str, Any]], given: Mapping[str, str]
) -> Iterator[Problem]:
    """Yield a warning for each key that is named as what is said is, beside the one read.

    What it holds counts where the text that was read does not have it. Nothing is said of keys
    where the user has named the one to read.
    """
    if "text" in given:
        return
    flat = [flattened(turn) for turn in turns if not kind_unsaid(turn)]
    keys = list(dict.fromkeys(key for turn in flat for key in turn))
    of_text = text_keys(keys, {})
    if not of_text:
        return
    taken = of_text[0]
    for key in keys:
        if key == taken or find_columns([key], {}).keys() != {"text"}:
            continue
        count = sum(_is_more(key, of_text, turn) for turn in flat)
        if count:
            message = Text(
                f"键“{key}”下也有文字（{count} 句），没有读；取的是“{taken}”。",
                f"The key '{key}' has texts too ({count} turns), which were not read; '{taken}'"
                " was taken.",
            )
            fix = Text(
                "要取另一个，请加 --columns text=键名。", "To take it, say --columns text=KEY."
            )
            yield value.origin.problem("other-text-column", message, fix)


def _is_more(key: str, read: Sequence[str], turn: Mapping[str, Any]) -> bool:
    """Return whether ``turn`` says under ``key`` what it does not under those that are ``read``."""
    if not isinstance(turn.get(key), str):
        return False
    text = said_under((key,), turn)
    return _HAN.search(text) is not None and text.strip() not in said_under(read, turn)
