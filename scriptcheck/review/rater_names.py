"""Names for files whose labels nobody has signed: each file stands for a person of its own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable


def rater_names(files: Iterable[Path], taken: Collection[str] = ()) -> dict[Path, str]:
    """Return a name for each of ``files``, by its resolved path: no two have the same.

    It is the file's name without its ending, with its ending or with as many of its folders as keep
    it apart from the others, and from the names in ``taken``. The order of the files does not
    matter.
    """
    paths = sorted({path.resolve() for path in files})
    depth = max((len(path.parts) for path in paths), default=0)
    names: dict[Path, str] = {}
    for folders in range(depth):
        for with_ending in (False, True):
            given = {path: _name(path, folders, with_ending) for path in paths}
            counts = Counter(given.values())
            for path, name in given.items():
                if counts[name] == 1 and name not in taken:
                    names.setdefault(path, name)
    return {path: names.get(path, f"{path.as_posix()}:") for path in paths}


def _name(path: Path, folders: int, with_ending: bool) -> str:
    last = path.name if with_ending else path.stem
    return Path(*path.parts[len(path.parts) - 1 - folders : -1], last).as_posix()
