"""What a chapter has to say of an entry so that it comes to what is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scriptcheck.lexicon.entry import LexiconEntry

_LISTS: Final = ("phrases", "unless")


def own_entry(
    entry: LexiconEntry | None, wanted: dict[str, Any], *, is_own: bool
) -> dict[str, Any]:
    """Return what the owner's chapter says of an entry that is to come to ``wanted``.

    ``entry`` is what there is of it now, ``None`` where it is new; ``is_own`` says whether it
    stands in the owner's own chapter.
    """
    if entry is None:
        return wanted
    if not is_own:
        return extension(entry.data(), wanted, {}) or {"mode": "replace"} | wanted
    own: dict[str, Any] = entry.own
    if own.get("mode") is None:
        return in_order(own, wanted)
    extended = None
    if own["mode"] == "extend" and entry.inherited is not None:
        extended = extension(entry.inherited.data(), wanted, own)
    return in_order(own, extended or {"mode": "replace"} | wanted)


def extension(
    base: Mapping[str, Any], wanted: Mapping[str, Any], own: Mapping[str, Any]
) -> dict[str, Any] | None:
    """Return the entry that makes ``wanted`` of ``base`` with ``mode: extend``.

    ``None`` where something of ``base`` would have to go. What ``own`` says already stays.
    """
    if any(key not in wanted for key in base if key != "mode"):
        return None
    found: dict[str, Any] = {"mode": "extend"}
    for key, value in wanted.items():
        below = base.get(key)
        if value == below:
            if key in own and own[key] == value and key not in (*_LISTS, "examples"):
                found[key] = value
        elif key in _LISTS and isinstance(below, list):
            if value[: len(below)] != below:
                return None
            found[key] = value[len(below) :]
        elif key == "examples" and isinstance(below, dict):
            examples = _more_examples(below, value)
            if examples is None:
                return None
            found[key] = examples
        else:
            found[key] = value
    return found


def _more_examples(
    below: Mapping[str, list[Any]], wanted: Mapping[str, list[Any]]
) -> dict[str, list[Any]] | None:
    found: dict[str, list[Any]] = {}
    if any(kind not in wanted for kind in below):
        return None
    for kind, examples in wanted.items():
        above = below.get(kind) or []
        if examples[: len(above)] != above:
            return None
        if len(examples) > len(above):
            found[kind] = examples[len(above) :]
    return found


def in_order(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``new`` with the keys of ``old`` first, as they stand; others follow those before."""
    keys = [key for key in old if key in new]
    before: str | None = None
    for key in new:
        if key not in old:
            keys.insert(len(keys) if before is None else keys.index(before) + 1, key)
        before = key
    found: dict[str, Any] = {}
    for key in keys:
        value = new[key]
        if isinstance(value, dict) and isinstance(old.get(key), dict):
            value = in_order(old[key], value)
        found[key] = value
    return found
