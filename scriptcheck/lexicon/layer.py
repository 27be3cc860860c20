"""One layer of a lexicon: a profile file and the chapters that belong to it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pydantic import ValidationError

from scriptcheck.errors import LexiconError, Problem, UsageError
from scriptcheck.language import Text
from scriptcheck.lexicon.entry import LexiconEntry
from scriptcheck.lexicon.learned_settings import MODEL_FILE
from scriptcheck.lexicon.rule_models import ChapterFile, ProfileFile
from scriptcheck.lexicon.validate import known_fields, suggestion, validate
from scriptcheck.lexicon.yaml_source import YamlDocument, read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

PROFILE_FILE: Final = "profile.yaml"
_SUFFIXES: Final = {".yaml", ".yml"}


@dataclass(frozen=True, slots=True)
class Layer:
    """What one profile file, and the chapters it names, bring in."""

    profile: ProfileFile | None
    """``None`` where chapters are laid over the default profile without one of their own."""
    document: YamlDocument | None
    variables: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Those of the chapters."""
    model: Path | None = None
    """The learned model beside the profile's file, if there is one."""
    cues: dict[str, LexiconEntry] = field(default_factory=dict)
    rules: dict[str, LexiconEntry] = field(default_factory=dict)


def shipped_lexicons() -> Path:
    """Return the folder of the lexicons that come with scriptcheck."""
    installed = Path(str(files("scriptcheck") / "lexicons"))
    return installed if installed.is_dir() else installed.parent.parent / "lexicons"


def shipped_profiles() -> dict[str, Path]:
    """Return the profiles that come with scriptcheck, by name."""
    return {path.stem: path for path in sorted((shipped_lexicons() / "profiles").glob("*.yaml"))}


@dataclass(frozen=True, slots=True)
class LayerFiles:
    """The files of one layer, of which only the profile's has been read."""

    profile: ProfileFile | None
    """``None`` where there is none of its own, or none that can be used."""
    document: YamlDocument | None
    """The profile's file; ``None`` where chapters alone are laid over the default profile."""
    chapters: tuple[Path, ...]
    model: Path | None = None
    """The learned model beside them, if there is one."""


def read_layers(reference: str | Path, problems: list[Problem]) -> list[Layer]:
    """Return the layers of the profile ``reference``, the lowest first.

    ``reference`` is the name of a shipped profile, a profile or chapter file, or a folder of one's
    own. What is wrong in the files is added to ``problems``. Raises ``UsageError`` where there is
    no such profile, ``LexiconError`` where a profile extends itself.
    """
    return [_with_chapters(files, problems) for files in _find_layers(reference, problems)][::-1]


def lexicon_files(reference: str | Path) -> list[Path]:
    """Return every file that the profile ``reference`` is read from, the topmost layer first.

    Raises as ``read_layers`` does, and ``LexiconError`` where a profile's file cannot be used.
    """
    problems: list[Problem] = []
    found: list[Path] = []
    for layer in _find_layers(reference, problems):
        found += [Path(layer.document.source)] if layer.document else []
        found += layer.chapters
        found += [layer.model] if layer.model else []
    if problems:
        raise LexiconError(*problems)
    return found


def model_path(reference: str | Path) -> Path:
    """Return where the learned model of the profile ``reference`` stands, or would stand.

    Raises ``UsageError`` where there is no such profile.
    """
    return _model_beside(_find(reference, None))


def _find_layers(reference: str | Path, problems: list[Problem]) -> Iterator[LayerFiles]:
    seen: list[Path] = []
    following: str | Path | None = reference
    home: Path | None = None
    while following is not None:
        path = _find(following, home)
        if path.resolve() in seen:
            message = Text(f"方案继承成环：{path}。", f"The profile extends itself: {path}.")
            raise LexiconError(Problem("extends-cycle", message, path.as_posix()))
        seen.append(path.resolve())
        layer = _layer_files(path, problems)
        yield layer
        following = layer.profile.extends if layer.profile else _fallback(layer)
        home = path.parent


def _fallback(layer: LayerFiles) -> str | None:
    """Chapters without a profile lie over the default one; a broken profile lies over nothing."""
    return "default" if layer.document is None else None


def _find(reference: str | Path, home: Path | None) -> Path:
    shipped = shipped_profiles()
    if isinstance(reference, str) and reference in shipped:
        return shipped[reference]
    path = Path(reference)
    if home is not None and not path.is_absolute():
        path = _plain(home / path)
    if not _exists(path):
        message = Text(f"没有方案“{reference}”。", f"There is no profile '{reference}'.")
        fix = suggestion(str(reference), shipped)
        paths = Text("也可以写文件或文件夹的路径。", "A path of a file or folder will do too.")
        both = Text(fix.zh + paths.zh, f"{fix.en} {paths.en}")
        raise UsageError(Problem("unknown-profile", message, fix=both))
    if path.is_dir() and (path / PROFILE_FILE).is_file():
        return path / PROFILE_FILE
    return path


def _exists(path: Path) -> bool:
    """Return whether there is ``path``, which may be longer than any file's name."""
    try:
        return path.exists()
    except OSError:
        return False


def _layer_files(path: Path, problems: list[Problem]) -> LayerFiles:
    model = _model_of(path, problems)
    if path.is_dir():
        inside = tuple(_yaml_files(path))
        if not (inside or model):
            raise UsageError(_no_lexicon(path))
        return LayerFiles(None, None, inside, model)
    document = _read(path, problems)
    if document is None:
        return LayerFiles(None, YamlDocument(path.as_posix(), None, {}, {}), ())
    if _is_chapter(document.data):
        return LayerFiles(None, None, (path,), model)
    profile = validate(
        ProfileFile, document.data, lambda at, value: document.nearest(at, value=value), problems
    )
    chapters = _chapter_paths(path, profile, document, problems) if profile else []
    return LayerFiles(profile, document, tuple(chapters), model)


def _no_lexicon(path: Path) -> Problem:
    message = Text(
        "文件夹里没有方案，也没有词库（.yaml）。",
        "The folder holds neither a profile nor a lexicon (.yaml).",
    )
    fix = Text(
        "请检查路径；新的词库可以用 scriptcheck init 建。",
        "Check the path; scriptcheck init begins a lexicon.",
    )
    return Problem("no-lexicon", message, path.as_posix(), fix=fix)


def _model_of(path: Path, problems: list[Problem]) -> Path | None:
    """Return the model beside the profile ``path``; what only has its name is no model."""
    model = _model_beside(path)
    if model.is_file():
        return model
    if model.is_symlink() or model.exists():
        message = Text(
            "模型应当是文件；这是文件夹、管道，或者断了的链接。",
            "A model is a file; this is a folder, a pipe, or a link to nothing.",
        )
        fix = Text("请移走，或者重新训练。", "Move it away, or train the model again.")
        problems.append(Problem("bad-model", message, str(model), fix=fix))
    return None


def _model_beside(path: Path) -> Path:
    return (path if path.is_dir() else path.parent) / MODEL_FILE


def _is_chapter(data: Any) -> bool:
    return (
        isinstance(data, dict)
        and "name" not in data
        and bool(data.keys() & {"cues", "rules", "variables"})
    )


def _chapter_paths(
    path: Path, profile: ProfileFile, document: YamlDocument, problems: list[Problem]
) -> list[Path]:
    if profile.lexicons is None:
        beside = _yaml_files(path.parent) if path.name == PROFILE_FILE else []
        return [chapter for chapter in beside if chapter != path]
    chapters: list[Path] = []
    for index, name in enumerate(profile.lexicons):
        target = _plain(path.parent / name)
        if not target.exists():
            mark = document.nearest(("lexicons", index), value=True)
            message = Text(f"找不到“{name}”。", f"There is no '{name}'.")
            fix = Text(
                "路径从本文件所在的文件夹算起。", "Paths start from the folder of this file."
            )
            problems.append(Problem("not-found", message, mark.source, mark.line, mark.column, fix))
        chapters.extend(_yaml_files(target) if target.is_dir() else [target] * target.exists())
    return chapters


def _plain(path: Path) -> Path:
    """Return ``path`` without the ``..`` in it, as people would write it."""
    return Path(os.path.normpath(path))


def _yaml_files(folder: Path) -> list[Path]:
    found = (
        path for path in folder.rglob("*") if path.suffix.lower() in _SUFFIXES and path.is_file()
    )
    return sorted(found, key=lambda path: path.relative_to(folder).parts)


def _read(path: Path, problems: list[Problem]) -> YamlDocument | None:
    try:
        return read_yaml(path, fields=known_fields())
    except LexiconError as error:
        problems.extend(error.problems)
        return None


def _with_chapters(files: LayerFiles, problems: list[Problem]) -> Layer:
    layer = Layer(files.profile, files.document, model=files.model)
    for path in files.chapters:
        if path.name == PROFILE_FILE or (chapter := _read(path, problems)) is None:
            continue
        _add_chapter(layer, chapter, problems)
    return layer


def _add_chapter(layer: Layer, document: YamlDocument, problems: list[Problem]) -> None:
    checked = validate(
        ChapterFile,
        document.data if document.data is not None else {},
        lambda at, value: document.nearest(at, value=value),
        problems,
    )
    if checked is None:
        checked = _well_named(document.data)
    for kind, entries in (("cues", checked.cues), ("rules", checked.rules)):
        known: dict[str, LexiconEntry] = getattr(layer, kind)
        for name, data in entries.items():
            entry = LexiconEntry(data, document, (kind, name))
            if name in known:
                problems.append(_twice(name, entry, known[name]))
            known[name] = entry
    for name, words in checked.variables.items():
        if layer.variables.setdefault(name, words) != words:
            mark = document.nearest(("variables", name))
            message = Text(
                f"变量“{name}”在别处另有取值。",
                f"The variable '{name}' has other words in another file.",
            )
            fix = Text("请改名或统一取值。", "Rename it, or make the two the same.")
            problems.append(
                Problem("variable-twice", message, mark.source, mark.line, mark.column, fix)
            )


def _well_named(data: Any) -> ChapterFile:
    """Return what of a chapter can be looked at though something in it is wrong.

    Its other mistakes are reported together with the first.
    """
    parts = data if isinstance(data, dict) else {}
    kept: dict[str, dict[str, Any]] = {}
    for kind in ("cues", "rules"):
        entries = parts.get(kind)
        kept[kind] = {}
        for name, entry in (entries if isinstance(entries, dict) else {}).items():
            try:
                ChapterFile.model_validate({kind: {name: entry}})
            except ValidationError:
                continue
            kept[kind][name] = entry
    variables = parts.get("variables")
    try:
        return ChapterFile.model_validate({**kept, "variables": variables or {}})
    except ValidationError:
        return ChapterFile.model_validate(kept)


def _twice(name: str, entry: LexiconEntry, first: LexiconEntry) -> Problem:
    mark, other = entry.mark, first.mark
    place = f"{other.source}:{other.line}"
    message = Text(f"“{name}”在 {place} 已经有了。", f"'{name}' stands already in {place}.")
    fix = Text("请合并或改名。", "Merge the two, or rename one.")
    return Problem("duplicate-id", message, mark.source, mark.line, mark.column, fix)


def entries(layer: Layer) -> Iterator[tuple[str, str, LexiconEntry]]:
    """Yield every entry of ``layer``: its kind (``cues`` or ``rules``), its id, and itself."""
    for name, entry in layer.cues.items():
        yield "cues", name, entry
    for name, entry in layer.rules.items():
        yield "rules", name, entry
