"""``scriptcheck schema``: the JSON Schemas of what scriptcheck reads and writes."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from scriptcheck_cli import options
from scriptcheck_cli.console import reported_errors


class SchemaName(StrEnum):
    """What there are schemas of."""

    REPORT = "report"
    LEXICON = "lexicon"
    PROFILE = "profile"
    EVALUATION = "evaluation"


def schema(
    name: Annotated[SchemaName, typer.Argument(help="Of what; docs/cli.md lists them.")],
    lang: options.Lang = options.LangOption.ZH,
) -> None:
    """Print a JSON Schema."""
    import json

    from scriptcheck.evaluate import evaluation_schema
    from scriptcheck.lexicon.schema import chapter_schema, profile_schema
    from scriptcheck.report import report_schema
    from scriptcheck.rules.registry import rule_specs

    schemas = {
        SchemaName.REPORT: report_schema,
        SchemaName.LEXICON: lambda: chapter_schema(rule_specs()),
        SchemaName.PROFILE: profile_schema,
        SchemaName.EVALUATION: evaluation_schema,
    }
    with reported_errors(lang.value):
        typer.echo(json.dumps(schemas[name](), ensure_ascii=False, indent=2))
