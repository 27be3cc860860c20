"""A folder of broken and hostile inputs: a record for each, and the rest is checked."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from tests.memory import PEAK_MIB

if TYPE_CHECKING:
    from pathlib import Path

GOOD = json.dumps(
    {"call_id": "good", "turns": [{"speaker": "agent", "text": "您好，很高兴为您服务"}]},
    ensure_ascii=False,
)
NAMES = ["a.json", "z.json", "name\nnewline.json"]
FILES: dict[str, tuple[bytes, str, int | None]] = {
    "trunc.json": (GOOD[:-5].encode(), "json-syntax", 1),
    "trunc.jsonl": (f"{GOOD[:-9]}\n{GOOD}".encode(), "json-syntax", 1),
    "half.json": (GOOD.replace("您好", "\\ud83d").encode(), "json-half-character", 1),
    "deep.json": (b"[" * 100_000, "json-too-deep", 1),
    "number.json": (b'{"turns": ' + b"9" * 5_000 + b"}", "json-number", 1),
    "random.txt": (bytes(range(256)) * 8, "not-text", None),
    "bomb.gz": (gzip.compress(b'{"turns":"' + b"x" * (70 << 20)), "too-large", None),
    **{
        f"empty.{suffix}": (b"", "empty-file", None)
        for suffix in ("txt", "json", "csv", "xlsx", "parquet", "html", "srt", "zip", "gz")
    },
}


def nested(data: bytes, levels: int) -> bytes:
    for _ in range(levels):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
            for number in range(4):
                packed.writestr(f"{number}.zip", data)
        data = stream.getvalue()
    return data


@pytest.mark.skipif(sys.platform == "win32", reason="no such names, links and limits there")
def test_a_folder_of_bad_inputs(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in NAMES:
        (folder / name).write_text(GOOD, encoding="utf-8")
    for name, (data, _, _) in FILES.items():
        (folder / name).write_bytes(data)
    (folder / "nested.zip").write_bytes(nested(b"", 5))
    mixed = "客服：您好，请问有什么可以帮您？\n".encode() + "客户：我的冰箱坏了\n".encode("gb18030")
    (folder / "mixed.txt").write_bytes(mixed)
    (folder / "loop").mkdir()
    (folder / "loop" / "up").symlink_to(folder)
    (folder / "self.txt").symlink_to("self.txt")
    os.mkfifo(folder / "pipe.txt")
    code = f"{PEAK_MIB}\nfrom scriptcheck_cli import run\ntry: run()\nfinally: print(peak_mib())"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "in", "-o", "out", "--fail-on", "never"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert int(done.stdout) < 600

    lines = (tmp_path / "out" / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    errors = {error["source"]: error for error in map(json.loads, lines)}
    for name, (_, code, line) in FILES.items():
        error = errors[f"in/{name}"]
        assert (error["code"], error["line"]) == (code, line), name
        assert error["reason"]
    assert errors["in/self.txt"]["code"] == "unreadable"
    assert errors["in/pipe.txt"]["code"] == "not-a-file"
    assert any(source.startswith("in/nested.zip") for source in errors)
    lines = (tmp_path / "out" / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    reports = {report["source"]: report for report in map(json.loads, lines)}
    assert set(reports) == {*(f"in/{name}" for name in NAMES), "in/mixed.txt", "in/trunc.jsonl:2"}
    assert [each["code"] for each in reports["in/mixed.txt"]["warnings"]] == ["mixed-encodings"]
