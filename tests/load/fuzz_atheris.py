"""Loaders under atheris, run by hand: ``python tests/load/fuzz_atheris.py GROUP [OPTION...]``.

GROUP is one of ``GROUPS``, options are libFuzzer's. It starts from the samples that the other tests
load, and asks the same of whatever comes out as test_fuzz.py does. CONTRIBUTING.md says more.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import atheris

with atheris.instrument_imports(include=["scriptcheck.load"]):
    from scriptcheck import Call, Problem
    from scriptcheck.load import load_calls

sys.path.insert(0, str(Path(__file__).parents[2]))
from tests.load.fuzz_samples import CANONICAL, FILES, VALUES, parquet, workbook

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXT = ("text", "srt", "vtt", "csv", "html")
_ARCHIVES = ("zip", "gzip")
GROUPS = ("text", "json", "recognisers", "binary", "archives")


def seeds(group: str) -> Iterator[bytes]:
    """Yield what the fuzzer begins with."""
    if group == "binary":
        yield workbook()
        yield parquet([CANONICAL])
    elif group == "archives":
        yield from (data for name in _ARCHIVES for data in FILES[name])
    elif group == "recognisers":
        values = [value for name in VALUES for value in VALUES[name]]
        yield from (json.dumps(value, ensure_ascii=False).encode() for value in values)
    elif group == "json":
        yield json.dumps(CANONICAL, ensure_ascii=False).encode()
        yield from (data for name in ("json", "jsonl") for data in FILES.get(name, ()))
    else:
        yield from (data for name in _TEXT for data in FILES.get(name, ()))


def look_at(path: Path, data: bytes) -> None:
    """Load ``data``; raises ``AssertionError`` where what comes out is not sound."""
    path.write_bytes(data)
    problems: list[Problem] = []
    calls = list(load_calls(path, on_problem=problems.append))
    assert calls or problems
    for problem in problems:
        assert problem.code
        assert problem.describe("en")
        assert problem.describe("zh")
    for call in calls:
        plain: dict[str, Any] = call.to_dict()
        again = Call.from_dict(json.loads(json.dumps(plain)))
        assert again.to_dict() == plain


def main() -> None:
    """Fuzz one group until it fails or libFuzzer's options end it."""
    group = sys.argv[1] if len(sys.argv) > 1 else ""
    if group not in GROUPS:
        sys.exit(f"usage: fuzz_atheris.py {{{','.join(GROUPS)}}} [libFuzzer options]")
    folder = Path(tempfile.mkdtemp(prefix="scriptcheck-fuzz-"))
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, data in enumerate(seeds(group)):
        (corpus / str(number)).write_bytes(data)
    path = folder / "x"
    atheris.Setup([sys.argv[0], *sys.argv[2:], str(corpus)], lambda data: look_at(path, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
