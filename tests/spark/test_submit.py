"""``scriptcheck-spark`` as users run it: docs/spark.md's own commands, on a real cluster."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

from scriptcheck import check_table
from scriptcheck.tables import case_table
from tests.conftest import ROOT
from tests.spark.calls import calls
from tests.spark.conftest import require_java

pytest.importorskip("pyspark")

if TYPE_CHECKING:
    from scriptcheck import Checker
    from tests.spark.cluster import Cluster

PAGE = (ROOT / "docs" / "spark.md").read_text(encoding="utf-8")
SUBMIT = next(
    block for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) if "spark-submit" in block
)
GOOD = {"speaker": "agent", "text": "您好，海尔客服，很高兴为您服务。"}


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    from tests.spark.cluster import ENVIRONMENT

    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    quiet = {"PATH": path, "SCRIPTCHECK_LANG": "en", "PYTHONPATH": ""}
    return subprocess.run(
        ["bash", "-c", command],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ | ENVIRONMENT | quiet,
        timeout=600,
    )


def test_the_command_in_the_docs_for_spark_submit(
    cluster: Cluster, default_checker: Checker, tmp_path: Path
) -> None:
    # A worker has one core, and the session of the other tests may hold those of two.
    cluster.start_workers(1)
    pq.write_table(calls(30), tmp_path / "calls.parquet")
    command = SUBMIT.replace("spark://master:7077", cluster.url)
    assert command != SUBMIT
    done = run(command, tmp_path)
    assert done.returncode == 1, done.stderr
    # What Python writes to standard error, spark-submit passes on to standard output.
    alone = check_table(default_checker, calls(30))
    rows = alone.select(["score", "passed"]).to_pylist()
    # Calls in which too little is said have no score, and are not judged unless they break a
    # fatal rule.
    outcomes = Counter(row["passed"] for row in rows)
    assert outcomes[None]
    told = f"30 calls checked, of 2 days: {outcomes[True]} passed, {outcomes[False]} failed, "
    assert f"{told}{outcomes[None]} could not be judged." in done.stdout
    assert "5 without a day, which are in day=__HIVE_DEFAULT_PARTITION__." in done.stdout
    assert "5 cases, " in done.stdout
    assert "Traceback" not in done.stdout
    told_of = ["call_id", "score", "cues", "verdicts", "case"]
    reports = pq.read_table(tmp_path / "out" / "reports", columns=told_of).sort_by("call_id")
    assert reports.to_pylist() == alone.select(told_of).sort_by("call_id").to_pylist()
    # Reports are in English there.
    cases = pq.read_table(tmp_path / "out" / "cases").drop_columns("report").sort_by("case_id")
    judged = case_table(default_checker, alone.to_batches()).drop_columns("report")
    assert cases.to_pylist() == judged.to_pylist()


def test_exit_codes_and_words_without_a_cluster(tmp_path: Path) -> None:
    require_java()
    lines = [
        {"call_id": "a", "turns": [GOOD], "meta": {"start_time": "2026-03-02T10:00:00"}},
        {"call_id": "b", "turns": 1},
    ]
    text = "\n".join(json.dumps(line, ensure_ascii=False) for line in lines)
    (tmp_path / "day.jsonl").write_text(text, encoding="utf-8")
    local = "scriptcheck-spark --master local[1] --conf spark.ui.enabled=false"
    done = run(f"{local} day.jsonl -o out --fail-on never", tmp_path)
    assert done.returncode == 3, done.stderr
    assert "1 calls checked, of 1 days" in done.stderr
    assert "1 rows could not be checked, see the column problem: wrong-type 1." in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ("day.jsonl -o out --conf spark", "--conf spark is not understood."),
        ("day.jsonl -o out --set company", "--set company is not understood."),
        ("day.jsonl -o out --as-of noon", "'noon' is no time"),
        ("day.jsonl -o out --profile nowhere", "nowhere"),
    ],
)
def test_mistakes_are_told_before_spark_starts(tmp_path: Path, arguments: str, told: str) -> None:
    done = run(f"scriptcheck-spark {arguments}", tmp_path)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_without_java_it_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "day.jsonl").write_text("{}")
    path = os.pathsep.join([str(Path(sys.executable).parent), "/nowhere"])
    bash = subprocess.run(["which", "bash"], check=True, capture_output=True, text=True)
    done = subprocess.run(
        [str(Path(sys.executable).parent / "scriptcheck-spark"), "day.jsonl", "-o", "out"],
        check=False,
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PATH": path, "JAVA_HOME": "/nowhere", "SCRIPTCHECK_LANG": "en", "BASH": bash.stdout},
    )
    assert done.returncode == 2
    assert "[no-java]" in done.stderr
    assert "openjdk-17-jre-headless" in done.stderr


def test_the_file_for_spark_submit_is_there() -> None:
    done = run("scriptcheck-spark --path", ROOT)
    assert Path(done.stdout.strip()).is_file()


def test_nothing_loads_pyspark_unasked() -> None:
    code = (
        "import sys, scriptcheck, scriptcheck.tables, scriptcheck_cli.app\n"
        "print('pyspark' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "False"
