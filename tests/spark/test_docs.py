"""docs/spark.md: its code runs on the cluster (its command is in test_submit.py)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

pytest.importorskip("pyspark")

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

PAGE = (ROOT / "docs" / "spark.md").read_text(encoding="utf-8")


def test_the_code_in_the_docs_runs(
    session: SparkSession, capsys: pytest.CaptureFixture[str]
) -> None:
    # ``getOrCreate`` in it finds this session.
    assert session.getActiveSession() is not None
    code = "\n".join(re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
    exec(compile(code, "spark.md", "exec"), {})  # noqa: S102  (our own documentation)
    out = capsys.readouterr().out
    assert re.search(r"二组\s*\|\s*b\|\s*\d+\|\s*banned\.dont_know", out)
    assert re.search(r"K1\|\s*\[a, b\]", out)
