"""What has to change in a profile's own file."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.exchange.workbook.setting_names import BLOCK_SETTINGS, NUMBER_SETTINGS
from scriptcheck.lexicon.rule_models import ProfileFile
from scriptcheck.lexicon.scorecard import merged_scorecards

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_TEXTS: Final = ("name", "version", "title", "title_en")


class RulesWanted(NamedTuple):
    """Which rules a profile is to judge, and what it judges without a word of its own."""

    known: Collection[str]
    wanted: frozenset[str]
    given: frozenset[str]
    """The rules that the profiles below judge, and those that the own chapters bring."""


def chosen_rules(choice: Mapping[str, Any], rules: RulesWanted) -> dict[str, Any]:
    """Return the block ``rules`` of a profile, changed so that it takes what is wanted.

    ``choice`` is the block as it stands, empty where there is none.
    """
    include = list(choice["include"]) if "include" in choice else None
    exclude = list(choice.get("exclude", ()))
    if taken(include, exclude, rules) != rules.wanted:
        exclude = [name for each in exclude for name in _without_wanted(each, rules)]
        if include is not None:
            include = [each for each in include if each not in rules.known or each in rules.wanted]
            found = taken(include, exclude, rules)
            include += sorted(rules.wanted - found)
        exclude += sorted(taken(include, exclude, rules) - rules.wanted)
        if taken(include, exclude, rules) != rules.wanted:
            include, exclude = sorted(rules.wanted), []
    changed = dict(choice)
    if include is not None:
        changed["include"] = include
    if exclude:
        changed["exclude"] = exclude
    elif choice.get("exclude"):
        # An empty list that stands there already, as 'init' writes it, stays.
        del changed["exclude"]
    return changed


def _without_wanted(pattern: str, rules: RulesWanted) -> list[str]:
    """Return ``pattern``, or the rules that it leaves out where it has some that are wanted."""
    names = _matching([pattern], rules.known)
    return sorted(names - rules.wanted) if names & rules.wanted else [pattern]


def taken(
    include: Iterable[str] | None, exclude: Iterable[str], rules: RulesWanted
) -> frozenset[str]:
    """Return the rules that a profile with these patterns judges."""
    chosen = rules.given if include is None else _matching(include, rules.known)
    return frozenset(chosen - _matching(exclude, rules.known))


def _matching(patterns: Iterable[str], names: Collection[str]) -> frozenset[str]:
    return frozenset(name for pattern in patterns for name in names if fnmatchcase(name, pattern))


class SettingsChanged(NamedTuple):
    """The settings of a profile's file as they are to be."""

    data: dict[str, Any]
    stuck: tuple[str, ...]
    """Settings from which something would have to go that profiles below say."""


def changed_settings(
    data: Mapping[str, Any],
    current: Mapping[str, Any],
    wanted: Mapping[str, Any],
    below: Collection[str],
) -> SettingsChanged:
    """Return the profile's file ``data`` changed so that its settings come to ``wanted``.

    ``current`` is what they come to now; ``below`` are the sections of a scorecard that profiles
    below have.
    """
    changed = dict(data)
    stuck: list[str] = []
    for key in (*_TEXTS, *NUMBER_SETTINGS):
        if wanted.get(key) == current.get(key):
            continue
        if key in wanted:
            changed[key] = wanted[key]
        elif key in changed and key not in {"name", "title"}:
            del changed[key]
        elif key == "title_en":
            continue
        else:
            stuck.append(key)
    _change_words(changed, current, wanted, stuck)
    stuck += [
        key
        for key in BLOCK_SETTINGS
        if not _change_block(changed, key, current.get(key) or {}, wanted.get(key) or {}, below)
    ]
    return SettingsChanged(changed, tuple(stuck))


def _change_block(
    data: dict[str, Any],
    key: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    below: Collection[str],
) -> bool:
    """Change the settings ``key`` and return whether that can be done."""
    if before == after:
        return True
    if key == "scorecard":
        data[key] = _scorecard_over(below, after)
        return True
    own = laid_over(data.get(key) or {}, before, after, deep=key != "dimensions")
    if own is None:
        return False
    if own:
        data[key] = own
    else:
        data.pop(key, None)
    return True


def _scorecard_over(below: Collection[str], after: Mapping[str, Any]) -> dict[str, Any]:
    """Return the scorecard that makes ``after`` of those with the sections ``below``."""
    own: dict[str, Any] = {"method": after.get("method", "deduct")}
    if sections := dict.fromkeys(below) | dict(after.get("sections") or {}):
        own["sections"] = sections
    return own


def is_same_setting(key: str, wanted: Any, found: Any) -> bool:
    """Return whether ``wanted`` and ``found`` say the same of the setting ``key``."""
    if key == "words":
        return set(wanted or ()) == set(found or ())
    if key not in BLOCK_SETTINGS:
        return bool(wanted == found)
    return bool(_settled(key, wanted) == _settled(key, found))


def _settled(key: str, settings: Any) -> Any:
    """Return the block ``settings`` of a profile with the defaults of what it does not say."""
    least = {"name": "own", "title": "own"}
    profile = ProfileFile.model_validate({**least, key: settings or {}})
    block = getattr(profile, key)
    if key == "scorecard":
        block = merged_scorecards([block])
    return block if isinstance(block, dict) else block.model_dump()


def _change_words(
    data: dict[str, Any], current: Mapping[str, Any], wanted: Mapping[str, Any], stuck: list[str]
) -> None:
    before, after = current.get("words") or [], wanted.get("words") or []
    if before == after:
        return
    own = data.get("words") or []
    inherited = [word for word in before if word not in own]
    if set(inherited) - set(after):
        stuck.append("words")
    kept = [word for word in own if word in after]
    words = kept + [word for word in after if word not in before]
    if words:
        data["words"] = words
    else:
        data.pop("words", None)


def laid_over(
    own: Mapping[str, Any],
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    deep: bool = True,
) -> dict[str, Any] | None:
    """Return ``own`` changed so that what it makes of the profiles below becomes ``after``.

    With it, they come to ``before`` now. ``None`` where something would have to go that it does
    not say itself. Where it is not ``deep``, each value replaces that below as a whole.
    """
    found = dict(own)
    for key, value in after.items():
        if before.get(key) == value:
            continue
        if deep and isinstance(value, dict) and isinstance(before.get(key), dict):
            inner = laid_over(found.get(key) or {}, before[key], value)
            if inner is None:
                return None
            found[key] = inner
        else:
            found[key] = value
    for key in before:
        if key not in after:
            if key not in found:
                return None
            del found[key]
    return found
