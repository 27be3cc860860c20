"""The tables on how what is transcribed may differ from what is meant."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from markdown_table import Table

from scriptcheck.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable


def confused_sounds() -> Table:
    """Return the sounds that speakers merge."""
    from scriptcheck.text import sound

    def pairs(table: Iterable[tuple[str, str]]) -> str:
        return ", ".join(f"{one}/{other}" for one, other in table)

    rows = (
        (Text("声母", "initials"), pairs(sound.CONFUSED_INITIALS)),
        (Text("韵母", "finals"), pairs(sound.CONFUSED_FINALS)),
        (Text("f 与带介音的 h", "f for h with its glide"), pairs(sound.CONFUSED_GLIDES)),
    )
    return Table(("", Text("混同", "merged")), rows)


def dialect_words() -> Table:
    """Return the words of dialects that are folded to those of Mandarin."""
    from scriptcheck.text.standard import CANTONESE_WORDS, CHARACTERS, WORDS

    by_word: dict[str, list[str]] = {}
    for dialect, mandarin in (*CHARACTERS.items(), *WORDS.items()):
        by_word.setdefault(mandarin, []).append(dialect)
    for dialect, mandarin in CANTONESE_WORDS.items():
        by_word.setdefault(mandarin, []).append(f"{dialect}*")
    heading = (Text("普通话", "Mandarin"), Text("方言的写法", "written in dialects"))
    return Table(heading, ((word, " ".join(found)) for word, found in by_word.items()))


def fixed_confidences() -> Table:
    """Return the confidences of a model that no profile sets, and what each decides."""
    from scriptcheck.learned.source import FAULT_SURE, RIVAL_LIKELY, RIVAL_SURE
    from scriptcheck.learned.suspects import SURELY

    heading = (Text("把握", "confidence"), Text("用在哪里", "what it decides"))
    rows = (
        (
            RIVAL_SURE,
            Text(
                "对 `rival` 有这么大把握，步骤的命中才存疑",
                "a step's match can be doubted where the model is that sure of its `rival`",
            ),
        ),
        (
            FAULT_SURE,
            Text(
                "对某项禁语有这么大把握，步骤的命中才存疑，这一轮也不算可能的补救",
                "a step's match can be doubted, and a turn is no possible remedy, where the model "
                "is that sure of something that rules forbid",
            ),
        ),
        (
            RIVAL_LIKELY,
            Text(
                "对禁语的 `rival` 有这么大把握，模型自己找到的只列为请人看",
                "what the model itself finds of what is forbidden is only a suspect where it is "
                "that sure of its `rival`",
            ),
        ),
        (
            SURELY,
            Text(
                "模型找到的禁语有这么大把握，才算通话里另一轮有问题",
                "what the model finds of what is forbidden counts as another turn with a fault",
            ),
        ),
    )
    return Table(heading, ((f"{confidence}", what) for confidence, what in rows))


def homophones_by_length() -> Table:
    """Return how alike characters must sound in runs of each length."""
    from scriptcheck.match.automaton import HOMOPHONE_LEVELS

    words = (
        Text("不许：保修不是报修，在建不是再见", "none: 保修 is not 报修, nor 在建 再见"),
        Text("同音：稍等一可作烧等一", "same syllable: 烧等一 for 稍等一"),
        Text("同音和混同", "same syllable and confusions"),
    )
    by_level: dict[int, list[int]] = {}
    for length, level in sorted(HOMOPHONE_LEVELS.items()):
        by_level.setdefault(level, []).append(length)
    rows: list[tuple[str | Text, Text]] = [
        (", ".join(map(str, lengths)), words[level]) for level, lengths in by_level.items()
    ]
    longest = max(HOMOPHONE_LEVELS) + 1
    rows.append((Text(f"{longest} 个以上", f"{longest} and more"), words[2]))
    names = Text("方案变量里的名称", "names from the profile's variables")
    short = Text("同音和混同，再短也行", "same syllable and confusions, however short")
    return Table(
        (Text("连着几个字", "characters in a row"), Text("可以听错成", "may sound alike")),
        [*rows, (names, short)],
    )


def allowed_edits() -> Table:
    """Return how many edits templates of each length may have."""
    from scriptcheck.match.automaton import EDITS_BY_LENGTH

    steps = sorted([*EDITS_BY_LENGTH, (1, 0)])
    ranges = [f"{least}–{above - 1}" for (least, _), (above, _) in pairwise(steps)]
    longest = steps[-1][0]
    heading = [Text("字数", "characters"), *ranges, Text(f"{longest} 以上", f"{longest} and more")]
    return Table(heading, [["k", *(str(edits) for _, edits in steps)]])


def log_odds() -> Table:
    """Return what characters that surely match weigh for others near them."""
    from scriptcheck.match.noisy_channel import APART, LEAST, LOG_ODDS, NEAR

    *few, most = range(1, len(LOG_ODDS) + 1)
    heading = (
        Text(
            f"前后 {NEAR} 个字里确实匹配的字", f"characters surely matched within {NEAR} characters"
        ),
        *map(str, few),
        Text(f"{most} 以上", f"{most} and more"),
    )
    apart = Text("自成小句时的分贝", "decibels, in a clause of its own")
    rows = (
        (Text("分贝", "decibels"), *map(str, LOG_ODDS)),
        (apart, *(str(max(LEAST, odds - APART)) for odds in LOG_ODDS)),
    )
    return Table(heading, rows)


def word_costs() -> Table:
    """Return what each kind of word costs."""
    from scriptcheck.text.likelihood import UNKNOWN, WORD, single_words

    singles = single_words()
    examples = ", ".join(f"{character} {singles[character]}" for character in "的您凝")
    rows = (
        (Text("几个字的词", "a word of several characters"), str(WORD)),
        (
            Text("单字成词", "a single character, by jieba's counts"),
            Text(f"如 {examples}", f"such as {examples}"),
        ),
        (Text("不成词的字", "a character that is no word"), str(UNKNOWN)),
    )
    return Table((Text("词", "word"), Text("分贝", "decibels")), rows)
