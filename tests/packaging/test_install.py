"""Wheel, sdist and editable installs, each in a fresh environment."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

PROFILES = [
    *("bank", "chat", "city", "default", "express", "general", "health", "insurance"),
    *("shop", "telecom"),
]
INSPECT = """
import importlib.metadata, importlib.util, json, pathlib
import scriptcheck, scriptcheck.lexicon.layer as layer
files = importlib.metadata.files("scriptcheck") or []
print(json.dumps({
    "top_level": sorted({str(file).split("/")[0] for file in files}),
    "strays": [name for name in ("cli", "lexicons", "tests") if importlib.util.find_spec(name)],
    "profiles": sorted(layer.shipped_profiles()),
    "typed": (pathlib.Path(scriptcheck.__file__).parent / "py.typed").exists(),
}))
"""


def run(*command: str, cwd: Path) -> str:
    """Return what ``command`` writes to standard output."""
    done = subprocess.run(
        command, check=False, capture_output=True, text=True, encoding="utf-8", cwd=cwd
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class Environment(NamedTuple):
    """A fresh virtual environment."""

    folder: Path

    @property
    def scripts(self) -> Path:
        return self.folder / ("Scripts" if os.name == "nt" else "bin")

    def run(self, *command: str, cwd: Path) -> str:
        return run(str(self.scripts / command[0]), *command[1:], cwd=cwd)

    def install(self, *arguments: str, cwd: Path) -> None:
        """Install with the pip of the tests, which saves installing pip in each environment."""
        pip = (sys.executable, "-m", "pip", "--python", str(self.scripts / "python"))
        run(*pip, "install", "--quiet", "--no-compile", *arguments, cwd=cwd)

    def install_from_the_index(self, package: Path, cwd: Path) -> None:
        """Install ``package`` with what it needs.

        uv takes a quarter of the time, from the index that pip is set to; where it cannot, pip
        installs. The Makefile does the same.
        """
        settings = subprocess.run(
            [sys.executable, "-m", "pip", "config", "get", "global.index-url"],
            check=False,
            capture_output=True,
            text=True,
        )
        index = os.environ.get("PIP_INDEX_URL") or settings.stdout.strip()
        uv = (sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-cache")
        done = subprocess.run(
            [*uv, "--python", str(self.scripts / "python"), str(package)],
            check=False,
            capture_output=True,
            cwd=cwd,
            env=os.environ | ({"UV_DEFAULT_INDEX": index} if index else {}),
        )
        if done.returncode:
            self.install(str(package), cwd=cwd)

    def share_dependencies(self) -> None:
        """Let the environment import what this test's environment has installed, scriptcheck aside.

        A path added like this has its own ``.pth`` files ignored, so that an editable install of
        scriptcheck there stays out of sight.
        """
        packages = sysconfig.get_path("purelib", vars={"base": str(self.folder)})
        (Path(packages) / "shared.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")


@pytest.fixture(scope="module", autouse=True)
def quick_compiler() -> Iterator[None]:
    """Compile without optimising: what is tested is that it compiles."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CFLAGS", "-O0")
        yield


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of what git tracks, as a clone would have it."""
    folder = tmp_path_factory.mktemp("source") / "scriptcheck"
    tracked = subprocess.run(
        ["git", "ls-files", "-z"], check=True, capture_output=True, cwd=ROOT, text=True
    ).stdout.split("\0")
    for name in filter(None, tracked):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def built(source: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the wheel and the sdist, by kind; the wheel is made from the sdist.

    That what is needed to build it is declared shows in the editable install, which is isolated.
    """
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(source)],
        check=True,
        capture_output=True,
    )
    return {"wheel": sorted(folder.glob("*.whl"))[0], "sdist": sorted(folder.glob("*.tar.gz"))[0]}


@pytest.fixture
def environment(tmp_path: Path) -> Environment:
    venv.create(tmp_path / "venv", with_pip=False)
    return Environment(tmp_path / "venv")


def small_profile(folder: Path) -> str:
    """Write a profile that takes no time to compile; the shipped ones are those of the wheel."""
    (folder / "small").mkdir(exist_ok=True)
    hello = "{title: 问候, phrases: [您好], examples: {hit: [您好], miss: [喂]}}"
    for name, text in (
        ("profile", "name: small\ntitle: 小\n"),
        ("words", f"title: 词\ncues:\n  hello: {hello}\n"),
    ):
        (folder / "small" / f"{name}.yaml").write_text(text, encoding="utf-8")
    return "small"


def works(environment: Environment, folder: Path, profile: str) -> None:
    """Assert that scriptcheck in ``environment`` does its job outside its sources."""
    assert environment.run("scriptcheck", "--version", cwd=folder).startswith("scriptcheck ")
    (folder / "call.txt").write_text("客服：您好，海尔客服\n客户：不知道\n", encoding="utf-8")
    check = ("scriptcheck", "check", "call.txt", "--profile", profile, "--fail-on", "never")
    environment.run(*check, "-o", "out", "--format", "jsonl,html", cwd=folder)
    assert "Chart.js" in (folder / "out" / "index.html").read_text(encoding="utf-8")
    assert json.loads((folder / "out" / "reports.jsonl").read_bytes())["call_id"] == "call"
    test = ("scriptcheck", "lexicon", "test", "--profile", small_profile(folder), "--lang", "en")
    assert "0 do not" in environment.run(*test, cwd=folder)


def inspected(environment: Environment, folder: Path) -> dict[str, object]:
    seen: dict[str, object] = json.loads(environment.run("python", "-c", INSPECT, cwd=folder))
    return seen


def test_wheel_with_its_dependencies_from_the_index(
    built: dict[str, Path], environment: Environment, tmp_path: Path
) -> None:
    environment.install_from_the_index(built["wheel"], cwd=tmp_path)
    works(environment, tmp_path, "default")
    seen = inspected(environment, tmp_path)
    assert seen["strays"] == []
    assert seen["profiles"] == PROFILES
    assert seen["typed"]
    top_level = {name for name in seen["top_level"] if ".dist-info" not in name}  # type: ignore[attr-defined]
    assert top_level - {".."} == {"scriptcheck", "scriptcheck_cli"}


def test_an_editable_install(
    source: Path, environment: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # That it compiles beside the sources shows in the install that the tests run in, which is one.
    monkeypatch.setenv("SCRIPTCHECK_PURE", "1")
    environment.install("--no-deps", "--editable", str(source), cwd=tmp_path)
    environment.share_dependencies()
    works(environment, tmp_path, small_profile(tmp_path))
    seen = inspected(environment, tmp_path)
    assert seen["profiles"] == PROFILES
    assert seen["typed"]


def test_what_the_archives_hold(built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built["wheel"]) as wheel:
        names = wheel.namelist()
    tops = {name.split("/")[0] for name in names}
    assert {name for name in tops if not name.endswith(".dist-info")} == {
        "scriptcheck",
        "scriptcheck_cli",
    }
    assert "scriptcheck/lexicons/profiles/default.yaml" in names
    assets = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "scriptcheck" / "write" / "html" / "assets").rglob("*")
        if path.is_file()
    }
    assert "scriptcheck/write/html/assets/vendor/chart.LICENSE.md" in assets
    assert assets <= set(names)
    compiled = {name.split(".")[0] for name in names if name.endswith((".so", ".pyd"))}
    if shutil.which("cc"):
        assert compiled == {
            "scriptcheck/learned/scoring",
            "scriptcheck/learned/text_index",
            "scriptcheck/lexicon/template",
            "scriptcheck/match/anchors",
            "scriptcheck/match/automaton",
            "scriptcheck/match/chains",
            "scriptcheck/match/closeness",
            "scriptcheck/match/kernel",
            "scriptcheck/match/program",
            "scriptcheck/text/cut",
            "scriptcheck/text/fold",
            "scriptcheck/text/smooth",
        }
    with tarfile.open(built["sdist"]) as sdist:
        inside = {name.partition("/")[2] for name in sdist.getnames()}
    assert {"lexicons/profiles/default.yaml", "tests/conftest.py", "LICENSE", "Makefile"} <= inside
    assert assets <= inside


def test_an_install_without_a_compiler(
    source: Path, environment: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SCRIPTCHECK_PURE", "1")
    environment.share_dependencies()
    environment.install("--no-deps", "--no-build-isolation", str(source), cwd=tmp_path)
    works(environment, tmp_path, small_profile(tmp_path))
    where = "import scriptcheck.match.kernel as kernel; print(kernel.__file__)"
    assert environment.run("python", "-c", where, cwd=tmp_path).strip().endswith("kernel.py")
