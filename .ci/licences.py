"""Writes docs/licences.md: what scriptcheck needs to run, its extras included, and on what terms.

The names are followed from pyproject.toml through what is installed, so it is run where all extras
are. The terms are the packages' own words.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import deque
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING, Final

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT: Final = Path(__file__).parent.parent
PAGE: Final = ROOT / "docs" / "licences.md"
_FOR_WORK: Final = {"dev", "bench"}
"""Extras that only those need who work on scriptcheck."""

_LONGEST: Final = 60
"""Some packages give the whole text of the licence in place of its name."""

HEAD: Final = """# Licences

What scriptcheck needs to run, directly and through others, with every extra that users can choose.
Made by `make licences`; the versions tested are in `requirements.lock`. scriptcheck itself is under
Apache-2.0.

| package | licence | needed by |
|---|---|---|
"""


def needed() -> dict[str, str]:
    """Return each package that is needed, by name, and whose need it is."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = {"scriptcheck": project["dependencies"]}
    asked |= {f"extra {name}": extras[name] for name in extras if name not in _FOR_WORK}
    waiting = deque((Requirement(text), source) for source, each in asked.items() for text in each)
    found: dict[str, str] = {}
    while waiting:
        requirement, source = waiting.popleft()
        name = re.sub(r"[-_.]+", "-", requirement.name).lower()
        if name in found or name == "scriptcheck":
            continue
        try:
            installed = distribution(name)
        except PackageNotFoundError:
            continue
        found[name] = source
        inner = map(Requirement, installed.requires or ())
        waiting += ((each, name) for each in inner if _applies(each, requirement.extras))
    return dict(sorted(found.items()))


def _applies(requirement: Requirement, extras: Iterable[str]) -> bool:
    """Return whether a package installed with ``extras`` has ``requirement``."""
    marker = requirement.marker
    return marker is None or any(marker.evaluate({"extra": extra}) for extra in (*extras, ""))


def licence(package: Distribution) -> str:
    """Return the terms of ``package`` in its own words."""
    about = package.metadata
    if expression := about.get("License-Expression"):
        return expression
    classes = [each for each in about.get_all("Classifier", ()) if each.startswith("License ::")]
    named = [each.rsplit(" :: ", 1)[-1] for each in classes if not each.endswith("OSI Approved")]
    if named:
        return ", ".join(sorted(named))
    written = " ".join((about.get("License") or "").split())
    return written if 0 < len(written) <= _LONGEST else "see the package"


def page() -> str:
    """Return the page."""
    rows = [
        f"| {name} | {licence(distribution(name))} | {source} |"
        for name, source in needed().items()
    ]
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stderr.write(f"{PAGE}\n")
