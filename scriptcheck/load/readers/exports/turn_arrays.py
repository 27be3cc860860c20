"""Arrays of turns in JSON: turns within objects of their own, and several cuts of one speech."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scriptcheck.errors import LoadError
from scriptcheck.language import Text
from scriptcheck.load.columns import find_columns
from scriptcheck.load.roles.labels import role_named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from scriptcheck.load.readers.json.shape import JsonValue

_SOURCE: Final = "_source"


def unwrapped(turns: Sequence[Any]) -> Sequence[Any]:
    """Return ``turns`` without the object that each stands in: ``{"node": {"text": …}}``.

    Elasticsearch answers so as well, ``{"_id": "5", "_source": {"text": …}}``. Where the objects
    that they stand in differ, ``{"Transcript": …}`` and ``{"Event": …}``, the key is their type, or
    who speaks where it names roles.
    Pairs such as ``["客服", "您好"]`` become objects.
    """
    if turns and all(map(_is_pair, turns)):
        return [{"speaker": speaker, "text": text} for speaker, text in turns]
    if turns and all(isinstance(turn, dict) and _holds_source(turn) for turn in turns):
        return [turn[_SOURCE] for turn in turns]
    is_wrapped = bool(turns) and all(
        isinstance(turn, dict) and len(turn) == 1 and isinstance(next(iter(turn.values())), dict)
        for turn in turns
    )
    if not is_wrapped:
        return turns
    outer = {next(iter(turn)) for turn in turns}
    if len(outer) == 1:
        return [next(iter(turn.values())) for turn in turns]
    name = "speaker" if all(map(_names_role, outer)) else "type"
    return [{name: key, **inner} for turn in turns for key, inner in turn.items()]


def _holds_source(turn: Mapping[str, Any]) -> bool:
    return isinstance(turn.get(_SOURCE), dict)


def _is_pair(turn: Any) -> bool:
    is_pair = isinstance(turn, list) and len(turn) == 2  # noqa: PLR2004  (a label and a text)
    return is_pair and all(isinstance(each, str) for each in turn) and _names_role(turn[0])


def _names_role(label: str) -> bool:
    return role_named(label) is not None


def coarsest(arrays: Mapping[str, Sequence[Any]]) -> str | None:
    """Return the key of the one of ``arrays`` with the fewest turns, if all say the same.

    Recognisers write words, sentences and turns of one recording side by side. Two calls may be
    the same turn by turn, but not at the same times.
    """
    spoken = {_spoken(turns) for turns in arrays.values()}
    if len(arrays) < 2 or len(spoken) != 1 or not spoken.pop():  # noqa: PLR2004  (one of several)
        return None
    if len({len(turns) for turns in arrays.values()}) == 1 and not all(
        map(_is_timed, arrays.values())
    ):
        return None
    return min(arrays, key=lambda key: len(arrays[key]))


def says_all(text: str, turns: Sequence[Any]) -> bool:
    """Return whether ``text`` says again all that ``turns`` say, one after the other."""
    whole, at = _bare(text), 0
    for turn in turns:
        said = _spoken([turn])
        at = whole.find(said, at)
        if at < 0:
            return False
        at += len(said)
    return at > 0


def _spoken(turns: Sequence[Any]) -> str:
    """Return the letters and characters of all that ``turns`` say."""
    said: list[str] = []
    for turn in turns:
        keys = list(turn) if isinstance(turn, dict) else []
        index = find_columns(keys, {}).get("text")
        text = None if index is None else turn[keys[index]]
        said.append(text if isinstance(text, str) else "")
    return _bare("".join(said))


def _bare(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _is_timed(turns: Sequence[Any]) -> bool:
    return all(isinstance(turn, dict) and "start" in find_columns(list(turn), {}) for turn in turns)


def require_objects(value: JsonValue) -> None:
    """Raise ``LoadError`` where an element of the array ``value`` is no object."""
    for index, turn in enumerate(value.value):
        if not isinstance(turn, dict):
            message = Text(
                "这里应为一句话的 {…} 对象。", "A turn, an object {…}, should stand here."
            )
            raise LoadError(value.problem("wrong-type", message, (index,)))
