"""What the system refuses XlsxWriter, as the errors that it has for everything else."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def system_errors() -> Iterator[None]:
    """Raise ``OSError`` where XlsxWriter says in an error of its own that it cannot write.

    It does where the folder has gone meanwhile, the disk is full, or the file is too large.
    """
    from xlsxwriter.exceptions import FileCreateError, FileSizeError

    try:
        yield
    except FileCreateError as error:
        cause = error.args[0] if error.args else error
        raise (cause if isinstance(cause, OSError) else OSError(str(cause))) from None
    except FileSizeError:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG)) from None
