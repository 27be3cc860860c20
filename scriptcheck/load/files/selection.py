"""Which files of a folder are read: patterns of the user's, then suffixes."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from unicodedata import normalize

from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pathspec import GitIgnoreSpec

NOT_TRANSCRIPTS: Final = frozenset(
    f".{suffix}"
    for suffix in (
        # recordings
        *("aac", "amr", "aud", "flac", "m4a", "mp3", "ogg", "opus", "pcm", "silk", "wav", "wma"),
        *("avi", "mkv", "mov", "mp4", "webm"),
        # pictures
        *("bmp", "gif", "jpeg", "jpg", "png", "svg", "webp"),
        # documentation
        *("md", "rst"),
        # programs and settings
        *("bat", "cfg", "css", "db", "ini", "ipynb", "js", "lnk", "ps1", "py", "pyc", "sh"),
        *("toml", "yaml", "yml"),
        # check sums
        *("crc", "md5", "sha1", "sha256"),
    )
)
"""Suffixes of what lies beside transcripts and is passed over without a word."""

NOT_TRANSCRIPT_NAMES: Final = frozenset(
    {"changelog", "copying", "license", "makefile", "md5sums", "notice", "readme", "sha256sums"}
)
"""Names, in lower case, of files without a suffix that are passed over likewise."""


_OWNER_FILE: Final = "~$"
"""How the files begin that Word and Excel keep beside a document while somebody has it open."""
_LEFT_BY_PROGRAMS: Final = re.compile(
    r"~\$.*|~.*\.tmp|_SUCCESS|_(?:committed|started)_[0-9]+|_(?:common_)?metadata", re.DOTALL
)
"""Names of files that Office and Spark leave beside documents and tables, for themselves."""


class FileChoice(Enum):
    """What becomes of a file in a folder."""

    READ = auto()
    SKIP = auto()
    """Left out by a pattern, or known to be no transcript."""
    DOUBT = auto()
    """Perhaps a transcript, of a kind that is not known."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The patterns of one run; paths are relative to the folder that the user named."""

    included: GitIgnoreSpec | None
    """``None`` for all files."""
    excluded: GitIgnoreSpec | None
    """``None`` for no file."""
    patterns: tuple[str, ...]
    """What is included, as the user wrote it."""
    suffixes: frozenset[str]
    """Suffixes of transcripts, lower case, with the dot."""

    @classmethod
    def of(
        cls, include: Sequence[str], exclude: Sequence[str], suffixes: frozenset[str]
    ) -> Selection:
        """Return the selection of gitignore-style patterns; raises ``UsageError`` for bad ones.

        ``suffixes`` are those of the formats that are known.
        """
        return cls(_compile(include), _compile(exclude), tuple(include), suffixes)

    def of_archives(self) -> Selection:
        """Return the selection of files within archives, which the patterns do not speak of."""
        return Selection(None, None, (), self.suffixes)

    def enters(self, folder: str) -> bool:
        """Return whether the files in ``folder`` are looked at."""
        return self.excluded is None or not self.excluded.match_file(_composed(f"{folder}/"))

    def choose(self, path: str) -> FileChoice:
        """Return what becomes of the file ``path``."""
        if self.excluded is not None and self.excluded.match_file(_composed(path)):
            return FileChoice.SKIP
        if self.included is not None and not self.included.match_file(_composed(path)):
            return FileChoice.SKIP
        name = PurePosixPath(path)
        suffix = name.suffix.lower()
        if _LEFT_BY_PROGRAMS.fullmatch(name.name) and name.name not in self.patterns:
            return FileChoice.SKIP
        if suffix in self.suffixes or self._is_named(name):
            return FileChoice.READ
        is_other = suffix in NOT_TRANSCRIPTS or name.name.lower() in NOT_TRANSCRIPT_NAMES
        return FileChoice.SKIP if is_other else FileChoice.DOUBT

    def _is_named(self, path: PurePosixPath) -> bool:
        """Return whether a pattern says the suffix or the name, as ``*.asr`` or ``calls`` does."""
        ends = (pattern.rstrip().rpartition("/")[2] for pattern in self.patterns)
        return any(end == path.name or (path.suffix and end.endswith(path.suffix)) for end in ends)


def owner_file(source: str) -> Problem | None:
    """Return the problem of a file that Office keeps while a document is open, by its name."""
    if not PurePosixPath(source).name.startswith(_OWNER_FILE):
        return None
    message = Text(
        "这是 Office 打开文档时留下的锁文件，里面没有通话。",
        "A file that Office keeps while a document is open; it holds no calls.",
    )
    fix = Text("请检查文档本身。", "Check the document itself.")
    return Problem("owner-file", message, source, fix=fix)


def _compile(patterns: Sequence[str]) -> GitIgnoreSpec | None:
    if not patterns:
        return None
    from pathspec import GitIgnoreSpec

    for pattern in patterns:
        try:
            with warnings.catch_warnings():
                # Where it is warned of, two libraries understand a pattern in two ways.
                warnings.simplefilter("error")
                GitIgnoreSpec.from_lines([pattern])
        except Exception:  # noqa: BLE001  (as many kinds as there are engines of patterns)
            message = Text(
                f"“{pattern}”不是有效的文件名模式。", f"'{pattern}' is not a valid pattern."
            )
            fix = Text(
                "写法与 .gitignore 相同，如 *.txt、2024/。",
                "Write it as in .gitignore: *.txt, 2024/.",
            )
            raise UsageError(Problem("bad-pattern", message, fix=fix)) from None
    return GitIgnoreSpec.from_lines(map(_composed, patterns))


def _composed(name: str) -> str:
    """Return ``name`` as keyboards write it: macOS and archives of it take é and ガ apart."""
    return normalize("NFC", name)
