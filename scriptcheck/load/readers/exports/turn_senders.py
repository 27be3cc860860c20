"""Who says the turns of an array in JSON, whatever key holds it, plainly or in an object.

A key that names both sides goes first, then the one that surely names speakers, then any that
distinguishes several people.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from scriptcheck.call import Speaker
from scriptcheck.load.columns import find_columns
from scriptcheck.load.readers.exports.cell_text import plain
from scriptcheck.load.roles.labels import role_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_NAMED: Final = ("from", "author", "user")
_SENDERS: Final = (
    "sender",
    *_NAMED,
    "participant",
    "senders",
    "actor",
    "createdby",
    "initiator",
    "event",
)
_FLAGS: Final = {
    "isinbound": (Speaker.CUSTOMER, Speaker.AGENT),
    "fromagent": (Speaker.AGENT, Speaker.CUSTOMER),
    "isagent": (Speaker.AGENT, Speaker.CUSTOMER),
    "fromcustomer": (Speaker.CUSTOMER, Speaker.AGENT),
    "iscustomer": (Speaker.CUSTOMER, Speaker.AGENT),
}
"""Whose turn it is where the value is true, and where it is false."""
_OTHERS: Final = (*_SENDERS, *_FLAGS, "direction", "name", "nickname", "username", "displayname")
"""Keys, without case and underscores, that may say who speaks beside those that surely do."""
_ROLES: Final = ("role", "type", "participantRole", "speakerRole", "userType")
_NAMES: Final = (
    *("name", "displayName", "display_name", "fullName", "real_name", "nickname", "username"),
    "label",
)
_OF_PEOPLE: Final = re.compile(
    r"(?!(?:to|reply|quote|mention|target|previous|last|next|original))"
    r"[a-z]*(?:participant|speaker|sender|author|talker)(?:info|details?|data)?"
)
"""Keys whose objects are who speaks: ``segmentParticipant``; not ``replyToAuthor``."""
_SIDES: Final = {
    **dict.fromkeys(("admin", "staff", "internal", "outgoing", "outbound"), Speaker.AGENT),
    **dict.fromkeys(("human-agent", "live-agent", "any-agent"), Speaker.AGENT),
    **dict.fromkeys(
        ("visitor", "contact", "end-user", "external", "incoming", "inbound", "human"),
        Speaker.CUSTOMER,
    ),
    **dict.fromkeys(("automated-agent", "virtual-agent", "bot-agent", "ai-agent"), Speaker.SYSTEM),
}
_BOTS: Final = frozenset({"bot", "chatbot", "gpt", "chatgpt", "assistant"})
_USER: Final = "user"
"""What services call both whoever works there and whoever writes to them."""
_DEEPEST: Final = 2
_LONGEST: Final = 40


class Sender(NamedTuple):
    """Who says a turn."""

    label: str
    speaker: Speaker | None = None
    """The role, where the label says it in other words than labels of speakers have."""
    is_user: bool = False
    """Whether it is called a user, who may be on either side."""


def holds_sender(turn: Mapping[str, Any]) -> bool:
    """Return whether an object in ``turn`` says who speaks."""
    return any(
        isinstance(item, dict) and bool(_sender(item).label)
        for key, item in turn.items()
        if _is_of_people(key)
    )


def _is_of_people(key: str) -> bool:
    """Return whether an object under ``key`` is somebody who speaks."""
    bare = _bare(key)
    return bare in _SENDERS or _OF_PEOPLE.fullmatch(bare) is not None


def names_sender(turn: Mapping[str, Any]) -> bool:
    """Return whether a key of ``turn`` that may hold who speaks, holds a text."""
    return any(isinstance(turn.get(key), str) for key in _NAMED)


def senders(turns: Sequence[Mapping[str, Any]], given: str | None) -> list[Sender]:
    """Return who says each of ``turns``; ``given`` is the user's key for it."""
    if given is not None:
        return [_sender(turn.get(given)) for turn in turns]
    known = list(_known_keys(turns))
    others = [key for key in _keys(turns) if key not in known and _may_name(turns, key)]
    others.sort(key=_rank)
    ways = [_Way(turns, key, is_known=True) for key in known]
    names = [_Way(turns, key, is_known=False) for key in others]
    every = (*ways, *names)
    stated = (way for way in every if way.states_roles)
    best = next((way for way in every if way.names_both), next(stated, None))
    if best is None:
        ways += names
        found = next((way for way in ways if way.tells_apart), ways[0] if ways else None)
        return found.senders if found is not None else [Sender("")] * len(turns)
    # A name says who it is, and the other key which side that is on.
    with_names = (*names, *(way for way in ways if way.has_objects))
    named = next((way for way in with_names if way is not best and way.tells_apart), best)
    return [
        Sender(name.label or side.label, side.speaker or role_named(side.label))
        for name, side in zip(named.senders, best.senders, strict=True)
    ]


def _may_name(turns: Sequence[Mapping[str, Any]], key: str) -> bool:
    """Return whether ``key`` may say who speaks: by its name, or as an object of somebody."""
    if _bare(key) in _OTHERS:
        return True
    return _is_of_people(key) and any(isinstance(turn.get(key), dict) for turn in turns)


def _rank(key: str) -> int:
    """Return the place of ``key`` among those that may say who speaks."""
    bare = _bare(key)
    return _OTHERS.index(bare) if bare in _OTHERS else len(_OTHERS)


class _Way:
    """What one key says of who speaks."""

    def __init__(self, turns: Sequence[Mapping[str, Any]], key: str, *, is_known: bool) -> None:
        flags = _FLAGS.get(_bare(key))
        with_bots = not is_known or _bare(key) in _SENDERS
        found = (_sender(turn.get(key), with_bots=with_bots) for turn in turns)
        self.senders = (
            list(found) if flags is None else [_flagged(turn.get(key), *flags) for turn in turns]
        )
        self.has_objects: Final = any(isinstance(turn.get(key), dict) for turn in turns)
        if any(each.speaker is Speaker.CUSTOMER for each in self.senders):
            # Where somebody else is the customer, a user is whoever works there.
            self.senders = [_working(each) for each in self.senders]
        labels = [each.label for each in self.senders]
        self.states_roles: Final = (
            self.has_objects
            and all(each.speaker is not None for each in self.senders if each.label)
            and any(labels)
        )
        """Whether its objects say the role of everybody who speaks, be it of one side alone."""
        sides = {each.speaker or role_named(each.label) for each in self.senders if each.label}
        others = {Speaker.AGENT, Speaker.SYSTEM} if with_bots else {Speaker.AGENT}
        self.names_both: Final = Speaker.CUSTOMER in sides and bool(sides & others)
        distinct = {label for label in labels if label}
        is_repeated = len(distinct) < sum(map(bool, labels))
        is_name = is_repeated and max(map(len, distinct), default=0) <= _LONGEST
        is_one_role = len(distinct) == 1 and sides != {None}
        is_several = len(distinct) > 1 and (is_known or is_name)
        self.tells_apart: Final = is_several or (is_known and is_one_role)


def _keys(turns: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(dict.fromkeys(key for turn in turns for key in turn))


def _bare(key: str) -> str:
    return key.replace("_", "").casefold()


def _known_keys(turns: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the keys that are known to name speakers, the surest first."""
    keys = _keys(turns)
    while (index := find_columns(keys, {}).get("speaker")) is not None:
        yield keys.pop(index)


def _working(sender: Sender) -> Sender:
    return sender._replace(speaker=Speaker.AGENT) if sender.is_user else sender


def _flagged(value: Any, yes: Speaker, no: Speaker) -> Sender:
    if not isinstance(value, bool):
        return Sender("")
    side = yes if value else no
    return Sender(side.value, side)


def side_named(label: str) -> Speaker | None:
    """Return the role that ``label`` names, be it in words of labels or of services."""
    return role_named(label) or _side(label, with_bots=True)


def _side(label: str, *, with_bots: bool) -> Speaker | None:
    word = label.casefold().replace("_", "-")
    if with_bots and word in _BOTS:
        return Speaker.SYSTEM
    return _SIDES.get(word)


def _sender(item: Any, *, with_bots: bool = False, depth: int = 0) -> Sender:
    """Return who ``item`` is: a label, or an object with a role, a name or both."""
    if isinstance(item, list):
        item = item[0] if item else None
    if not isinstance(item, dict):
        label = "" if isinstance(item, bool) else plain(item)
        return Sender(label, _side(label, with_bots=with_bots))
    words = [word for key in _ROLES if isinstance(word := item.get(key), str)]
    roles = (
        _side(word, with_bots=False) or role_named(word)
        for word in words
        if word.casefold() != _USER
    )
    role = next((role for role in roles if role is not None), None)
    is_user = any(word.casefold() == _USER for word in words)
    if label := _first_text(*(item.get(key) for key in _NAMES), _full_name(item)):
        return Sender(label, role, is_user)
    if role is not None:
        return Sender(role.value, role)
    if label := _first_text(item.get("id"), item.get("email")):
        return Sender(label, None, is_user)
    inner = [each for each in item.values() if isinstance(each, dict)] if depth < _DEEPEST else []
    found = (_sender(each, with_bots=with_bots, depth=depth + 1) for each in inner)
    return next((each for each in found if each.label), Sender(""))


def _first_text(*items: Any) -> str:
    texts = (str(each).strip() for each in items if isinstance(each, str | int))
    return next((text for text in texts if text and text not in {"True", "False"}), "")


def _full_name(item: Mapping[str, Any]) -> str | None:
    """Return the name of somebody whose first and last names stand apart."""
    plain_keys = {_bare(key): each for key, each in item.items() if isinstance(each, str)}
    first = plain_keys.get("firstname", plain_keys.get("first", "")).strip()
    last = plain_keys.get("lastname", plain_keys.get("last", "")).strip()
    if not (first and last):
        return first or last or None
    return f"{first} {last}" if (first + last).isascii() else last + first
