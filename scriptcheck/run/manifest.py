"""What a run was asked for: kept beside its reports, so that only the same run goes on."""

from __future__ import annotations

from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import msgspec

from scriptcheck.bounded import read_whole
from scriptcheck.errors import Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.load.files.find import shown_path
from scriptcheck.redact import Gate
from scriptcheck.run.work import file_hash
from scriptcheck.write.whole_file import whole_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from scriptcheck.checker import Checker
    from scriptcheck.load.options import LoadOptions
    from scriptcheck.run.options import RunOptions

MANIFEST_SCHEMA: Final = "scriptcheck.run/1"

_WHAT: Final = {
    "schema": Text("文件格式", "its form"),
    "version": Text("scriptcheck 的版本", "the version of scriptcheck"),
    "profile": Text("方案或词库", "the profile or its lexicons"),
    "lang": Text("语言", "the language"),
    "paths": Text("要检查的路径", "the paths to be checked"),
    "load_options": Text("读取选项", "the load options"),
    "from_errors": Text("要重跑的记录", "the records to be checked again"),
    "call_data": Text("通话数据文件", "the side file of call data"),
    "redacted": Text("要隐去的信息", "what is to be masked"),
    "report": Text("报告的写法", "the form of the reports"),
    "compressed": Text("报告压缩与否", "whether the reports are compressed"),
}


class Manifest(msgspec.Struct, frozen=True):
    """What decides which reports a run writes, but for the transcripts themselves."""

    schema: str
    version: str
    """The version of scriptcheck."""
    profile: dict[str, str]
    """Name, version and hash of the profile."""
    lang: str
    paths: tuple[str, ...]
    load_options: dict[str, Any]
    from_errors: str = ""
    """The hash of the file of errors whose inputs are checked again; empty where there is none."""
    call_data: str = ""
    """The hash of the side file; empty where there is none."""
    redacted: tuple[str, ...] = ()
    """The kinds of personal data that are masked."""
    report: str = "full"
    compressed: bool = False

    @classmethod
    def of(
        cls,
        checker: Checker,
        paths: Sequence[str],
        load_options: LoadOptions,
        *,
        from_errors: str = "",
        run_options: RunOptions,
    ) -> Manifest:
        """Return the manifest of a run of ``checker`` over ``paths``."""
        redact_kinds = run_options.redact_kinds
        profile = checker.profile
        gate = Gate(redact_kinds)
        plain = msgspec.json.decode(msgspec.json.encode(_writable(asdict(load_options))))
        speakers = {gate.label(label): role for label, role in plain.pop("speakers").items()}
        return cls(
            MANIFEST_SCHEMA,
            version("scriptcheck"),
            {"name": profile.name, "version": profile.version, "sha256": profile.sha256},
            checker.lang,
            tuple(gate.path(shown_path(path)) for path in paths),
            _redacted(plain, gate) | {"speakers": speakers},
            from_errors,
            "" if load_options.call_data is None else file_hash(Path(load_options.call_data)),
            tuple(map(str, redact_kinds)),
            run_options.report,
            run_options.compress,
        )

    def write(self, path: Path) -> None:
        """Write the manifest, whole or not at all."""
        text = msgspec.json.format(msgspec.json.encode(self), indent=2)
        with whole_file(path, durable=True) as part:
            part.write_bytes(text + b"\n")

    def require_same(self, path: Path) -> None:
        """Raise ``UsageError`` where the run whose manifest is at ``path`` was another one."""
        try:
            other = msgspec.json.decode(read_whole(path), type=Manifest)
        except msgspec.DecodeError:
            message = Text("它坏了，无法继续。", "It is damaged, and the run cannot go on.")
            raise UsageError(Problem("bad-manifest", message, path.as_posix(), fix=_ANEW)) from None
        if problems := tuple(self._differences(other, path)):
            raise UsageError(*problems)

    def _differences(self, other: Manifest, path: Path) -> Iterator[Problem]:
        for name, what in _WHAT.items():
            before, now = getattr(other, name), getattr(self, name)
            if before != now:
                was, is_now = map(_told, _what_differs(before, now))
                message = Text(
                    f"{what.zh}变了，不能接着上次的运行：上次是 {was}，现在是 {is_now}。",
                    f"The run cannot go on: {what.en} was {was} and is {is_now}.",
                )
                yield Problem("run-changed", message, path.as_posix(), fix=_BACK_OR_ANEW)


def _writable(value: Any) -> Any:
    """Return ``value``, of plain types, with texts that can be written whatever their bytes are."""
    if isinstance(value, dict):
        return {key: _writable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_writable(each) for each in value]
    return shown_path(value) if isinstance(value, str) else value


def _redacted(value: Any, gate: Gate) -> Any:
    """Return ``value``, of plain types, with what is personal in its texts replaced by codes."""
    if isinstance(value, dict):
        return {gate.path(key): _redacted(each, gate) for key, each in value.items()}
    if isinstance(value, list):
        return [_redacted(each, gate) for each in value]
    return gate.path(value) if isinstance(value, str) else value


_ANEW: Final = Text(
    "请去掉 --resume，从头检查。", "Leave out --resume, and all is checked from the beginning."
)
_BACK_OR_ANEW: Final = Text(
    "请改回原样，或去掉 --resume 从头检查。",
    "Change it back, or leave out --resume, and all is checked from the beginning.",
)


def input_changed(source: str) -> UsageError:
    """Return the error of a run that cannot go on, as what it has read of ``source`` changed."""
    message = Text(
        "上次运行读过之后，它变了（或多了、少了文件），不能接着运行。",
        "It has changed since the run read it, or files came or went: the run cannot go on.",
    )
    return UsageError(Problem("input-changed", message, source, fix=_BACK_OR_ANEW))


def _what_differs(before: Any, now: Any) -> tuple[Any, Any]:
    """Return both, of settings by name only those that are not the same."""
    if not (isinstance(before, dict) and isinstance(now, dict)):
        return before, now
    names = [name for name in {**before, **now} if before.get(name) != now.get(name)]
    return {name: before.get(name) for name in names}, {name: now.get(name) for name in names}


def _told(value: Any) -> str:
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
