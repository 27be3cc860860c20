"""The command line on two transcripts, in the process of the tests or in one of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.command_line import Done, in_process_of_its_own, in_this_process

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


def write_calls(folder: Path, more: int = 0) -> None:
    """Write two transcripts to ``calls`` in ``folder``, and each ``more`` times besides."""
    (folder / "calls").mkdir()
    for name in ("", *map(str, range(more))):
        for kind, text in (("good", GOOD), ("bad", BAD)):
            (folder / "calls" / f"{kind}{name}.txt").write_text(text, encoding="utf-8")


def check_calls(folder: Path) -> None:
    """Check ``calls`` in ``folder`` into ``out``."""
    done = in_this_process(folder, "check", "calls", "-o", "out", "--fail-on", "never")
    assert done.code == 0, done.err


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with two transcripts."""
    write_calls(tmp_path)
    return tmp_path


@pytest.fixture
def run(folder: Path) -> Callable[..., Done]:
    """Return a function that runs the command line in ``folder``, without a process of its own.

    What is set for Python itself needs one, and gets it.
    """

    def execute(*arguments: str, stdin: bytes | None = None, **env: str) -> Done:
        if any(name.startswith("PYTHON") for name in env):
            return in_process_of_its_own(folder, *arguments, **env)
        return in_this_process(folder, *arguments, stdin=stdin, env=env)

    return execute
