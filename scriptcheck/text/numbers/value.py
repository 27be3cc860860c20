"""What a value is that is said in a call."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class ValueKind(StrEnum):
    """What a value is."""

    PHONE = "phone"
    NUMBER = "number"
    """Of an order, an account, a member of staff, a document."""
    DATE = "date"
    TIME = "time"
    AMOUNT = "amount"
    ADDRESS = "address"
    RATE = "rate"
    """A share or a discount: 百分之五, 八折."""
    QUANTITY = "quantity"
    """A cardinal number or a decimal without a unit, which may be any of the others: 一百六十七."""


class Value(NamedTuple):
    """A value in a text."""

    kind: ValueKind
    value: str
    """In one form, however it was said: ``13800000000``, ``03-15``, ``15:30``, ``167.8``."""
    start: int
    """First character in the original text."""
    end: int
    """One past the last."""

    @property
    def masked(self) -> bool:
        """Whether somebody hid some of it."""
        return "*" in self.value
