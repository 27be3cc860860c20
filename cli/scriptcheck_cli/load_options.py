"""Options that say how transcripts are read, the same for every command that reads them."""

from __future__ import annotations

import inspect
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scriptcheck_cli.names import LEAST_CONFIDENCE, ROLES, SPEAKER_CONFIDENCE, listed
from scriptcheck_cli.options import pairs

if TYPE_CHECKING:
    from collections.abc import Callable

    from scriptcheck.load import LoadOptions
    from scriptcheck.load.options import ReadingProfile

Include = Annotated[
    list[str] | None,
    typer.Option("--include", metavar="GLOB", help="In folders, take these files."),
]
Exclude = Annotated[
    list[str] | None,
    typer.Option("--exclude", metavar="GLOB", help="In folders, pass over these files."),
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="Encoding, where it is not recognised."),
]
InputFormat = Annotated[
    str | None,
    typer.Option(
        "--input-format",
        metavar="NAME",
        help="Format of all transcripts, not recognised but named; see scriptcheck formats.",
    ),
]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns", metavar="FIELD=NAME,...", help="Columns of tables, as in text=对话明细."
    ),
]
Speakers = Annotated[
    str | None,
    typer.Option(
        "--speakers",
        metavar="LABEL=ROLE,...",
        help=f"Who is who, as in 0=agent,1=customer; roles are {listed(ROLES)}.",
    ),
]
InferSpeakers = Annotated[
    bool,
    typer.Option(
        "--infer-speakers/--no-infer-speakers",
        help="Whether labels such as 0 and 1 get roles by what is said.",
    ),
]
SpeakerConfidence = Annotated[
    float,
    typer.Option(
        "--speaker-confidence",
        metavar="P",
        help=f"How sure, {LEAST_CONFIDENCE:g} to 1, inferred roles must be; else speakers stay"
        " unknown.",
    ),
]

CallData = Annotated[
    str | None,
    typer.Option(
        "--call-data",
        metavar="FILE",
        help="Call data by call id: CSV, Excel, JSON or Parquet.",
    ),
]
CallDataColumns = Annotated[
    str | None,
    typer.Option(
        "--call-data-columns",
        metavar="FIELD=NAME,...",
        help="Columns of that file, as in call_id=录音编号.",
    ),
]
NamePattern = Annotated[
    list[str] | None,
    typer.Option(
        "--name-pattern",
        metavar="PATTERN",
        help="Call data in file names, as in {agent_id}_{start_time:%Y%m%d}_{call_id}.",
    ),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadChoice:
    """What the command line says about how transcripts are read."""

    input_format: InputFormat = None
    columns: Columns = None
    speakers: Speakers = None
    call_data: CallData = None
    call_data_columns: CallDataColumns = None
    name_pattern: NamePattern = None
    infer_speakers: InferSpeakers = True
    speaker_confidence: SpeakerConfidence = SPEAKER_CONFIDENCE
    include: Include = None
    exclude: Exclude = None
    encoding: Encoding = None

    def over(self, profile: ReadingProfile) -> LoadOptions:
        """Return the load options of ``profile`` with these laid over; raises ``UsageError``."""
        from scriptcheck.load import LoadOptions

        return LoadOptions.of(
            profile,
            encoding=self.encoding,
            include=self.include or (),
            exclude=self.exclude or (),
            input_format=self.input_format,
            columns=pairs("--columns", self.columns),
            speakers=pairs("--speakers", self.speakers),
            call_data=self.call_data,
            call_data_columns=pairs("--call-data-columns", self.call_data_columns),
            name_pattern=self.name_pattern or (),
            infer_speakers=self.infer_speakers,
            speaker_confidence=self.speaker_confidence,
        )


def takes_load_options(command: Callable[..., None]) -> Callable[..., None]:
    """Return ``command`` with an option for each field of ``LoadChoice``.

    They stand where ``command`` has its parameter ``load``, which is given the choice.
    """
    own = inspect.signature(command, eval_str=True).parameters
    choice = inspect.signature(LoadChoice, eval_str=True).parameters

    def run(**given: Any) -> None:
        chosen = {field.name: given.pop(field.name) for field in fields(LoadChoice)}
        command(load=LoadChoice(**chosen), **given)

    parameters = [
        parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for name in own
        for parameter in (choice.values() if name == "load" else (own[name],))
    ]
    run.__name__, run.__doc__, run.__module__ = (
        command.__name__,
        command.__doc__,
        command.__module__,
    )
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return run
