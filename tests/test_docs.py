"""The READMEs: their code runs, they say the same, and they name all that is public."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

import scriptcheck
from tests.conftest import ROOT

READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]


def blocks(readme: Path, language: str) -> list[str]:
    """Return the code blocks of ``language`` in ``readme``."""
    text = readme.read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_code_in_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    # The code of the other README differs in its comments alone, says the next test.
    readme = READMES[0]
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    for code in blocks(readme, "python"):
        known = {"__name__": "__main__"}
        exec(compile(code, readme.name, "exec"), known)  # noqa: S102  (our own README)
    assert {"reports.jsonl", "scriptcheck.xlsx", "index.html"} <= {
        path.name for path in Path("out").iterdir()
    }
    out = capsys.readouterr().out
    assert "banned.dont_know" in out
    assert len(out.splitlines()) > 15


def test_both_readmes_hold_the_same_code() -> None:
    def bare(code: str) -> list[str]:
        return [re.sub(r"\s+#.*", "", line) for line in code.splitlines()]

    for language in ("python", "sh", "yaml", "text"):
        english, chinese = ([bare(code) for code in blocks(path, language)] for path in READMES)
        assert english == chinese


def test_both_readmes_have_the_same_outline() -> None:
    english, chinese = (
        re.findall(r"^(#+) |^(\|)|^- ", path.read_text(encoding="utf-8"), re.MULTILINE)
        for path in READMES
    )
    assert english == chinese


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
@pytest.mark.parametrize("name", scriptcheck.__all__)
def test_every_public_name_is_in_the_readme(readme: Path, name: str) -> None:
    assert f"`{name}`" in readme.read_text(encoding="utf-8")
    assert any(re.search(rf"\b{name}\b", code) for code in blocks(readme, "python"))


@pytest.mark.parametrize("name", scriptcheck.__all__)
def test_every_public_name_is_documented(name: str) -> None:
    public = getattr(scriptcheck, name)
    assert public.__doc__
    assert public.__module__.startswith("scriptcheck.")


def test_links_lead_somewhere() -> None:
    for page in [*READMES, *ROOT.glob("docs/*.md"), ROOT / "CONTRIBUTING.md"]:
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
