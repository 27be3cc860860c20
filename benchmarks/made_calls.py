"""Made-up calls of about six turns and 150 characters, any number of them, always the same.

A quarter belong to cases of three calls, days apart, so that the rules on cases have work too.
``python -m benchmarks.made_calls 1000000 > calls.jsonl`` writes them as canonical JSON lines.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import datetime, timedelta, timezone
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_GREETINGS: Final = (
    "您好，海尔客服{}号为您服务，请问有什么可以帮您？",
    "您好，很高兴为您服务，我是{}号，请问您有什么需要？",
    "喂，你好，什么事？",
    "您好，这里是海尔服务热线，工号{}，请讲。",
)
_TROUBLES: Final = (
    "我家冰箱这两天声音特别大，晚上都睡不着。",
    "洗衣机脱水的时候一直在晃，响得厉害。",
    "空调开了半个小时还不凉，外机也不转。",
    "我上个月报修的热水器到现在都没人来，我要投诉你们！",
    "我想问一下我的订单什么时候能送到。",
    "电视买了才一个星期屏幕就花了，能不能换？",
)
_ANSWERS: Final = (
    "非常抱歉给您添麻烦了，请您提供一下电话号码，我帮您登记上门检修。",
    "请您稍等，我帮您查询一下。",
    "这个我不知道，你打别的电话问吧。",
    "您的心情我理解，我马上为您核实处理，二十四小时内给您答复。",
    "好的，已经帮您登记，师傅会在明天上午和您联系。",
)
_CUSTOMERS: Final = (
    "号码是一三八零零幺三八零零零，你们快一点。",
    "那行吧，麻烦你了。",
    "怎么每次都这么说，到底什么时候来？",
    "好的，谢谢。",
)
_CLOSINGS: Final = (
    "请问还有其他可以帮您的吗？感谢您的来电，祝您生活愉快，再见。",
    "不客气，感谢您的来电，再见。",
    "那就这样。",
)
_CASES_EVERY: Final = 4
_CALLS_OF_A_CASE: Final = 3
_FIRST_DAY: Final = datetime(2026, 3, 1, 8, tzinfo=timezone(timedelta(hours=8)))


def calls() -> Iterator[dict[str, Any]]:
    """Yield calls without end; each depends on its number alone."""
    number = 0
    while True:
        yield _call(number)
        number += 1


def lines(count: int) -> Iterator[bytes]:
    """Yield the first ``count`` calls, a line of JSON each."""
    for call in islice(calls(), count):
        yield json.dumps(call, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _call(number: int) -> dict[str, Any]:
    draw = random.Random(number)  # noqa: S311  (not a secret)
    agent = f"{8000 + draw.randrange(300)}"
    said = [
        ("agent", draw.choice(_GREETINGS).format(agent)),
        ("customer", draw.choice(_TROUBLES)),
        ("agent", draw.choice(_ANSWERS)),
        ("customer", draw.choice(_CUSTOMERS)),
        ("agent", draw.choice(_ANSWERS)),
        ("agent", draw.choice(_CLOSINGS)),
    ]
    meta = {
        "agent_id": agent,
        "team": f"{agent[-1]}班",
        "start_time": (_FIRST_DAY + timedelta(seconds=number % 86_400)).isoformat(),
    }
    if number % _CASES_EVERY == 0:
        place = number // _CASES_EVERY
        meta["case_id"] = f"k{place // _CALLS_OF_A_CASE}"
        days = timedelta(days=place % _CALLS_OF_A_CASE)
        meta["start_time"] = (_FIRST_DAY + days + timedelta(minutes=number % 600)).isoformat()
    return {
        "call_id": f"m{number:09}",
        "turns": [{"speaker": speaker, "text": text} for speaker, text in said],
        "meta": meta,
    }


if __name__ == "__main__":
    sys.stdout.buffer.writelines(lines(int(sys.argv[1])))
