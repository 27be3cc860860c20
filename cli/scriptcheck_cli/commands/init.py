"""``scriptcheck init``: a profile of one's own to begin with."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import say, told_errors

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
    from scriptcheck.checker import Checker
    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text

    with told_errors(lang.value):
        names = options.split_list(company)
        if not names:
            message = Text("公司名称是空的。", "The company has no name.")
            raise UsageError(Problem("no-company", message))
        taken = [name for name in _FILES if (folder / name).exists()]
        if taken and not force:
            message = Text(f"已经有 {taken[0]} 了。", f"There is a {taken[0]} already.")
            fix = Text("换一个文件夹，或加 --force 覆盖。", "Choose another, or say --force.")
            raise UsageError(Problem("exists", message, (folder / taken[0]).as_posix(), fix=fix))
        _write(folder, names)
        Checker.load(folder)
    say(
        Text(
            f"已写好 {folder}。接着：scriptcheck lexicon test --profile {folder}",
            f"{folder} is written. Next: scriptcheck lexicon test --profile {folder}",
        ),
        lang.value,
    )


def _write(folder: Path, names: list[str]) -> None:
    import json

    from scriptcheck.errors import Problem, UsageError
    from scriptcheck.language import Text

    # JSON's strings are YAML's, whatever a name holds.
    listed = json.dumps(names, ensure_ascii=False)
    words = {"company": listed, "first": json.dumps(names[0], ensure_ascii=False)[1:-1]}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in _FILES:
            template = (files("scriptcheck_cli") / "templates" / name).read_text(encoding="utf-8")
            (folder / name).write_text(Template(template).substitute(words), encoding="utf-8")
    except OSError as error:
        message = Text(f"无法写入：{error.strerror}。", f"Cannot be written: {error.strerror}.")
        raise UsageError(Problem("unwritable", message, str(error.filename or folder))) from None
