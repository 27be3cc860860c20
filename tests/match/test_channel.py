"""Messages without words: what shows sooner that a turn is none never hides one."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from scriptcheck.match import channel

SIGNS = "[【<（]】>） \u3000\x1c\n"
WORDS = ("图片", "表情", "对方", "你", "撤回", "撤回了一条消息", "该消息已被", "好的")
LATIN = ("image", "IMAGE", ".png", "https://a.cn/b")
PIECES = st.sampled_from([*SIGNS, *WORDS, *LATIN])


@given(st.lists(PIECES, max_size=6).map("".join))
@example("　[图片]")
@example("\x1c【IMAGE】")
@example("你撤回了一条消息")
@example("")
def test_a_message_without_words_is_one_however_it_begins(text: str) -> None:
    assert channel.is_no_speech(text) == (channel._NO_SPEECH.fullmatch(text) is not None)
