"""Rows of a side file on disk: found by id, and readable by nobody who finds the file."""

from __future__ import annotations

import copy
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from scriptcheck.load.call_data.side_file.cipher import RowCipher
from scriptcheck.load.call_data.side_file.store import RowStore, StoredRow

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

NAME, NUMBER = "欧阳丽娟", "13800002460"
_PROGRAM = f"""
import os, signal
from scriptcheck.load.call_data.side_file.store import RowStore, StoredRow
store = RowStore()
for number in range(500):
    store.add(f"{NUMBER}-{{number}}", StoredRow(2, {{"customer_name": {NAME!r}}}, ()))
store.seal()
print(store.find("{NUMBER}-7").data["customer_name"] == {NAME!r}, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_that_is_killed_leaves_nothing_that_can_be_read(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        env=os.environ | {"TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        check=False,
    )
    assert done.stdout == b"True\n"
    (left,) = tmp_path.iterdir()
    data = left.read_bytes()
    assert len(data) > 10_000
    escaped = NAME.encode("unicode_escape")
    for written in (NAME.encode(), NAME.encode("utf-16-le"), escaped, NUMBER.encode(), b"customer"):
        assert written not in data


def test_rows_are_found_in_other_processes_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    store = RowStore()
    store.add("a", StoredRow(2, {"team": "一班"}, ()))
    store.add("b\ud800", StoredRow(3, {}, ("工号",)))
    store.add("a", StoredRow(4, {"team": "二班", "queue": "热线"}, ()))
    store.seal()
    other = copy.copy(store)  # as pickle makes one
    assert other.find("a") == StoredRow(2, {"team": "一班", "queue": "热线"}, (), ("team",), 4)
    assert other.find("b\ud800") == StoredRow(3, {}, ("工号",))
    assert other.find("c") is None
    assert store.unread(1) == (2, ("a",))
    assert store.find("a") is not None
    assert store.unread(5) == (1, ("b\\ud800",))


def test_texts_are_hidden_anew_each_time() -> None:
    cipher = RowCipher()
    once, again = cipher.hidden("\0王"), cipher.hidden("\0王")
    assert once != again
    assert RowCipher(cipher.key).shown(once) == cipher.shown(again) == "\0王"
    assert cipher.shown(cipher.hidden("")) == ""
    assert cipher.digest("a") == RowCipher(cipher.key).digest("a") != RowCipher().digest("a")
