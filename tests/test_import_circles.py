"""No module imports one that imports it, be it for types alone."""

from __future__ import annotations

import ast
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


def modules(folder: Path, root: Path) -> dict[str, Path]:
    """Return the modules in ``folder`` by their names, which begin below ``root``."""
    found = {}
    for path in folder.rglob("*.py"):
        parts = path.relative_to(root).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(path: Path, known: dict[str, Path]) -> set[str]:
    """Return which of the modules ``known`` the one at ``path`` names in an import."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                names.add(inner if inner in known else node.module)
        elif isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
    return {name for name in names if name in known and known[name] != path}


@pytest.mark.parametrize(
    ("folder", "root"),
    [("scriptcheck/load", "."), ("scriptcheck/run", "."), ("cli/scriptcheck_cli", "cli")],
)
def test_there_are_no_circles(folder: str, root: str) -> None:
    known = modules(ROOT / folder, ROOT / root)
    graph = {name: imported(path, known) for name, path in known.items()}
    assert sum(map(len, graph.values())) > len(graph) / 2
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))
