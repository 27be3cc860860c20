"""Settings of a profile for its learned model that change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scriptcheck.errors import Problem
from scriptcheck.language import Text
from scriptcheck.learned.model import read_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck.lexicon.profile import Profile

_NOT_LEARNED: Final = Text(
    "请去掉它；要让模型学会这条话术，给它加例句，再运行 scriptcheck lexicon train。",
    "Drop it; give the cue examples and run 'scriptcheck lexicon train' for the model to learn it.",
)
_NO_MODEL: Final = Text(
    "请去掉它，或者运行 scriptcheck lexicon train。",
    "Drop it, or run 'scriptcheck lexicon train'.",
)


def idle_settings(profile: Profile) -> Iterator[Problem]:
    """Yield a problem for each cue that ``profile`` sets for a model that does not know it.

    A profile that uses no model at all may keep the settings of the one that it had.
    """
    if not profile.learned.use:
        return
    known = () if profile.model is None else read_model(profile.model).cues
    for name in profile.learned.cues:
        if name in known:
            continue
        mark = profile.places["learned", name]
        if profile.model is None:
            message = Text(
                f"方案没有学得的模型，learned 里“{name}”的设置不起作用。",
                f"The profile has no learned model, so what 'learned' says of '{name}' changes"
                " nothing.",
            )
        else:
            message = Text(
                f"学得的模型不认得话术“{name}”，learned 里的设置不起作用。",
                f"The learned model does not know the cue '{name}', so what 'learned' says of it"
                " changes nothing.",
            )
        fix = _NO_MODEL if profile.model is None else _NOT_LEARNED
        yield Problem("learned-without-effect", message, mark.source, mark.line, mark.column, fix)
