"""What is said of a call that workers came to grief on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.errors import Problem, ScriptcheckError
from scriptcheck.language import Text

if TYPE_CHECKING:
    from scriptcheck.run.work import Fate

_FIX: Final = Text(
    "请检查这通电话；修正后可用 --from-errors 单独重跑。",
    "Look at the call; once fixed, --from-errors checks it alone.",
)
_SLOW: Final = Text(
    "请检查这通电话，或放宽 --call-timeout，再用 --from-errors 单独重跑。",
    "Look at the call, or allow more by --call-timeout; --from-errors then checks it alone.",
)


def set_aside(fate: Fate, source: str, call_id: str = "") -> Problem:
    """Return the problem of what stands at ``source`` and was given up, because of ``fate``."""
    zh, en = (
        (f"通话 {call_id} ", f"The call {call_id}") if call_id else ("这里的内容", "What is here")
    )
    if fate == "slow":
        message = Text(f"{zh}处理超时，已搁置。", f"{en} took too long and was set aside.")
        return Problem("call-timeout", message, source, fix=_SLOW)
    message = Text(
        f"{zh}两次使工作进程中断（被终止或内存不足），已搁置。",
        f"{en} twice ended the worker at it, killed or out of memory, and was set aside.",
    )
    return Problem("worker-died", message, source, fix=_FIX)


def cannot_work(exit_code: int | None) -> ScriptcheckError:
    """Return the error of workers that die before they do anything."""
    message = Text(
        f"工作进程无法启动（退出码 {exit_code}）。", f"Workers cannot start; exit code {exit_code}."
    )
    fix = Text(
        "请检查内存是否够用；从 Python 调用时，主程序要写在 if __name__ == '__main__' 里。",
        "Check whether there is memory; a Python program must guard its main part with"
        " if __name__ == '__main__'.",
    )
    return ScriptcheckError(Problem("no-workers", message, fix=fix))
