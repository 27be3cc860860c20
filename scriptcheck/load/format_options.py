"""What a format may need to know beyond the transcript itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scriptcheck.load.json_shape import JsonShape


@dataclass(frozen=True, slots=True)
class FormatOptions:
    """What a format may need to know beyond the transcript itself."""

    encoding: str | None = None
    """Python's name of the encoding that the user gave; ``None`` where it is to be recognised."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """The user's column for a field, such as ``{"text": "对话明细"}``."""
    shapes: tuple[JsonShape, ...] = ()
    """Shapes of JSON that other packages bring; they are asked before those of scriptcheck."""
