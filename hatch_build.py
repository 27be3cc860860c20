"""Compiles what must be fast where a C compiler is at hand; without one it runs as plain Python.

Run ``python hatch_build.py`` to compile it in place. ``SCRIPTCHECK_PURE=1`` builds without;
``CFLAGS`` take the place of ``-O3``.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SOURCES: Final = (
    "scriptcheck/learned/scoring.py",
    "scriptcheck/learned/text_index.py",
    "scriptcheck/match/chains.py",
    "scriptcheck/match/closeness.py",
    "scriptcheck/match/kernel.py",
    "scriptcheck/text/cut.py",
    "scriptcheck/text/fold.py",
    "scriptcheck/text/smooth.py",
)
"""Compiled with the types of the ``.pxd`` file beside each."""

AS_WRITTEN: Final = (
    "scriptcheck/lexicon/template.py",
    "scriptcheck/match/anchors.py",
    "scriptcheck/match/automaton.py",
    "scriptcheck/match/program.py",
)
"""Compiled without types: they make the tables of a lexicon, in small steps."""

_DIRECTIVES: Final = {
    "annotation_typing": False,
    "boundscheck": False,
    "cdivision": True,
    "initializedcheck": False,
    "wraparound": False,
}


def compile_sources(root: Path) -> list[Path]:
    """Compile each source beside itself; return the libraries, raise what the compiler does."""
    from setuptools import Distribution
    from setuptools.command.build_ext import build_ext

    with tempfile.TemporaryDirectory() as scratch:
        # The copy keeps its package, so that the names in the types are found.
        shutil.copytree(root / "scriptcheck", Path(scratch, "scriptcheck"), ignore=_libraries)
        extensions = [
            *_extensions(SOURCES, scratch, _DIRECTIVES),
            *_extensions(AS_WRITTEN, scratch, {"annotation_typing": False}),
        ]
        command = build_ext(Distribution({"ext_modules": extensions}))
        command.build_lib, command.build_temp = scratch, scratch
        command.parallel = os.cpu_count()
        command.ensure_finalized()
        command.run()
        sources = (*SOURCES, *AS_WRITTEN)
        built = [Path(command.get_ext_fullpath(_module(source))) for source in sources]
        return [
            _put(library, (root / source).parent / library.name)
            for library, source in zip(built, sources, strict=True)
        ]


def _extensions(sources: Sequence[str], scratch: str, directives: Mapping[str, bool]) -> list[Any]:
    """Return ``sources``, as they are copied to ``scratch``, translated to C."""
    from Cython.Build import cythonize
    from setuptools import Extension

    flags = ["/O2"] if sys.platform == "win32" else ["-g0"]
    if sys.platform != "win32" and "CFLAGS" not in os.environ:
        flags.append("-O3")
    modules = [
        Extension(_module(source), [str(Path(scratch, source))], extra_compile_args=flags)
        for source in sources
    ]
    found: list[Any] = cythonize(
        modules, compiler_directives=dict(directives), language_level=3, quiet=True
    )
    return found


def _module(source: str) -> str:
    return source.removesuffix(".py").replace("/", ".")


def _put(library: Path, target: Path) -> Path:
    """Copy ``library`` to ``target``, whole or not at all: programs may be running that use it."""
    new = target.with_name(f"{target.name}.new")
    shutil.copy(library, new)
    return new.replace(target)


def _libraries(_folder: str, names: list[str]) -> list[str]:
    return [name for name in names if name.endswith((".so", ".pyd"))]


class CompileHook(BuildHookInterface[Any]):
    """Compiles what is slow into each wheel, and beside its source for an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the library to the wheel, or warn that the scan will be slow."""
        if self.target_name != "wheel" or os.environ.get("SCRIPTCHECK_PURE"):
            return
        try:
            libraries = compile_sources(Path(self.root))
        except Exception as error:  # noqa: BLE001  (compilers fail in many ways, and none matters)
            self.app.display_warning(f"the scan is not compiled and will be slow: {error}")
            return
        if version != "editable":
            for library in libraries:
                name = library.relative_to(self.root).as_posix()
                build_data["force_include"][str(library)] = name
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


if __name__ == "__main__":
    sys.stdout.writelines(f"{library}\n" for library in compile_sources(Path(__file__).parent))
