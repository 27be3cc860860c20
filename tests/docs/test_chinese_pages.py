"""Pages in Chinese have what those in English have: sections, tables, names, and code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.docs.test_pages import CHINESE, DOCS, PAGES, blocks

if TYPE_CHECKING:
    from pathlib import Path

TWINS = [page for page in PAGES if page.name.endswith(CHINESE)]
IN_BOTH_LANGUAGES = {"catalogue.md", "licences.md"}
"""Pages that are made by a command, and are tables of names."""
PUT_INTO_CHINESE = {
    *("file:line", "file:line:col", "file:line:column", "file#3", "#line", "file.zip/path"),
    *("[a|b]", "{slots}", "count", "short", "space"),
}
"""Words in code font that stand for something of the reader's, or name a key or a row."""
NAMES = "| 名称 | 是什么 |"
"""The heading of tables of code, where the English page has the signatures."""


def english(page: Path) -> Path:
    return DOCS / page.name.replace(CHINESE, ".md")


def prose(page: Path) -> str:
    """Return ``page`` without its blocks of code."""
    text = page.read_text(encoding="utf-8")
    return re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)


def outline(page: Path) -> list[str]:
    """Return headings by their level, pictures, and rows of tables by their number of cells.

    Tables of code, which only pages in Chinese have, are left out.
    """
    found: list[str] = []
    text = re.sub(rf"^{re.escape(NAMES)}\n.*\n", "", prose(page), flags=re.MULTILINE)
    for line in text.splitlines():
        if heading := re.match(r"#+ |!\[", line):
            found.append(heading[0])
        elif line.startswith("|") and not line.startswith("| [`scriptcheck."):
            cells = len(re.findall(r"(?<!\\)\|", line)) - 1
            found.append(f"row of {cells}")
    return found


def public_names(page: Path) -> list[str]:
    """Return the objects of the code that ``page`` describes, in its order."""
    if page.name.endswith(CHINESE):
        return re.findall(r"^\| \[`(scriptcheck[\w.]+)`\]", prose(page), re.MULTILINE)
    return re.findall(r"^::: (\S+)", prose(page), re.MULTILINE)


def test_every_page_is_in_both_languages() -> None:
    without = [page.name for page in PAGES if not page.name.endswith(CHINESE)]
    twins = {english(page).name for page in TWINS}
    assert set(without) - twins == IN_BOTH_LANGUAGES


@pytest.mark.parametrize("page", TWINS, ids=lambda page: page.name)
def test_twins_lead_to_each_other(page: Path) -> None:
    assert page.read_text(encoding="utf-8").splitlines()[2] == f"[English]({english(page).name})"
    assert english(page).read_text(encoding="utf-8").splitlines()[2] == f"[中文]({page.name})"


@pytest.mark.parametrize("page", TWINS, ids=lambda page: page.name)
def test_a_page_in_chinese_has_the_same_outline(page: Path) -> None:
    assert outline(page) == outline(english(page))


@pytest.mark.parametrize("page", TWINS, ids=lambda page: page.name)
def test_a_page_in_chinese_describes_the_same_code(page: Path) -> None:
    assert public_names(page) == public_names(english(page))


@pytest.mark.parametrize("page", TWINS, ids=lambda page: page.name)
def test_a_page_in_chinese_names_the_same(page: Path) -> None:
    named = set(re.findall(r"`([!-~]+?)`", prose(english(page)))) - PUT_INTO_CHINESE
    text = page.read_text(encoding="utf-8")
    assert sorted(name for name in named if name not in text) == []


@pytest.mark.parametrize("page", TWINS, ids=lambda page: page.name)
def test_a_page_in_chinese_leads_to_chinese_pages(page: Path) -> None:
    found = re.findall(r"(?<!\[English)\]\(([a-z-]+\.md)(?:#([^)]*))?\)", prose(page))
    there = {each for each, anchor in found if not anchor.startswith("scriptcheck")}
    assert there <= IN_BOTH_LANGUAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_a_heading(page: Path) -> None:
    for target, anchor in re.findall(r"\]\(([a-z-]*(?:\.zh-CN)?(?:\.md)?)#([^)]+)\)", prose(page)):
        there = DOCS / target if target else page
        assert anchor in anchors(there), f"{page.name}: {target}#{anchor}"


def anchors(page: Path) -> set[str]:
    """Return what links to ``page`` may have after ``#``, as the site has it."""
    text = prose(page)
    titles = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    plain = (re.sub(r"[^\w\s-]", "", title.lower()).strip() for title in titles)
    return {re.sub(r"\s", "-", title) for title in plain} | set(public_names(page))


def test_titles_of_yaml_are_the_same() -> None:
    for page in TWINS:
        here, there = ([block.title for block in blocks(each)] for each in (page, english(page)))
        assert here == there, page.name
