"""Names of keys that the user gave with ``--columns``, and that no turn in JSON has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scriptcheck.language import Text
from scriptcheck.load.readers.exports.turn_objects import flattened

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.errors import Problem
    from scriptcheck.load.readers.json.shape import JsonValue

_OF_TURNS: Final = frozenset({"text", "speaker", "start", "end"})


def keys_missing(
    value: JsonValue, turns: Sequence[Mapping[str, Any]], given: Mapping[str, str]
) -> tuple[Problem, ...]:
    """Return the warning of the names in ``given`` that none of ``turns`` has, if there are any."""
    asked = {field: name for field, name in given.items() if field in _OF_TURNS}
    if not asked:
        return ()
    keys = {key for turn in turns for key in flattened(turn)}
    names = [name for name in asked.values() if name.strip() not in keys]
    if not names:
        return ()
    message = Text(
        f"--columns 里的 {'、'.join(names)} 在话轮里没有。",
        f"No turn has the keys {', '.join(names)} of --columns.",
    )
    fix = Text("请核对键名。", "Check the names of the keys.")
    return (value.origin.problem("column-not-found", message, fix),)
