"""Compiles the scan where a C compiler is at hand; without one the same Python file does the work.

Run ``python hatch_build.py`` to compile it in place. ``SCRIPTCHECK_PURE=1`` builds without.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SOURCE: Final = "scriptcheck/match/kernel.py"
"""Compiled with the types of ``kernel.pxd`` beside it."""

_DIRECTIVES: Final = {
    "annotation_typing": False,
    "boundscheck": False,
    "cdivision": True,
    "initializedcheck": False,
    "wraparound": False,
}


def compile_kernel(root: Path) -> Path:
    """Compile the kernel beside its source; return the library, raise what the compiler does."""
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension
    from setuptools.command.build_ext import build_ext

    module = SOURCE.removesuffix(".py").replace("/", ".")
    with tempfile.TemporaryDirectory() as scratch:
        source = Path(scratch, SOURCE)
        # The copy keeps its package, so that the names in the types are found.
        shutil.copytree((root / SOURCE).parent, source.parent)
        for package in ("scriptcheck", "scriptcheck/match"):
            Path(scratch, package, "__init__.py").touch()
        flags = ["/O2"] if sys.platform == "win32" else ["-O3", "-g0"]
        (extension,) = cythonize(
            [Extension(module, [str(source)], extra_compile_args=flags)],
            compiler_directives=_DIRECTIVES,
            language_level=3,
            quiet=True,
        )
        command = build_ext(Distribution({"ext_modules": [extension]}))
        command.build_lib, command.build_temp = scratch, scratch
        command.ensure_finalized()
        command.run()
        built = Path(command.get_ext_fullpath(module))
        return Path(shutil.copy(built, (root / SOURCE).parent / built.name))


class CompileHook(BuildHookInterface[Any]):
    """Compiles the kernel into each wheel, and beside its source for an editable install."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the library to the wheel, or warn that the scan will be slow."""
        if self.target_name != "wheel" or os.environ.get("SCRIPTCHECK_PURE"):
            return
        try:
            library = compile_kernel(Path(self.root))
        except Exception as error:  # noqa: BLE001  (compilers fail in many ways, and none matters)
            self.app.display_warning(f"the scan is not compiled and will be slow: {error}")
            return
        if version != "editable":
            name = f"{Path(SOURCE).parent.as_posix()}/{library.name}"
            build_data["force_include"][str(library)] = name
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


if __name__ == "__main__":
    sys.stdout.write(f"{compile_kernel(Path(__file__).parent)}\n")
