"""One checker in several threads, as a web service has it."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from scriptcheck import Call, Turn
from scriptcheck.learned.model import read_model

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scriptcheck import Checker
    from scriptcheck.learned.scoring import Scorer

SAID = (
    ("您好，这里是海尔客服", "我家冰箱不制冷了", "这个我不知道，你找别人吧"),
    ("请您稍等", "你们怎么搞的", "实在对不起，我马上给您登记"),
    ("有本事你去投诉啊", "什么态度", "还有其他可以帮您的吗，再见"),
)
THREADS = 6


@pytest.fixture
def eager_switching() -> Iterator[None]:
    """Let threads take turns as often as they can."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


def test_each_thread_adds_up_in_buffers_of_its_own(default_checker: Checker) -> None:
    assert default_checker.profile.model is not None
    model = read_model(default_checker.profile.model)
    together = Barrier(2)

    def scorer() -> Scorer:
        together.wait()
        first, again = model.scorer, model.scorer
        assert first is again
        return first

    with ThreadPoolExecutor(2) as pool:
        one, other = (each.result() for each in [pool.submit(scorer) for _ in range(2)])
    assert one is not other


@pytest.mark.usefixtures("eager_switching")
def test_the_reports_of_threads_are_those_of_one(default_checker: Checker) -> None:
    calls = [
        Call(
            str(number),
            tuple(Turn("customer" if at == 1 else "agent", text) for at, text in enumerate(said)),
        )
        for number, said in enumerate(SAID)
    ]
    alone = [default_checker.check(call).to_json() for call in calls]
    with ThreadPoolExecutor(THREADS) as pool:
        rounds = [
            pool.submit(lambda: [default_checker.check(c).to_json() for c in calls])
            for _ in range(THREADS)
        ]
        assert [each.result() for each in rounds] == [alone] * THREADS
