"""How long scriptcheck takes to start: whole processes, medians, one row a command.

Run ``python benchmarks/startup.py``; the ratio is to starting Python with nothing to do, measured
in the same rounds.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CALL = """客服：您好，海尔客服中心，工号8023。
客户：冰箱不制冷。
客服：请您稍候。
客户：好。
客服：再见。
"""


def commands(folder: Path) -> dict[str, list[str]]:
    """Return the commands to time, by name, in the order in which they run in each round."""
    script = str(Path(sys.executable).parent / "scriptcheck")
    call = folder / "call.txt"
    call.write_text(CALL, encoding="utf-8")
    return {
        "python -c pass": [sys.executable, "-c", "pass"],
        "from scriptcheck import Checker": [
            sys.executable,
            "-c",
            "from scriptcheck import Checker",
        ],
        "scriptcheck --version": [script, "--version"],
        "scriptcheck check call.txt": [script, "check", str(call), "--fail-on", "never"],
        "the same, without rjieba": [sys.executable, "-c", WITHOUT_RJIEBA, str(call)],
    }


WITHOUT_RJIEBA = """
import sys
sys.modules["rjieba"] = None
from importlib import util
find = util.find_spec
util.find_spec = lambda name, *rest: None if name == "rjieba" else find(name, *rest)
sys.argv = ["scriptcheck", "check", sys.argv[1], "--fail-on", "never"]
from scriptcheck_cli import run
run()
"""


def seconds(command: list[str]) -> float:
    """Return how long ``command`` takes, in seconds."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Time all commands in turn and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=11)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        timed = commands(Path(folder))
        for command in timed.values():
            seconds(command)
        runs = [{name: seconds(command) for name, command in timed.items()} for _ in range(rounds)]
    base = statistics.median(run["python -c pass"] for run in runs)
    print(f"{platform.machine()}, Python {platform.python_version()}, {rounds} rounds, medians")
    print(f"{'command':32}{'seconds':>9}{'ratio':>8}")
    for name in timed:
        median = statistics.median(run[name] for run in runs)
        print(f"{name:32}{median:9.3f}{median / base:8.1f}")


if __name__ == "__main__":
    main()
