"""The page itself: its parts put together, and a policy that lets nothing else run."""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from scriptcheck.match.reasons import SuppressionReason
from scriptcheck.metrics.registry import known_metrics
from scriptcheck.rules.reasons import VerdictReason
from scriptcheck.write.html.encode import script_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from scriptcheck.language import Lang

SCRIPTS: Final = (
    "vendor/chart.umd.min.js",
    "dom.js",
    "words.js",
    "report.js",
    "score.js",
    "review.js",
    "final.js",
    "labels.js",
    "route.js",
    "filters.js",
    "charts.js",
    "table.js",
    "overview.js",
    "audio.js",
    "timeline.js",
    "transcript.js",
    "marking.js",
    "findings.js",
    "call_page.js",
    "keys.js",
    "app.js",
)
"""What runs in the page, each file after those that it needs."""
STYLES: Final = ("base.css", "overview.css", "call.css", "print.css")


class _Script(NamedTuple):
    text: Markup
    digest: str


def index_page(
    report: dict[str, Any], rows: Iterable[bytes], media: Iterable[str], lang: Lang
) -> Iterator[bytes]:
    """Yield ``index.html`` piece by piece.

    ``report`` is what all calls share, ``rows`` are the rows of the calls as JSON, ``media`` the
    sources of recordings that may be played. ``lang`` is the language that it opens in.
    """
    scripts = [_script(name) for name in SCRIPTS]
    style = Markup("\n".join(_asset(name) for name in STYLES))  # noqa: S704  (our own files)
    template = _environment().get_template("index.html.j2")
    head, foot = template.render(
        lang="zh-CN" if lang == "zh" else "en",
        policy=_policy([script.digest for script in scripts], _digest(style), media),
        style=style,
        scripts=[script.text for script in scripts],
        report=Markup(script_json(report | {"words": page_words()}).decode()),  # noqa: S704
        rows=Markup("\x00"),
    ).split("\x00")
    yield head.encode()
    separator = b"\n"
    for row in rows:
        yield separator + row
        separator = b",\n"
    yield foot.encode()


def stub_page(name: str, title: str) -> bytes:
    """Return the page of the call ``name``: it leads into ``index.html``.

    Programs that open links, Excel among them, lose what stands behind ``#``, so each call has a
    file of its own.
    """
    return _environment().get_template("call.html.j2").render(name=name, title=title).encode()


@cache
def page_words() -> dict[str, list[str]]:
    """Return every word of the page by its key, in Chinese and English."""
    own: dict[str, list[str]] = json.loads(_asset("words.json"))
    reasons = {f"reason.{each}": list(each.text) for each in VerdictReason}
    reasons |= {f"dropped.{each}": list(each.text) for each in SuppressionReason}
    metrics = {f"metric.{name}": list(metric.title) for name, metric in known_metrics().items()}
    return own | reasons | metrics


def _policy(scripts: Iterable[str], style: str, media: Iterable[str]) -> str:
    """Return the content security policy: our own scripts, and those that they load; no network."""
    hashes = " ".join(f"'sha256-{digest}'" for digest in scripts)
    playable = " ".join(sorted(set(media))) or "'none'"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {hashes} 'strict-dynamic'",
            f"style-src 'sha256-{style}'",
            f"media-src {playable}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types scriptcheck",
        )
    )


@cache
def _script(name: str) -> _Script:
    # A source map is for debugging Chart.js, and is not there.
    text = _asset(name).partition("\n//# sourceMappingURL=")[0]
    return _Script(Markup(text), _digest(text))  # noqa: S704  (our own files)


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _asset(name: str) -> str:
    return (files(__package__) / "assets" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    loader = PackageLoader(__package__, "assets")
    return Environment(loader=loader, autoescape=True, auto_reload=False, undefined=StrictUndefined)
