"""Words that tables and summaries share."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from scriptcheck.language import Text
from scriptcheck.report import Outcome, Severity

SEVERITIES: Final = MappingProxyType(
    {
        Severity.FATAL: Text("致命", "fatal"),
        Severity.MAJOR: Text("严重", "major"),
        Severity.MINOR: Text("轻微", "minor"),
        Severity.INFO: Text("提示", "info"),
    }
)
OUTCOMES: Final = MappingProxyType(
    {
        Outcome.PASS: Text("通过", "pass"),
        Outcome.FAIL: Text("违规", "fail"),
        Outcome.NOT_APPLICABLE: Text("不适用", "not applicable"),
        Outcome.UNDECIDABLE: Text("无法判断", "undecidable"),
    }
)
SEVERITY_STYLES: Final = MappingProxyType(
    {
        Severity.FATAL: "bold red",
        Severity.MAJOR: "red",
        Severity.MINOR: "yellow",
        Severity.INFO: "dim",
    }
)
