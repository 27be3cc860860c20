"""docs/privacy.md: its example runs, and it names every kind and reason."""

from __future__ import annotations

import re

from scriptcheck.redact import KINDS
from tests.conftest import ROOT

PAGE = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
SOURCES = sorted((ROOT / "scriptcheck" / "redact").glob("*.py"))
REASON = re.compile(r'(?:Found\([^)]*?|Kind\.\w+, |"introduced"|yield name, )"([a-z]+)"')


def test_the_example_runs() -> None:
    code = re.search(r"```python\n(.*?)```", PAGE, re.DOTALL)
    assert code
    exec(compile(code[1], "privacy.md", "exec"), {})  # noqa: S102  (our own documentation)


def test_kinds_and_reasons_are_documented() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    reasons = set(REASON.findall(code))
    assert {"mobile", "checksum", "plate", "introduced", "asked"} <= reasons
    assert [each for each in {*reasons, *KINDS} if f"`{each}`" not in PAGE] == []
