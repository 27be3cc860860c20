"""The records that the kernel's tables hold.

What is looked up together stands together, since the scan waits for memory more than it computes.
They are C structs, so that the kernel reads the same tables compiled and as plain Python.
"""

from __future__ import annotations

from array import array
from ctypes import Structure, c_int, c_longlong
from typing import TYPE_CHECKING, ClassVar, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from ctypes import Array


class _Record(Structure):
    """Base of the records: every field is an ``int``, but for the clocks."""


_R = TypeVar("_R", bound=_Record)


def table(kind: type[_R], numbers: array[int]) -> Array[_R]:
    """Return the table of ``kind`` whose rows have these ``numbers``, field by field.

    Raises ``ValueError`` where the last row is not whole.
    """
    count, rest = divmod(len(numbers), len(kind._fields_))
    if rest:
        raise ValueError(f"rows are not those of {kind.__name__}")
    # Far quicker than making records one by one.
    return (kind * count).from_buffer_copy(numbers)


class PairRecord(_Record):
    """An anchor that a pair of symbols stands in."""

    _fields_: ClassVar = [
        ("anchor", c_int),
        ("place", c_int),
        ("base", c_int),
        ("length", c_int),
    ]
    anchor: int
    place: int
    """The place of the pair in the anchor."""
    base: int
    """Where the anchor's characters begin."""
    length: int


class AnchorCharacterRecord(_Record):
    """A character of an anchor."""

    _fields_: ClassVar = [("character", c_int), ("symbol", c_int)]
    character: int
    symbol: int


class OwnerRecord(_Record):
    """A pattern to be tried where an anchor stands in a certain speaker's turn."""

    _fields_: ClassVar = [
        ("group", c_int),
        ("most", c_int),
        ("least", c_int),
        ("alone", c_int),
    ]
    group: int
    """The group of anchors: twice the pattern, and one more for the second."""
    most: int
    """Characters of a fit that stand before the anchor at most."""
    least: int
    """At least; less than none where characters before it may be left out."""
    alone: int
    """Whether the pattern needs no anchor of the other group."""


class StateRecord(_Record):
    """A character of a pattern."""

    _fields_: ClassVar = [
        ("character", c_int),
        ("symbol", c_int),
        ("homophones", c_int),
        ("first", c_int),
        ("last", c_int),
        ("junction", c_int),
        ("moves", c_int),
        ("_unused", c_int),
    ]
    character: int
    symbol: int
    homophones: int
    """Its level, as ``Automaton.homophone_levels`` says."""
    first: int
    """Whether a fit may begin with it."""
    last: int
    """Whether a fit may end with it."""
    junction: int
    """The junction from which it is reached: states after a choice share one."""
    moves: int
    """Where the moves from it begin."""


class MoveRecord(_Record):
    """A move from a state."""

    _fields_: ClassVar = [("junction", c_int), ("left_out", c_int), ("gap", c_int)]
    junction: int
    """Where it leads."""
    left_out: int
    """Characters that it leaves out."""
    gap: int
    """Characters that may stand between, or ``TIGHT``."""


class GroupRecord(_Record):
    """Where the anchors of a group say that a fit may begin."""

    _fields_: ClassVar = [("clock", c_longlong), ("earliest", c_int), ("latest", c_int)]
    clock: int
    """When it was noted."""
    earliest: int
    latest: int


class JunctionRecord(_Record):
    """Where states are reached from others."""

    _fields_: ClassVar = [("clock", c_longlong), ("newest", c_int), ("reach", c_int)]
    clock: int
    """When an event led to it."""
    newest: int
    """The event that led to it last."""
    reach: int
    """The widest gap of the moves that lead to it."""


def junction_table(reaches: Sequence[int]) -> Array[JunctionRecord]:
    """Return the junctions that ``reaches`` has the widest gaps of, to which nothing led yet."""
    # Each has four numbers, of which the first two are its clock.
    numbers = array("i", bytes(16 * len(reaches)))
    numbers[2::4] = array("i", [-1]) * len(reaches)
    numbers[3::4] = array("i", reaches)
    return (JunctionRecord * len(reaches)).from_buffer_copy(numbers)


class EventRecord(_Record):
    """A character that matches, and one move on from it."""

    _fields_: ClassVar = [
        ("place", c_int),
        ("cost", c_int),
        ("begun", c_int),
        ("gap", c_int),
        ("left_out", c_int),
        ("state", c_int),
        ("source", c_int),
        ("before", c_int),
    ]
    place: int
    cost: int
    """What the chain up to it costs."""
    begun: int
    """Where the chain begins."""
    gap: int
    left_out: int
    state: int
    source: int
    """The event that the character follows; -1 for the first of a fit."""
    before: int
    """The event that led to the same junction before; -1 for none."""
