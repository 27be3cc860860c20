"""A cue or rule as its file writes it, before it is checked: overlays meet here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from scriptcheck.lexicon.yaml_source import KeyPath, SourceMark, YamlDocument

_LISTS: Final[tuple[KeyPath, ...]] = (
    ("phrases",),
    ("unless",),
    ("examples", "hit"),
    ("examples", "miss"),
    ("examples", "pass"),
    ("examples", "fail"),
    ("examples", "not_applicable"),
    ("examples", "undecidable"),
)
"""What ``mode: extend`` adds to; all else it replaces."""


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """One entry under ``cues`` or ``rules``, with what it inherits."""

    own: Any
    """As this file has it."""
    document: YamlDocument
    path: KeyPath
    """Where the entry stands in its document."""
    inherited: LexiconEntry | None = None

    @property
    def mark(self) -> SourceMark:
        """The place of the entry's id."""
        return self.document.nearest(self.path)

    def data(self) -> Any:
        """Return the entry with all that it inherits."""
        if self.inherited is None or not isinstance(self.own, dict):
            return self.own
        base = self.inherited.data()
        merged = base | self.own
        if isinstance(base.get("examples"), dict) and isinstance(self.own.get("examples"), dict):
            merged["examples"] = base["examples"] | self.own["examples"]
        for path in _LISTS:
            above, below = _get(base, path), _get(self.own, path)
            if isinstance(above, list) and isinstance(below, list):
                container = merged if len(path) == 1 else merged[path[0]]
                container[path[-1]] = [*above, *below]
        return merged

    def locate(self, path: KeyPath, value: bool = False) -> SourceMark:
        """Return the place of ``path`` of the merged data, in the file that wrote it."""
        if self.inherited is not None:
            for listed in _LISTS:
                if path[: len(listed)] == listed and len(path) > len(listed):
                    return self._locate_item(listed, path, value=value)
            if path and isinstance(self.own, dict) and path[0] not in self.own:
                return self.inherited.locate(path, value)
        return self.document.nearest((*self.path, *path), value=value)

    def _locate_item(self, listed: KeyPath, path: KeyPath, *, value: bool) -> SourceMark:
        assert self.inherited is not None  # noqa: S101  (only called where there is one)
        above = _get(self.inherited.data(), listed)
        count = len(above) if isinstance(above, list) else 0
        index = path[len(listed)]
        if isinstance(index, int) and index >= count:
            own = (*listed, index - count, *path[len(listed) + 1 :])
            return self.document.nearest((*self.path, *own), value=value)
        return self.inherited.locate(path, value)


def _get(data: Any, path: KeyPath) -> Any:
    for part in path:
        data = data.get(part) if isinstance(data, dict) else None
    return data
