"""Files written to disk, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from scriptcheck.load import LoadOptions, load_calls

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from scriptcheck import Call, Problem


class Loaded(NamedTuple):
    """What was read, and what could not be."""

    calls: list[Call]
    problems: list[Problem]

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]

    @property
    def warnings(self) -> list[str]:
        return [warning.code for call in self.calls for warning in call.warnings]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty working folder, so that sources are short."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def load(folder: Path) -> Callable[..., Loaded]:
    """Return a function that loads paths of the working folder and keeps the problems."""

    def load(
        *paths: str, on_notice: Callable[[Problem], None] | None = None, **options: object
    ) -> Loaded:
        problems: list[Problem] = []
        # What a format says is one thing, who is who another, with tests of its own in roles/.
        options.setdefault("infer_speakers", False)
        given = LoadOptions(**options)  # type: ignore[arg-type]
        calls = list(
            load_calls(*paths, options=given, on_problem=problems.append, on_notice=on_notice)
        )
        return Loaded(calls, problems)

    return load


@pytest.fixture
def load_bytes(folder: Path, load: Callable[..., Loaded]) -> Callable[..., Loaded]:
    """Return a function that loads one file of the given name and content."""

    def load_bytes(content: bytes | str, name: str = "call.txt", **options: object) -> Loaded:
        data = content.encode() if isinstance(content, str) else content
        (folder / name).write_bytes(data)
        return load(name, **options)

    return load_bytes
