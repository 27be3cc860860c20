"""scriptcheck plugins: what other packages add, and why some of it cannot be used."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

from scriptcheck.rules.require import REQUIRE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.command_line import Done

MODULE = """\
from dataclasses import replace
from scriptcheck.rules.require import REQUIRE

FORM = replace(REQUIRE, key="demand")
"""


def installed(folder: Path, entry_points: str) -> dict[str, str]:
    """Return the variables with which Python finds a package with ``entry_points``."""
    info = folder / "acme-1.2.dist-info"
    info.mkdir(parents=True)
    (folder / "acme.py").write_text(MODULE, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme\nVersion: 1.2\n")
    (info / "entry_points.txt").write_text(entry_points)
    return {"PYTHONPATH": f"{folder}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}


def test_without_any_it_says_so(run: Callable[..., Done]) -> None:
    done = run("plugins", "--lang", "en")
    assert (done.code, done.out) == (0, "")
    assert done.err == "No package with plug-ins is installed beside scriptcheck.\n"
    assert json.loads(run("plugins", "--json").out) == []


def test_each_is_listed_with_its_package(run: Callable[..., Done], tmp_path: Path) -> None:
    entries = "[scriptcheck.rules]\ndemand=acme:FORM\n"
    done = run("plugins", "--lang", "en", **installed(tmp_path / "site", entries))
    assert done.out == "rule form\tdemand\tacme:FORM\tacme 1.2\tready\n"
    assert (done.code, done.err) == (0, "")


def test_damaged_packages_are_named_where_they_matter(
    run: Callable[..., Done], tmp_path: Path
) -> None:
    other = installed(tmp_path / "other", "[console_scripts]\nbad line\n")
    assert run("plugins", "--lang", "en", **other).code == 0
    ours = installed(tmp_path / "ours", "[scriptcheck.rules]\nbad line\n")
    done = run("plugins", "--lang", "en", **ours)
    assert done.code == 2
    assert "The package 'acme' is damaged: entry_points.txt" in done.err


def test_those_that_cannot_be_used_are_reported(run: Callable[..., Done], tmp_path: Path) -> None:
    groups = ("formats", "writers", "rules", "metrics", "redaction_kinds")
    entries = "".join(f"[scriptcheck.{group}]\nx=acme:NO_{group}\n" for group in groups)
    done = run("plugins", "--json", **installed(tmp_path / "site", entries))
    assert done.code == 2
    listed = json.loads(done.out)
    assert [each["group"] for each in listed] == [f"scriptcheck.{group}" for group in groups]
    assert [each["usable"] for each in listed] == [False] * len(groups)
    for group in groups:
        assert f"acme:NO_{group}: " in done.err


def test_a_form_with_the_key_of_another_is_unusable(
    run: Callable[..., Done], tmp_path: Path
) -> None:
    module = f"FORM = replace(REQUIRE, key={REQUIRE.key!r})"
    settings = installed(tmp_path / "site", "[scriptcheck.rules]\nx=acme:FORM\n")
    (tmp_path / "site" / "acme.py").write_text(
        MODULE.replace('FORM = replace(REQUIRE, key="demand")', module), encoding="utf-8"
    )
    done = run("plugins", **settings)
    assert done.out.endswith("\t不能用\n")
    assert (done.code, REQUIRE.key in done.err) == (2, True)
