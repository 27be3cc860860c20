"""The command line as a user runs it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOOD = """客服：您好，海尔客服中心，工号8023，很高兴为您服务，请问有什么可以帮您？
客户：我家冰箱不制冷了。
客服：好的，您是说冰箱不制冷，需要维修，对吗？
客户：对。
客服：您的联系电话是13800000000，对吗？
客户：对的。
客服：好的，我帮您登记，今天下午给您安排师傅上门，您看这样可以吗？
客户：可以。
客服：请问还有其他可以帮您的吗？
客户：没有了，谢谢。
客服：感谢您的来电，祝您生活愉快，再见。
"""
BAD = """客服：喂。
客户：我家冰箱噪音很大。
客服：不知道，这种型号的产品都是这样的，凑合着用吧。
客户：那怎么办？
客服：您的问题我无法解决，找有关部门吧。
"""


@dataclass(frozen=True)
class Done:
    """What a command came to."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Done]:
    """Return a function that runs scriptcheck in a folder with two transcripts."""
    (tmp_path / "calls").mkdir()
    (tmp_path / "calls" / "good.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "calls" / "bad.txt").write_text(BAD, encoding="utf-8")

    def execute(*arguments: str, stdin: bytes | None = None, **env: str) -> Done:
        done = subprocess.run(
            [sys.executable, "-m", "scriptcheck_cli", *arguments],
            check=False,
            capture_output=True,
            input=stdin,
            cwd=tmp_path,
            env=os.environ | env,
            timeout=120,
        )
        out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
        assert "Traceback" not in err, err
        return Done(done.returncode, out, err)

    return execute
