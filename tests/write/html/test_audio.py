"""Which recordings a page may play."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call
from scriptcheck.write.html.audio import audio_url, media_source

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("named", "url"),
    [
        ("rec/1.wav", "rec/1.wav"),
        ("录音 1#.wav", "%E5%BD%95%E9%9F%B3%201%23.wav"),
        ("rec\\1.wav", "rec/1.wav"),
        ("https://rec.example/1.mp3?x=1", "https://rec.example/1.mp3?x=1"),
        ("HTTP://rec.example/1.mp3", "HTTP://rec.example/1.mp3"),
        ("file:///srv/rec/1.wav", "file:///srv/rec/1.wav"),
        ("file://localhost/srv/1.wav", "file://localhost/srv/1.wav"),
    ],
)
def test_what_may_be_played(named: str, url: str, tmp_path: Path) -> None:
    assert audio_url(Call("x", (), {"audio": named}), tmp_path) == url


@pytest.mark.parametrize(
    "named",
    [
        *(
            ".",
            "./",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            " javascript:alert(1)",
            "java\nscript:x",
        ),
        *("data:audio/wav;base64,AA", "blob:x", "ftp://x/y", "vbscript:x", "about:blank"),
        *(
            "../secret.wav",
            "a/../../b.wav",
            "/etc/passwd",
            "//host/a.wav",
            "\\\\host\\share\\a.wav",
        ),
        *("C:\\rec\\1.wav", "c:/rec/1.wav", "file://host/share/1.wav", "file:////host/share/1.wav"),
        *(
            "file:\\\\host\\1.wav",
            "http:///x",
            "http://[",
            "https:\\\\x\\y",
            "",
            " ",
            "a\x00b",
            "a\u202eb",
        ),
        *(None, 7, True, ["a.wav"], {"a": 1}),
    ],
)
def test_what_may_not(named: object, tmp_path: Path) -> None:
    assert audio_url(Call("x", (), {"audio": named}), tmp_path) is None


def test_a_recording_beside_its_transcript_is_found_from_the_report(tmp_path: Path) -> None:
    calls, out = tmp_path / "calls", tmp_path / "reports" / "out"
    (calls / "rec").mkdir(parents=True)
    out.mkdir(parents=True)
    (calls / "rec" / "1.wav").touch()
    call = Call("x", (), {"audio": "rec/1.wav"}, source=str(calls / "a.json"))
    assert audio_url(call, out) == "../../calls/rec/1.wav"


@pytest.mark.parametrize(
    ("url", "source"),
    [
        ("https://a.example/1.mp3", "https:"),
        ("HTTP://a.example/1.mp3", "http:"),
        ("file:///srv/1.wav", "file:"),
        ("rec/1.wav", "'self' file:"),
    ],
)
def test_what_the_policy_must_allow(url: str, source: str) -> None:
    assert media_source(url) == source
