"""Packages with entry points, installed on disk for a test as pip would install them."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from scriptcheck.metrics import known_metrics
from scriptcheck.redact.installed import installed_kinds
from scriptcheck.rules import registry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import pytest


def install(
    site: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: str,
    source: str,
    points: Mapping[str, Sequence[str]],
) -> None:
    """Install ``source`` as ``module`` in ``site``; ``points`` are ``name=OBJECT`` by group."""
    info = site / f"{module}-1.0.dist-info"
    info.mkdir(parents=True)
    (site / f"{module}.py").write_text(source, encoding="utf-8")
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {module}\nVersion: 1.0\n")
    lines: list[str] = []
    for group, entries in points.items():
        lines += [f"[{group}]", *(entry.replace("=", f"={module}:") for entry in entries)]
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.syspath_prepend(str(site))
    monkeypatch.delitem(sys.modules, module, raising=False)


@contextmanager
def fresh_registries() -> Iterator[None]:
    """Have entry points read anew inside, and once more afterwards."""
    caches = (registry.forms, registry._by_spec, known_metrics, installed_kinds)
    for cached in caches:
        cached.cache_clear()
    try:
        yield
    finally:
        for cached in caches:
            cached.cache_clear()
