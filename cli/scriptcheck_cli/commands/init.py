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
_WHOLE_CHOICE = "# 不写 include，就是方案 $base 的全部规则，加上自己的。"


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write to.")],
    company: Annotated[
        str,
        typer.Option(
            "--company", metavar="NAMES", help="Names of the company, with commas between."
        ),
    ] = "某某公司,某某客服中心",
    from_profile: Annotated[
        str,
        typer.Option(
            "--from", metavar="PROFILE", help="The profile to begin with, such as bank or general."
        ),
    ] = "default",
    force: Annotated[bool, typer.Option("--force", help="Overwrite what is there.")] = False,
    lang: options.Lang = options.LangOption.ZH,
) -> None:
    """Write a profile of your own, to lie over the default one or another."""
    from scriptcheck.exchange.written_files import written_files
    from scriptcheck.language import Text

    with reported_errors(lang.value):
        names = options.split_list(company)
        if not names:
            raise _mistake("no-company", Text("公司名称是空的。", "The company has no name."))
        if not force:
            _require_free(folder)
        texts = _filled_in(names, _shipped(from_profile))
        profile = _loaded(texts)
        with written_files({folder / name: text for name, text in texts.items()}):
            pass
    say(
        Text(
            f"已写好 {folder}。接着：scriptcheck lexicon test --profile {folder}",
            f"{folder} is written. Next: scriptcheck lexicon test --profile {folder}",
        ),
        lang.value,
    )
    say(_judged(profile, from_profile), lang.value)


def _require_free(folder: Path) -> None:
    from scriptcheck.language import Text

    for path in (folder / name for name in _FILES):
        if path.exists():
            message = Text("已经有这个文件了。", "This file is there already.")
            fix = Text(
                "换一个文件夹，或加 --force 覆盖。", "Choose another folder, or say --force."
            )
            raise _mistake("exists", message, path.as_posix(), fix)


def _shipped(name: str) -> str:
    """Return ``name``, a shipped profile; raises ``UsageError`` where there is none."""
    from scriptcheck.language import Text
    from scriptcheck.lexicon.layer import shipped_profiles
    from scriptcheck.lexicon.validate import suggestion

    known = shipped_profiles()
    if name not in known:
        message = Text(f"没有方案“{name}”。", f"There is no profile '{name}'.")
        raise _mistake("unknown-profile", message, fix=suggestion(name, known))
    return name


def _filled_in(names: list[str], base: str) -> dict[str, str]:
    """Return the text of each file for a company of these names, over the profile ``base``."""
    import json

    # JSON's strings are YAML's, whatever a name holds.
    words = {
        "company": json.dumps(names, ensure_ascii=False),
        "base": base,
        "choice": Template(_WHOLE_CHOICE).substitute(base=base),
    }
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

    from scriptcheck.lexicon.profile import load_profile
    from scriptcheck.rules.registry import rule_specs

    with TemporaryDirectory() as trial:
        for name, text in texts.items():
            (Path(trial) / name).write_text(text, encoding="utf-8")
        return load_profile(Path(trial), rule_specs())


def _judged(profile: Profile, base: str) -> Text:
    """Return which rules ``profile`` judges: those it takes over, by chapter, and its own."""
    from collections import Counter

    from scriptcheck.language import Text

    own = [name for name in profile.rules if name.startswith("own.")]
    counts = Counter(name.partition(".")[0] for name in profile.rules if name not in own)
    listed = [f"{chapter}.* {count}" for chapter, count in sorted(counts.items())]
    total = sum(counts.values())
    return Text(
        f"沿用方案 {base} 的 {total} 条规则（{'，'.join(listed)}），另加自己的 {'、'.join(own)}。",
        f"It takes over the {total} rules of '{base}' ({', '.join(listed)}), and adds"
        f" {', '.join(own)}.",
    )


def _mistake(code: str, message: Text, source: str = "", fix: Text | None = None) -> UsageError:
    from scriptcheck.errors import Problem, UsageError

    problem = Problem(code, message, source)
    return UsageError(replace(problem, fix=fix) if fix else problem)
