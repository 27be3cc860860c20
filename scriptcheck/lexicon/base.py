"""What all lexicon models are built of: their base, short forms, and how they report a mistake."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from scriptcheck.report import Severity

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

    from scriptcheck.language import Lang, Text


class Named:
    """What an entry names, collected while it is validated: also of one that cannot be used."""

    def __init__(self) -> None:
        self.cues: dict[str, None] = {}
        self.metrics: dict[str, None] = {}


def _note_cue(cue: str, info: ValidationInfo) -> str:
    if isinstance(info.context, Named):
        info.context.cues[cue] = None
    return cue


def _note_metric(metric: str, info: ValidationInfo) -> str:
    if isinstance(info.context, Named):
        info.context.metrics[metric] = None
    return metric


Id: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
CueId: TypeAlias = Annotated[Id, AfterValidator(_note_cue)]
"""The id of a cue, where an entry names it."""
RuleId: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]
NonEmpty: TypeAlias = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
MetricName: TypeAlias = Annotated[NonEmpty, AfterValidator(_note_metric)]
SEVERITY_WORDS: Final = MappingProxyType(
    {
        "致命": Severity.FATAL,
        "严重": Severity.MAJOR,
        "轻微": Severity.MINOR,
        "提示": Severity.INFO,
    }
)
"""What people may write in place of a severity's own name."""


def _severity(value: Any) -> Any:
    return SEVERITY_WORDS.get(value.strip(), value) if isinstance(value, str) else value


SeverityWord: TypeAlias = Annotated[Severity, Field(strict=False), BeforeValidator(_severity)]
Mode: TypeAlias = Literal["extend", "replace"]
Count: TypeAlias = Annotated[int, Field(ge=1)]
Seconds: TypeAlias = Annotated[float, Field(gt=0)]
Percent: TypeAlias = Annotated[float, Field(gt=0, le=100)]


def invalid(code: str, message: Text, fix: Text, column: int = 0) -> PydanticCustomError:
    """Return an error for a validator to raise, with its words in both languages.

    ``column`` is how many characters into the value the error lies.
    """
    words = {"zh": message.zh, "en": message.en, "fix_zh": fix.zh, "fix_en": fix.en}
    return PydanticCustomError(code, "{en}", words | {"column": column})


def in_list(value: Any) -> Any:
    """Return ``value`` as a list, for fields that take one value or several."""
    return value if isinstance(value, list | tuple) else [value]


class Model(BaseModel):
    """Base of all lexicon models: nothing unknown is let in, nothing changes afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, defer_build=True)


class Brief(Model):
    """A model that may be written as the value of its main field alone."""

    main: ClassVar[str]
    """The field that stands for the whole."""

    @model_validator(mode="before")
    @classmethod
    def _from_main(cls, value: Any) -> Any:
        return {cls.main: value} if isinstance(value, str) else value

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        return {"anyOf": [{"type": "string"}, handler(schema)]}


class InBothLanguages(Model):
    """A model whose Chinese texts stand in for English ones that are not given."""

    @model_validator(mode="before")
    @classmethod
    def _chinese_stands_in(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        lacking = {
            name: value[chinese]
            for name in cls.model_fields
            if (chinese := name.removesuffix("_en")) != name
            and value.get(name) is None
            and isinstance(value.get(chinese), str)
        }
        return value | lacking if lacking else value


class Titled(InBothLanguages):
    """Something with a name that people read."""

    title: NonEmpty
    title_en: NonEmpty = ""

    def name(self, lang: Lang) -> str:
        """Return the title in ``lang``."""
        return self.title if lang == "zh" else self.title_en
