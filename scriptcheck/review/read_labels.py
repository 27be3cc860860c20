"""Labels read from the files that a page exported, or other tools wrote."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scriptcheck.errors import LoadError, Problem
from scriptcheck.load.option_checks import path_names
from scriptcheck.load.readers.format import empty_file
from scriptcheck.load.readers.json.position import find_path
from scriptcheck.review.label import ReviewLabel, ReviewStage, SpanLabel, aware_time
from scriptcheck.review.label_lines import label_lines
from scriptcheck.review.label_shape import flaws
from scriptcheck.review.rater_names import rater_names

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable
    from datetime import datetime

    from scriptcheck.load.readers.json.text import JsonText


def read_labels(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
) -> tuple[ReviewLabel, ...]:
    """Return the labels in JSON Lines files, whatever the order of the files and lines.

    They are in the order of time, then of what they say; a label that is there twice counts once.
    A call may have any number of them. Labels that nobody has signed are by one person for each
    file. Raises ``LoadError`` with every problem of every line.
    """
    problems: list[Problem] = []
    by_file: dict[Path, list[ReviewLabel]] = {}
    for file in map(Path, path_names(paths)):
        if file.resolve() not in by_file:
            by_file[file.resolve()] = _labels_of(file, problems)
    if problems:
        raise LoadError(*problems)
    signed = {label.reviewer for labels in by_file.values() for label in labels}
    names = rater_names(by_file, signed)
    found: dict[str, ReviewLabel] = {}
    for file, labels in by_file.items():
        for label in labels:
            named = label._replace(file=names[file])
            key = _content(named)
            known = found.get(key)
            found[key] = named if known is None else min(known, named, key=_source)
    return tuple(sorted(found.values(), key=lambda label: (label.instant, _content(label))))


def _labels_of(file: Path, problems: list[Problem]) -> list[ReviewLabel]:
    """Return the labels in ``file``, and add what is wrong with it to ``problems``."""
    labels: list[ReviewLabel] = []
    count = len(problems)
    for item in label_lines(file):
        label = None
        if isinstance(item, Problem):
            problems.append(item)
        else:
            label = _label(item, problems)
        if label is not None:
            labels.append(label)
    if not labels and len(problems) == count and not file.read_bytes().strip():
        problems.append(empty_file(file.as_posix()))
    return labels


def _source(label: ReviewLabel) -> str:
    return label.source


def _content(label: ReviewLabel) -> str:
    """Return all that ``label`` says; where it stands is no part of it, unless nobody signed it."""
    return json.dumps(
        [
            label.call_id,
            label.reviewer,
            label.rater,
            label.stage,
            label.instant if label.time else None,
            label.reason,
            sorted(label.verdicts.items()),
            sorted(label.reasons.items()),
            sorted(label.spans),
            sorted((cue, sorted(turns)) for cue, turns in label.said.items()),
            sorted((rule, time.timestamp()) for rule, time in label.times.items()),
        ],
        ensure_ascii=False,
    )


def _label(text: JsonText, problems: list[Problem]) -> ReviewLabel | None:
    """Return the label in ``text``; ``None`` where it is none, with ``problems`` added."""
    try:
        line = text.parse()
    except LoadError as error:
        problems += error.problems
        return None
    if wrong := tuple(flaws(line)):
        problems += [
            text.problem("wrong-label", message, find_path(text.text, path), fix)
            for path, message, fix in wrong
        ]
        return None
    return ReviewLabel(
        call_id=str(line["call_id"]),
        reviewer=(line.get("reviewer") or "").strip(),
        time=_time(line.get("time")),
        stage=ReviewStage(line.get("stage") or ReviewStage.REVIEW),
        reason=line.get("reason") or "",
        verdicts=dict(line.get("verdicts") or {}),
        reasons=_reasons(line),
        spans=tuple(
            SpanLabel(each["cue"], each["turn"], each["heard"], each.get("quote") or "")
            for each in line.get("marks") or ()
        ),
        said=_said(line),
        source=f"{text.source}:{text.first_line}",
        times={rule: aware_time(time) for rule, time in (line.get("times") or {}).items()},
    )


def _time(text: str | None) -> datetime | None:
    return aware_time(text) if text else None


def _reasons(line: dict[str, Any]) -> dict[str, str]:
    """Return why, by rule: as the line says, and as notes beside the marks of a page say."""
    notes = {
        each["rule"]: each["note"]
        for each in line.get("review") or ()
        if isinstance(each.get("rule"), str) and isinstance(each.get("note"), str) and each["note"]
    }
    return notes | (line.get("reasons") or {})


def _said(line: dict[str, Any]) -> dict[str, frozenset[int]]:
    said = {cue: set(turns) for cue, turns in (line.get("acts") or {}).items()}
    for each in line.get("violations") or ():
        said.setdefault(each["cue"], set()).add(each["turn"])
    return {cue: frozenset(turns) for cue, turns in said.items()}
