"""Files without an end, or without line breaks: refused, in little memory."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from scriptcheck import LexiconError, LoadError, UsageError, bounded
from scriptcheck.bounded import bounded_lines, read_text, read_whole
from scriptcheck.evaluate.folds import check_folds
from scriptcheck.lexicon.yaml_source import read_yaml
from scriptcheck.load import transcript
from scriptcheck.report_lines import read_reports
from scriptcheck.review.read_labels import read_labels
from scriptcheck.run.retry import Retry
from scriptcheck.sampling.sample_file import read_sample

ENDLESS = Path("/dev/zero")
needs_device = pytest.mark.skipif(not ENDLESS.exists(), reason="there is no /dev/zero")


@pytest.fixture(autouse=True)
def small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "LARGEST_WHOLE", 1000)
    monkeypatch.setattr(bounded, "LONGEST_LINE", 1000)
    monkeypatch.setattr(transcript, "LARGEST_CALL", 1000)
    monkeypatch.setattr(transcript, "LARGEST_FILE", 5000)


def test_what_is_within_the_limits_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"\xef\xbb\xbfa\r\nb\rc" + b"." * 900)
    assert read_whole(file).startswith(b"\xef\xbb\xbfa")
    assert read_text(file).startswith("a\nb\nc")
    lines = [b"." * 998 + b"\n", b"\n", b"x"]
    assert list(bounded_lines(io.BytesIO(b"".join(lines)))) == lines


def test_what_is_larger_is_not(tmp_path: Path) -> None:
    file = tmp_path / "a"
    file.write_bytes(b"." * 1001)
    for read in (read_whole, read_text):
        with pytest.raises(OSError, match="large"):
            read(file)
    with pytest.raises(OSError, match="large"):
        list(bounded_lines(io.BytesIO(b"." * 1001)))


@needs_device
def test_a_device_without_end_is_refused_wherever_a_file_is_named() -> None:
    with pytest.raises(LexiconError):
        read_yaml(ENDLESS)
    for read in (read_sample, Retry.read):
        with pytest.raises(LoadError):
            read(ENDLESS)
    with pytest.raises(LoadError):
        list(read_reports(ENDLESS))
    with pytest.raises(LoadError) as caught:
        read_labels([ENDLESS])
    assert {problem.code for problem in caught.value.problems} <= {"too-large", "not-text"}


@pytest.mark.parametrize("count", [-1, 1, 1001, 10**9])
def test_folds_are_few(count: int) -> None:
    with pytest.raises(UsageError):
        check_folds(count)
