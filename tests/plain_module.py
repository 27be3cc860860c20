"""The plain Python of modules that are compiled where there is a compiler."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from types import ModuleType


def plain_module(compiled: ModuleType, *used: ModuleType) -> Any:
    """Return ``compiled`` as the Python that it is compiled from, beside the module itself.

    It uses the plain Python of the modules ``used``, which it imports.
    """
    folder = Path(compiled.__file__ or "").parent
    name = compiled.__name__.rpartition(".")[2]
    spec = importlib.util.spec_from_file_location(f"plain_{name}", folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    with patch.dict(sys.modules, {each.__name__: plain_module(each) for each in used}):
        spec.loader.exec_module(module)
    return module
