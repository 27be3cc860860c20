"""The import graph of the package: no module needs another that needs it, types included."""

from __future__ import annotations

import ast
from configparser import ConfigParser
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOTS = {"scriptcheck": ROOT / "scriptcheck", "scriptcheck_cli": ROOT / "cli" / "scriptcheck_cli"}


def modules(name: str, folder: Path) -> dict[str, Path]:
    """Return the files of the package ``name`` in ``folder``, by the name that imports them."""
    found = {}
    for file in folder.rglob("*.py"):
        parts = file.relative_to(folder).with_suffix("").parts
        found[".".join((name, *(part for part in parts if part != "__init__")))] = file
    return found


def imported(tree: ast.AST) -> Iterator[str]:
    """Yield what ``tree`` imports anywhere in it, from-imports also with the name imported."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module is not None, f"relative: {ast.unparse(node)}"
            for alias in node.names:
                yield f"{node.module}.{alias.name}"


def graph(files: Mapping[str, Path]) -> dict[str, set[str]]:
    """Return which of the modules ``files`` each of them imports."""
    found: dict[str, set[str]] = {}
    for module, file in files.items():
        names = imported(ast.parse(file.read_text(encoding="utf-8")))
        # ``from a.b import c`` imports the module ``a.b.c`` where there is one, and else ``a.b``.
        wanted = {name if name in files else name.rpartition(".")[0] for name in names}
        found[module] = (wanted & files.keys()) - {module}
    return found


def all_modules() -> dict[str, Path]:
    """Return the files of both packages, by the names that import them."""
    return {
        module: file
        for name, folder in ROOTS.items()
        for module, file in modules(name, folder).items()
    }


def test_no_import_circle() -> None:
    files = all_modules()
    found = graph(files)
    assert sum(map(len, found.values())) > len(files)
    TopologicalSorter(found).prepare()


def test_no_two_public_classes_share_a_name() -> None:
    homes: dict[str, list[str]] = {}
    for module, file in all_modules().items():
        for node in ast.parse(file.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(module)
    assert len(homes) > 500
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}


def test_every_module_stands_in_a_layer() -> None:
    rules = ConfigParser()
    rules.read(ROOT / ".importlinter", encoding="utf-8")
    layers = set(rules["importlinter:contract:layers"]["layers"].replace("|", " ").split())
    package = ROOT / "scriptcheck"
    found = {file.stem for file in package.glob("*.py")} - {"__init__"}
    found |= {folder.parent.name for folder in package.glob("*/__init__.py")}
    assert {f"scriptcheck.{name}" for name in found} == layers - {"scriptcheck_cli", ":"}


@pytest.mark.parametrize(
    "package", ["scriptcheck", "scriptcheck.cases", "scriptcheck.load", "scriptcheck.redact"]
)
def test_no_lazy_name_is_that_of_a_module(package: str) -> None:
    # An imported module would stand where the name is asked for.
    home = import_module(package)
    folder = Path(str(home.__file__)).parent
    modules = {file.stem for file in folder.glob("*.py")} | {each.name for each in folder.iterdir()}
    assert modules.isdisjoint(vars(home)["_HOMES"])


def test_a_circle_of_types_is_found(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("def run():\n    from made.two import two\n")
    (tmp_path / "two.py").write_text("if TYPE_CHECKING:\n    import made.one\n")
    with pytest.raises(CycleError):
        TopologicalSorter(graph(modules("made", tmp_path))).prepare()
