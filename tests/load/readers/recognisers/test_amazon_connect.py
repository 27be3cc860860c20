"""Chats of Amazon Connect: their contact is the call."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.load.conftest import Loaded


def chat(**ids: Any) -> dict[str, Any]:
    messages = [("AGENT", "您好", "01"), ("CUSTOMER", "冰箱坏了", "04")]
    return ids | {
        "Transcript": [
            {
                "Id": role,
                "ParticipantRole": role,
                "Type": "MESSAGE",
                "Content": text,
                "AbsoluteTime": f"2024-05-01T10:00:{second}Z",
            }
            for role, text, second in messages
        ]
    }


def read(load_bytes: Callable[..., Loaded], value: object) -> Loaded:
    return load_bytes(json.dumps(value, ensure_ascii=False), "chat.json")


def test_the_contact_is_the_call(load_bytes: Callable[..., Loaded]) -> None:
    loaded = read(load_bytes, chat(ContactId="contact-1"))
    (call,) = loaded.calls
    assert call.call_id == "contact-1"
    assert [(turn.speaker, turn.start_ms) for turn in call.turns] == [
        ("agent", 0),
        ("customer", 3000),
    ]
    assert (loaded.problems, loaded.warnings) == ([], [])


def test_each_chat_of_a_file_has_its_own(load_bytes: Callable[..., Loaded]) -> None:
    loaded = read(load_bytes, [chat(ContactId="contact-1"), chat(ContactId="contact-2")])
    assert [call.call_id for call in loaded.calls] == ["contact-1", "contact-2"]


def test_that_of_the_metadata_goes_first(load_bytes: Callable[..., Loaded]) -> None:
    both = chat(ContactId="contact-1", CustomerMetadata={"ContactId": "contact-2"})
    assert read(load_bytes, both).calls[0].call_id == "contact-2"


def test_without_one_the_file_names_the_call(load_bytes: Callable[..., Loaded]) -> None:
    assert read(load_bytes, chat()).calls[0].call_id == "chat"
    blank = chat(ContactId="", CustomerMetadata={})
    assert read(load_bytes, blank).calls[0].call_id == "chat"
