"""What is installed with scriptcheck: locked, licensed, and from no address in particular."""

from __future__ import annotations

import re
import tomllib

from packaging.requirements import Requirement

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
LICENCES = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")


def named(texts: list[str]) -> set[str]:
    """Return the names of the packages that ``texts`` require, scriptcheck aside."""
    names = {re.sub(r"[-_.]+", "-", Requirement(text).name).lower() for text in texts}
    return names - {"scriptcheck"}


def test_every_dependency_is_locked() -> None:
    extras = PROJECT["optional-dependencies"]
    asked = named([*PROJECT["dependencies"], *(text for each in extras.values() for text in each)])
    locked = {line.split("==")[0] for line in LOCK.splitlines()}
    assert asked - locked == set()


def test_every_locked_version_is_one_that_is_asked_for() -> None:
    pins = [line.split(";")[0].strip().split("==") for line in LOCK.splitlines()]
    versions: dict[str, list[str]] = {}
    for name, version in pins:
        versions.setdefault(name, []).append(version)
    for requirement in map(Requirement, PROJECT["dependencies"]):
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        assert all(requirement.specifier.contains(each) for each in versions[name]), name


def test_the_lock_names_no_address() -> None:
    assert "://" not in LOCK
    assert "--" not in LOCK


def test_every_dependency_of_users_has_its_licence_told() -> None:
    extras = PROJECT["optional-dependencies"]
    asked = named(PROJECT["dependencies"])
    for name, texts in extras.items():
        if name not in {"dev", "bench"}:
            asked |= named(texts)
    told = set(re.findall(r"^\| ([a-z0-9-]+) \|", LICENCES, re.MULTILINE))
    assert asked - told == set()
