"""JSON that stands in a page or a script and can end neither."""

from __future__ import annotations

import json
from typing import Any, Final

import msgspec

_ESCAPES: Final = (
    # `<` opens tags and comments, and so would `</script>`; in JSON it stands in strings alone.
    (b"<", b"\\u003c"),
    (b">", b"\\u003e"),
    (b"&", b"\\u0026"),
    # Line ends to JavaScript of old.
    ("\u2028".encode(), b"\\u2028"),
    ("\u2029".encode(), b"\\u2029"),
)


def script_json(value: Any) -> bytes:
    """Return ``value`` as one line of UTF-8 JSON that is safe within ``<script>``."""
    try:
        encoded = msgspec.json.encode(value)
    except UnicodeEncodeError:
        # Half a surrogate is no UTF-8.
        encoded = json.dumps(msgspec.to_builtins(value), separators=(",", ":")).encode()
    for char, escape in _ESCAPES:
        encoded = encoded.replace(char, escape)
    return encoded
