"""``scriptcheck init``: a profile of one's own to begin with."""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import reported_errors, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from scriptcheck.errors import UsageError
    from scriptcheck.language import Text
    from scriptcheck.lexicon.profile import Profile

_FILES = ("profile.yaml", "phrases.yaml")


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write to.")],
    company: Annotated[
        str, typer.Option("--company", help="Names of the company, with commas between.")
    ] = "某某公司,某某客服中心",
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
    lang: options.Lang = options.LangOption.ZH,
) -> None:
    """Write a profile of your own, to lie over the default one."""
    from scriptcheck.language import Text

    with reported_errors(lang.value):
        names = options.split_list(company)
        if not names:
            raise _mistake("no-company", Text("公司名称是空的。", "The company has no name."))
        if not force:
            _require_free(folder)
        texts = _filled_in(names)
        profile = _loaded(texts)
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    say(
        Text(
            f"已写好 {folder}。接着：scriptcheck lexicon test --profile {folder}",
            f"{folder} is written. Next: scriptcheck lexicon test --profile {folder}",
        ),
        lang.value,
    )
    say(_judged(profile), lang.value)


def _require_free(folder: Path) -> None:
    from scriptcheck.language import Text

    for path in (folder / name for name in _FILES):
        if path.exists():
            message = Text("已经有这个文件了。", "This file is there already.")
            fix = Text(
                "换一个文件夹，或加 --force 覆盖。", "Choose another folder, or say --force."
            )
            raise _mistake("exists", message, path.as_posix(), fix)


def _filled_in(names: list[str]) -> dict[str, str]:
    """Return the text of each file for a company of these names."""
    import json

    # JSON's strings are YAML's, whatever a name holds.
    words = {"company": json.dumps(names, ensure_ascii=False)}
    templates = files("scriptcheck_cli") / "templates"
    return {
        name: Template((templates / name).read_text(encoding="utf-8")).substitute(words)
        for name in _FILES
    }


def _loaded(texts: Mapping[str, str]) -> Profile:
    """Return the profile that ``texts`` make, before they are written.

    Raises ``LexiconError`` where a name cannot stand in a lexicon.
    """
    from tempfile import TemporaryDirectory

    from scriptcheck.checker import Checker

    with TemporaryDirectory() as trial:
        for name, text in texts.items():
            (Path(trial) / name).write_text(text, encoding="utf-8")
        return Checker.load(Path(trial)).profile


def _judged(profile: Profile) -> Text:
    """Return which rules ``profile`` judges: those it takes over, by chapter, and its own."""
    from collections import Counter

    from scriptcheck.language import Text

    own = [name for name in profile.rules if name.startswith("own.")]
    counts = Counter(name.partition(".")[0] for name in profile.rules if name not in own)
    listed = [f"{chapter}.* {count}" for chapter, count in sorted(counts.items())]
    total = sum(counts.values())
    return Text(
        f"沿用默认方案的 {total} 条规则（{'，'.join(listed)}），另加自己的 {'、'.join(own)}。",
        f"It takes over the default profile's {total} rules ({', '.join(listed)}), and adds"
        f" {', '.join(own)}.",
    )


def _mistake(code: str, message: Text, source: str = "", fix: Text | None = None) -> UsageError:
    from scriptcheck.errors import Problem, UsageError

    problem = Problem(code, message, source)
    return UsageError(replace(problem, fix=fix) if fix else problem)
