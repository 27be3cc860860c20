"""A coaching sheet as files: a page to print, and JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from scriptcheck.coaching.content import heading, sections
from scriptcheck.write.page_template import page_template
from scriptcheck.write.whole_file import whole_file

if TYPE_CHECKING:
    import os

    from scriptcheck.coaching.sheet import CoachingSheet
    from scriptcheck.language import Lang

PAGE_FILE: Final = "coaching.html"
JSON_FILE: Final = "coaching.json"


def write_coaching(
    sheet: CoachingSheet, folder: str | os.PathLike[str], *, lang: Lang = "zh"
) -> None:
    """Write ``sheet`` into ``folder``, which is made: a page with words in ``lang``, and JSON.

    Each file appears whole or not at all. Raises ``OSError`` where one cannot be written.
    """
    out = Path(folder)
    out.mkdir(parents=True, exist_ok=True)
    contents = {
        PAGE_FILE: coaching_page(sheet, lang).encode(),
        JSON_FILE: coaching_json(sheet),
    }
    for name, data in contents.items():
        with whole_file(out / name) as part:
            part.write_bytes(data)


def coaching_json(sheet: CoachingSheet) -> bytes:
    """Return ``sheet`` as JSON; equal sheets give equal bytes."""
    document = {"schema": "scriptcheck.coaching/1", **asdict(sheet)}
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def coaching_page(sheet: CoachingSheet, lang: Lang = "zh") -> str:
    """Return ``sheet`` as a page of HTML, without scripts or network."""
    title, figures = heading(sheet, lang)
    return page_template("scriptcheck.coaching").render(
        lang="zh-CN" if lang == "zh" else "en",
        title=title,
        figures=figures,
        sections=sections(sheet, lang),
    )
