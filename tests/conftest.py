"""What many tests need: small lexicons written to disk, and where the shared data lies."""

from __future__ import annotations

import compileall
import gc
import json
import multiprocessing
import os
import sys
import tempfile
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from scriptcheck import Call, Checker, Turn, checker_cache
from scriptcheck.lexicon import yaml_source
from scriptcheck.match import finder, scan
from scriptcheck.match.pattern import compile_patterns
from scriptcheck.match.program import make_tables
from scriptcheck.run import pool
from scriptcheck.user_cache import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Generator, Sequence

    from scriptcheck.lexicon.yaml_source import YamlDocument
    from scriptcheck.match.flat_tables import Tables
    from scriptcheck.match.pattern import Pattern

ROOT = Path(__file__).parent.parent
SHARED_CALLS = ROOT.parent / "shared" / "data" / "dev" / "calls.jsonl"

PROFILE = {"name": "test", "title": "测试", "title_en": "Test"}
CUE = {"title": "话术", "title_en": "A cue", "examples": {"hit": ["是"], "miss": ["否"]}}
RULE = {
    "title": "规则",
    "title_en": "A rule",
    "severity": "minor",
    "points": -10,
    "message": "没有做到",
    "message_en": "Not done",
    "advice": "请做到",
    "advice_en": "Do it",
    "source": "测试",
    "examples": {"pass": ["客服: 是"], "fail": ["客服: 否"]},
}


def cue(*phrases: object, **fields: object) -> dict[str, object]:
    """Return a cue as a lexicon file has it."""
    return CUE | {"phrases": list(phrases)} | fields


def rule(**fields: object) -> dict[str, object]:
    """Return a rule as a lexicon file has it; ``fields`` must name its form."""
    return RULE | fields


def call(*turns: str, **meta: object) -> Call:
    """Return a call of turns such as ``"A 您好"``; A, C, U and S stand for the four speakers."""
    speakers = {"A": "agent", "C": "customer", "U": "unknown", "S": "system"}
    spoken = [Turn(speakers[turn[0]], turn[2:]) for turn in turns]  # type: ignore[arg-type]
    return Call("test", tuple(spoken), dict(meta))


def timed(*turns: str, **meta: object) -> Call:
    """Return a call of turns such as ``"A 0-1.5 您好"``: speaker, seconds from and to, text."""
    spoken = [turn.split(" ", 2) for turn in turns]
    plain = call(*(f"{who} {text}" for who, _, text in spoken), **meta)
    times = [[round(float(second) * 1000) for second in span.split("-")] for _, span, _ in spoken]
    return Call(
        "test",
        tuple(
            Turn(turn.speaker, turn.text, start, end)
            for turn, (start, end) in zip(plain.turns, times, strict=True)
        ),
        plain.meta,
    )


def pytest_configure(config: pytest.Config) -> None:
    """Let all processes of one run share what takes long to make: compiled lexicons and modules.

    Workers of pytest-xdist inherit the environment of the process that starts them.
    """
    # How long an example takes, or is made, depends on what else the machine does.
    settings.register_profile(
        "unhurried",
        parent=settings.default,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("unhurried")
    if hasattr(config, "workerinput"):
        return
    shared = tempfile.TemporaryDirectory(prefix="scriptcheck-tests-")
    config.add_cleanup(shared.cleanup)
    os.environ["SCRIPTCHECK_CACHE"] = str(Path(shared.name) / "cache")
    # The shipped lexicons stay among the many of tests: a large one takes 24 MB in each language.
    os.environ["SCRIPTCHECK_CACHE_MIB"] = "1000"
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        # Else each of some hundred processes would compile all modules for itself.
        sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(Path(shared.name) / "modules")
        for folder in ("scriptcheck", "cli"):
            compileall.compile_dir(ROOT / folder, quiet=2)


def pytest_sessionstart() -> None:
    """Let all tests of this process share what is compiled, which never changes."""
    # There are millions of objects that stay, and to look through them all takes a second.
    gc.set_threshold(100_000, 20, 20)
    # Most phrases of one large lexicon are those of another.
    vars(finder)["compile_patterns"] = cache(compile_patterns)
    share_tables()
    share_kept_checkers()
    share_parsed_files()
    fork_workers()


MANY_PATTERNS = 1_000
"""Patterns from which it pays to keep their tables, which then take seconds to make."""
MOST_TABLES = 6


def share_tables() -> None:
    """Make the tables of a large lexicon once, whatever rules and folder it comes with.

    Equal patterns are the same objects here, since what is compiled is shared.
    """
    made: dict[tuple[int, ...], tuple[Sequence[Pattern], Tables]] = {}

    def make_or_remember(patterns: Sequence[Pattern]) -> Tables:
        if len(patterns) < MANY_PATTERNS:
            return make_tables(patterns)
        key = tuple(map(id, patterns))
        # The patterns are kept with the tables, so that no others get their numbers.
        kept = made.pop(key, None) or (patterns, make_tables(patterns))
        made[key] = kept  # what was used last stands last
        if len(made) > MOST_TABLES:
            del made[next(iter(made))]
        return kept[1]

    vars(scan)["make_tables"] = make_or_remember


MOST_REMEMBERED = 8
"""Kept checkers that are held in memory; a large one takes some 100 MB."""


def share_kept_checkers() -> None:
    """Take what the run's own cache folder keeps out of memory where it was read before."""
    read, shared = checker_cache._read, cache_folder()
    remembered: dict[str, object] = {}

    def read_or_remembered(name: str) -> object:
        # Tests of the cache have folders of their own.
        if cache_folder() != shared:
            return read(name)
        kept = remembered.pop(name, None)
        if kept is None:
            kept = read(name)
        if kept is not None:
            remembered[name] = kept  # what was used last stands last
            if len(remembered) > MOST_REMEMBERED:
                del remembered[next(iter(remembered))]
        return kept

    vars(checker_cache)["_read"] = read_or_remembered


LONG_FILE = 1_000
"""Characters of a lexicon file from which it pays to parse it once; shipped chapters are longer."""


def share_parsed_files() -> None:
    """Parse each long lexicon file once: the shipped ones lie below most of those of tests."""
    parse = yaml_source.parse_yaml

    @lru_cache(256)
    def parsed(text: str, source: str, fields: frozenset[str]) -> YamlDocument:
        return parse(text, source, fields=fields)

    def parse_or_remembered(
        text: str, source: str, *, fields: Collection[str] = ()
    ) -> YamlDocument:
        if len(text) < LONG_FILE:
            return parse(text, source, fields=fields)
        return parsed(text, source, frozenset(fields))

    vars(yaml_source)["parse_yaml"] = parse_or_remembered


IMPORTED_BY_WORKERS = (
    "scriptcheck.checker",
    "scriptcheck.match.finder",
    "scriptcheck.run.worker",
    "scriptcheck.write.excel.workbook",
    "scriptcheck.write.files.parquet",
    "scriptcheck.write.html.writer",
    "pandas",  # which pyarrow imports where it is installed
    "xlsxwriter.workbook",
    "tests.run.faulty",
)


def fork_workers() -> None:
    """Fork the workers of runs off a process that has imported what they need.

    Users' workers import it themselves, as those of runs do that tests start as programs.
    """
    if "forkserver" in multiprocessing.get_all_start_methods():
        multiprocessing.set_forkserver_preload(list(IMPORTED_BY_WORKERS))
        vars(pool)["_context"] = multiprocessing.get_context("forkserver")


SLOW = ("tests/packaging/", "tests/docs/", "tests/benchmarks/")
"""Folders of tests that take long, one by one."""


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Let every other worker of pytest-xdist collect backwards.

    Each module is rewritten and compiled by whichever comes to it first, and read by the others.
    """
    report = yield
    worker = getattr(collector.config, "workerinput", {}).get("workerid", "gw0")
    if isinstance(collector, pytest.Directory) and int(worker.removeprefix("gw")) % 2:
        report.result = report.result[::-1]
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put slow tests first, so that no worker is left with one when the others have finished.

    The order must be the same in all workers, whichever way they collected.
    """
    items.sort(key=lambda item: (not item.nodeid.startswith(SLOW), item.path.parts))


def pytest_collection_finish() -> None:
    """Spare the garbage collector all that was made before the first test."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Look for garbage once at the end: pytest does five times, in gigabytes of checkers."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def write_lexicon(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a folder with a profile and one chapter."""

    def write(
        cues: dict[str, object] | None = None,
        rules: dict[str, object] | None = None,
        profile: dict[str, object] | None = None,
    ) -> Path:
        folder = tmp_path / "lexicon"
        folder.mkdir(exist_ok=True)
        chapter = {"title": "章", "title_en": "Chapter", "cues": cues or {}, "rules": rules or {}}
        for name, data in (("profile.yaml", PROFILE | (profile or {})), ("chapter.yaml", chapter)):
            text = json.dumps(data, ensure_ascii=False, indent=2)  # which is YAML too
            (folder / name).write_text(text, encoding="utf-8")
        return folder

    return write


@pytest.fixture
def make_checker(write_lexicon: Callable[..., Path]) -> Callable[..., Checker]:
    """Return a function that makes a checker of cues, rules and fields of a profile."""

    def make(
        cues: dict[str, object] | None = None,
        rules: dict[str, object] | None = None,
        profile: dict[str, object] | None = None,
    ) -> Checker:
        return Checker.load(write_lexicon(cues, rules, profile))

    return make


@pytest.fixture(scope="session")
def default_checker() -> Checker:
    """Return a checker of the shipped default profile."""
    return Checker.load()


@pytest.fixture(scope="session")
def real_calls() -> list[Call]:
    """Return the shared real calls; skips where they are absent."""
    if not SHARED_CALLS.exists():
        pytest.skip(f"shared data is absent: {SHARED_CALLS}")
    lines = SHARED_CALLS.read_text(encoding="utf-8").splitlines()
    return [Call.from_dict(json.loads(line)) for line in lines]
