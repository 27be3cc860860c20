"""LibreOffice, for tests of what it makes of our workbooks."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

XLSX = "xlsx:Calc MS Excel 2007 XML"
"""What LibreOffice calls the format of Excel."""


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., None]:
    """Return a function that calls LibreOffice without a window.

    Without it tests skip, but fail where CI should have installed it.
    """
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        reason = (
            "no LibreOffice: apt-get install libreoffice-calc-nogui poppler-utils fonts-noto-cjk"
        )
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    home = tmp_path_factory.mktemp("office")

    def call(*arguments: str | Path) -> None:
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{home}", "--headless", *map(str, arguments)],
            check=True,
            capture_output=True,
            timeout=240,
        )

    return call
