"""What a command leaves unimported: each of these costs every command that does not need it."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_CALL = str(ROOT / "examples" / "calls" / "01-fridge-noise-good.txt")
_UNUSED = (
    "numpy",
    "pandas",
    "pyarrow",
    "scipy",
    "sklearn",
    "spacy",
    "openpyxl",
    "xlsxwriter",
    "lxml",
    "jinja2",
    "scriptcheck.agreement",
    "scriptcheck.diff",
    "scriptcheck.evaluate",
    "scriptcheck.exchange",
    "scriptcheck.live",
    "scriptcheck.nlp",
    "scriptcheck.redact.names",
    "scriptcheck.redact.redaction",
    "scriptcheck.sampling",
    "scriptcheck.session",
    "scriptcheck.slim",
    "scriptcheck.spark",
    "scriptcheck.tables",
    "scriptcheck.training",
    "scriptcheck.trend",
    "scriptcheck.write.excel",
    "scriptcheck.write.html",
    "scriptcheck.write.files.parquet",
)
_PROGRAM = f"""
import sys
%s
found = sorted(set({_UNUSED!r}) & sys.modules.keys())
print("imported:", *found, file=sys.stderr)
"""
_CHECK = f"""
sys.argv = ["scriptcheck", "check", {_CALL!r}, "--fail-on", "never", "-q"]
from scriptcheck_cli import run
try:
    run()
except SystemExit as ended:
    assert not ended.code, ended.code
"""


@pytest.mark.parametrize(
    "what",
    [
        "from scriptcheck import Checker, load_calls",
        pytest.param(_CHECK, id="check"),
    ],
)
def test_what_nothing_needs_is_not_imported(what: str, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(_PROGRAM % what, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(program)], capture_output=True, text=True, encoding="utf-8", check=True
    )
    assert done.stderr.splitlines()[-1].split() == ["imported:"]


def test_the_package_itself_imports_nothing_until_it_is_asked() -> None:
    code = (
        "import sys, scriptcheck;"
        "print(sorted(name for name in sys.modules if name.startswith('scriptcheck.')));"
        "scriptcheck.Checker; print('scriptcheck.checker' in sys.modules);"
        "print(sorted(set(scriptcheck.__all__) - set(dir(scriptcheck))));"
        "print([name for name in scriptcheck.__all__ if getattr(scriptcheck, name) is None]);"
        "print(hasattr(scriptcheck, 'no_such_name'))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    expected = ["['scriptcheck.lazy_names']", "True", "[]", "[]", "False"]
    assert done.stdout.splitlines() == expected


def test_a_checker_imports_no_readers() -> None:
    code = (
        "import sys; from scriptcheck import Checker;"
        "print([name for name in sys.modules if name.startswith('scriptcheck.load.readers')]);"
        "import scriptcheck.load as load;"
        "print(sorted(set(load.__all__) - set(dir(load))));"
        "print([name for name in load.__all__ if getattr(load, name) is None])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == ["[]", "[]", "[]"]
