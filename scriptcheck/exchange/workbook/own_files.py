"""The files of a profile that are its owner's to change, as data that are being changed."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scriptcheck.lexicon.layer import PROFILE_FILE
from scriptcheck.lexicon.yaml_source import read_yaml

if TYPE_CHECKING:
    from scriptcheck.exchange.workbook.content import LexiconContent
    from scriptcheck.exchange.workbook.state import LexiconState
    from scriptcheck.lexicon.entry import LexiconEntry

_NAMES = ("name", "version", "title", "title_en")


class OwnFiles:
    """The chapters and the profile of one folder; what is asked for here is to be written.

    ``state`` is what the folder holds or, where it ``is_new``, what its profile will lie over;
    ``None`` where that is nothing.
    """

    def __init__(
        self, folder: Path, state: LexiconState | None, content: LexiconContent, *, is_new: bool
    ) -> None:
        self.folder, self.is_new = folder, is_new
        self._state, self._content = state, content
        self._own = None if is_new or state is None else state
        self.data: dict[Path, dict[str, Any]] = {}
        """The data of each file that changes."""

    def is_inside(self, path: Path) -> bool:
        """Return whether ``path`` is a file of the folder that the profile reads."""
        inside = path.resolve().is_relative_to(self.folder.resolve())
        return self._own is not None and inside

    def has(self, entry: LexiconEntry) -> bool:
        """Return whether ``entry`` stands in one of the files."""
        if self._own is None:
            return False
        top = self._own.layers[-1]
        own = (top.cues if entry.path[0] == "cues" else top.rules).get(str(entry.path[1]))
        is_top = own is not None and own.document is entry.document
        return is_top and self.is_inside(Path(entry.document.source))

    def chapter(self, path: Path) -> dict[str, Any]:
        """Return the data of the chapter at ``path``, which are to be changed."""
        if path not in self.data:
            known = self._own.chapters.get(path) if self._own else None
            self.data[path] = self._unread_chapter(path) if known is None else deepcopy(known.data)
        return self.data[path]

    def _unread_chapter(self, path: Path) -> dict[str, Any]:
        """Return the data of a chapter that the profile does not read yet, and have it read."""
        file = path.relative_to(self.folder).as_posix()
        listed = self.read_profile().get("lexicons") if self._own else None
        if listed is not None and not any(
            path.resolve().is_relative_to((self.folder / each).resolve()) for each in listed
        ):
            self.profile()["lexicons"] = [*listed, file]
        there = read_yaml(path).data if path.exists() else None
        return there or dict(self._content.chapters.get(file, {}))

    def profile(self) -> dict[str, Any]:
        """Return the data of the profile's file, which are to be changed."""
        path = self.folder / PROFILE_FILE
        if path not in self.data:
            self.data[path] = self.read_profile()
        return self.data[path]

    def read_profile(self) -> dict[str, Any]:
        """Return the data of the profile's file as they stand, without changing it."""
        path = self.folder / PROFILE_FILE
        if path in self.data:
            return deepcopy(self.data[path])
        document = self._own.layers[-1].document if self._own else None
        return self._new_profile() if document is None else deepcopy(document.data)

    def _new_profile(self) -> dict[str, Any]:
        settings = self._content.settings
        data = {"name": "own", "title": "自有方案"}
        data |= {key: settings[key] for key in _NAMES if key in settings}
        if self._state is not None:
            base = str(settings.get("base") or "default") if self.is_new else "default"
            data["extends"] = base
        return data
