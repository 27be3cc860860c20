"""Regular expressions compiled when they are first used: many a command needs few of them."""

from __future__ import annotations

import re
from typing import Any, Final, cast

_METHODS: Final = ("findall", "finditer", "fullmatch", "match", "search", "split", "sub")


def lazy_pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """Return what stands for ``re.compile(source, flags)``: its methods are the pattern's.

    Raises ``re.error`` for a mistake in ``source`` only when it is first used, so it is for
    patterns that stand in the code.
    """
    return cast("re.Pattern[str]", _LazyPattern(source, flags))


class _LazyPattern:
    def __init__(self, source: str, flags: int) -> None:
        self.pattern: Final = source
        self._flags: Final = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        # From now on they are found before this is asked.
        vars(self).update((method, getattr(compiled, method)) for method in _METHODS)
        return vars(self)[name]
