"""What XlsxWriter cannot write is an error of the system, with its reason."""

from __future__ import annotations

import errno
import os

import pytest
from xlsxwriter.exceptions import FileCreateError, FileSizeError

from scriptcheck.write.excel.system_errors import system_errors

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize(
    ("raised", "number"),
    [
        (FileCreateError(FULL), errno.ENOSPC),
        (FileCreateError("no such folder"), None),
        (FileSizeError("too large"), errno.EFBIG),
    ],
)
def test_the_reason_is_that_of_the_system(raised: Exception, number: int | None) -> None:
    with pytest.raises(OSError, match=r".") as caught, system_errors():
        raise raised
    assert caught.value.errno == number
