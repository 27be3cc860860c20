"""JSON written as text within JSON, as some recognisers do."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import msgspec

from scriptcheck.errors import LoadError
from scriptcheck.language import Text
from scriptcheck.load.readers.json.text import JsonText

if TYPE_CHECKING:
    from scriptcheck.load.readers.json.position import Path
    from scriptcheck.load.readers.json.shape import JsonValue

T = TypeVar("T")


def decode_text(inner: str, kind: type[T], outer: JsonValue, at: Path) -> T:
    """Return the JSON that ``inner``, the text at the path ``at`` of ``outer``, holds as ``kind``.

    Raises ``LoadError`` with the place of that text where it does not fit.
    """
    try:
        return msgspec.convert(JsonText(inner).parse(nan_is_null=True), kind, strict=False)
    except LoadError as error:
        what = error.problems[0].message
    except msgspec.ValidationError as error:
        what = Text(f"{error}", f"{error}")
    name = ".".join(map(str, at))
    message = Text(
        f"“{name}”里的 JSON 文字读不了：{what.zh}", f"The JSON text in '{name}' fails: {what.en}"
    )
    raise LoadError(outer.problem("nested-json", message, at))
