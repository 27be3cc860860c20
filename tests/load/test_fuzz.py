"""Every loader, given mutated fixtures: calls and problems come out, and nothing else."""

from __future__ import annotations

import io
import json
import os
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scriptcheck import Call, Problem
from scriptcheck.load import LoadOptions, load_calls
from scriptcheck.load.archives.registry import ARCHIVES
from scriptcheck.load.readers.registry import FORMATS
from tests.load.fuzz_samples import (
    CANONICAL,
    FILES,
    NASTY,
    TABLE,
    VALUES,
    archive,
    parquet,
    workbook,
)

if TYPE_CHECKING:
    from pathlib import Path

    from hypothesis.strategies import DataObject


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz") / "x"


def check(path: Path, data: bytes, **options: Any) -> None:
    """Load ``data``, and look at all that comes of it."""
    path.write_bytes(data)
    problems: list[Problem] = []
    calls = list(load_calls(path, options=LoadOptions(**options), on_problem=problems.append))
    assert calls or problems
    for problem in problems:
        assert isinstance(problem, Problem)
        assert problem.source.startswith(str(path))
        assert problem.code
        assert problem.message.zh
        assert problem.describe("en")
    for call in calls:
        assert call.call_id
        assert call.source.startswith(str(path))
        plain = call.to_dict()
        assert Call.from_dict(json.loads(json.dumps(plain))).to_dict() == plain
        times = [time for turn in call.turns for time in (turn.start_ms, turn.end_ms)]
        assert all(time is None or abs(time) < 2**53 for time in times)
        assert all(isinstance(warning, Problem) for warning in call.warnings)


def mutated(draw: DataObject, data: bytes) -> bytes:
    """Return ``data`` with a few pieces cut out, put in, doubled or changed."""
    changed = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 4))):
        start = draw.draw(st.integers(0, len(changed)))
        end = min(len(changed), start + draw.draw(st.integers(0, 40)))
        kind = draw.draw(st.sampled_from(["cut", "put", "double", "bytes", "end"]))
        if kind == "cut":
            del changed[start:end]
        elif kind == "put":
            changed[start:start] = draw.draw(st.binary(max_size=12))
        elif kind == "double":
            changed[end:end] = changed[start:end] * draw.draw(st.integers(1, 3))
        elif kind == "bytes":
            size = end - start
            changed[start:end] = draw.draw(st.binary(min_size=size, max_size=size))
        else:
            del changed[start:]
    return bytes(changed)


FUZZ = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # More of them find more: SCRIPTCHECK_FUZZ=5000 takes an hour.
    max_examples=int(os.environ.get("SCRIPTCHECK_FUZZ", "20")),
)


def test_every_format_is_fuzzed() -> None:
    names = {form.name for form in FORMATS} | {kind.name for kind in ARCHIVES}
    assert names == {*FILES, *VALUES, "xlsx", "parquet"}


@pytest.mark.parametrize("name", FILES)
@FUZZ
@given(draw=st.data())
def test_files(path: Path, name: str, draw: DataObject) -> None:
    data = mutated(draw, draw.draw(st.sampled_from(FILES[name])))
    archives = {kind.name for kind in ARCHIVES}
    named = draw.draw(st.sampled_from([None, name])) if name not in archives else None
    check(path, data, input_format=named)


@pytest.mark.parametrize("name", VALUES)
@FUZZ
@given(draw=st.data())
def test_the_text_of_json(path: Path, name: str, draw: DataObject) -> None:
    text = json.dumps(draw.draw(st.sampled_from(VALUES[name])), ensure_ascii=False)
    check(path, mutated(draw, text.encode()))


def is_json(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict | list)
    except ValueError:
        return False


def paths_of(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    if isinstance(value, str) and is_json(value):
        # JSON within JSON is changed from within too.
        return [path, *paths_of(json.loads(value), (*path, "json"))]
    if not isinstance(value, dict | list):
        return [path]
    items = value.items() if isinstance(value, dict) else enumerate(value)
    return [path, *(found for key, item in items for found in paths_of(item, (*path, key)))]


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    if path[0] == "json" and isinstance(value, str):
        return json.dumps(replaced(json.loads(value), path[1:], new))
    copy = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = replaced(value[path[0]], path[1:], new)
    return copy


def without(value: Any, path: tuple[Any, ...]) -> Any:
    if path[0] == "json" and isinstance(value, str):
        return json.dumps(without(json.loads(value), path[1:])) if path[1:] else "null"
    copy = dict(value) if isinstance(value, dict) else list(value)
    if len(path) == 1:
        del copy[path[0]]
    else:
        copy[path[0]] = without(value[path[0]], path[1:])
    return copy


@pytest.mark.parametrize("name", VALUES)
@FUZZ
@given(draw=st.data())
def test_the_values_of_json(path: Path, name: str, draw: DataObject) -> None:
    value = draw.draw(st.sampled_from(VALUES[name]))
    for _ in range(draw.draw(st.integers(1, 4))):
        at = draw.draw(st.sampled_from(paths_of(value)))
        if at and draw.draw(st.booleans()):
            value = without(value, at)
        else:
            value = replaced(value, at, draw.draw(st.sampled_from(NASTY)))
        if not isinstance(value, dict | list):
            break
    text = json.dumps(value, ensure_ascii=draw.draw(st.booleans()))
    lines = draw.draw(st.booleans())
    data = f"{text}\n{text}\n" if lines else text
    check(path, data.encode(), input_format=draw.draw(st.sampled_from([None, name])))


@FUZZ
@given(draw=st.data())
def test_the_cells_of_tables(path: Path, draw: DataObject) -> None:
    cells = st.sampled_from(
        ["", *(str(value) for value in NASTY), "客服：您好", '"', "<li>x", "1e5"]
    )
    rows = [list(row) for row in TABLE]
    for _ in range(draw.draw(st.integers(1, 6))):
        row = draw.draw(st.sampled_from(rows))
        if row:
            row[draw.draw(st.integers(0, len(row) - 1))] = draw.draw(cells)
    mark = draw.draw(st.sampled_from([",", "\t", "|", ";"]))
    text = "\n".join(mark.join(row) for row in rows)
    columns = draw.draw(st.sampled_from([{}, {"text": "地区"}, {"call_id": "坐席工号"}]))
    check(path, text.encode(), columns=columns)


@pytest.mark.parametrize("kind", ["bytes", "members"])
@FUZZ
@given(draw=st.data())
def test_workbooks(path: Path, kind: str, draw: DataObject) -> None:
    data = workbook()
    if kind == "bytes":
        check(path, mutated(draw, data))
        return
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    name = draw.draw(st.sampled_from([name for name in members if name.startswith("xl/")]))
    members[name] = mutated(draw, members[name])
    check(path, archive(*members.items()))


@pytest.mark.parametrize("kind", ["turns", "nested"])
@FUZZ
@given(draw=st.data())
def test_parquet(path: Path, kind: str, draw: DataObject) -> None:
    rows = [dict(zip(TABLE[0], row, strict=True)) for row in TABLE[1:]]
    check(path, mutated(draw, parquet(rows if kind == "turns" else [CANONICAL])))
