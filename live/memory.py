"""What many ask at once is read once: kept by revision, so that it is never of an older moment."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Any, TypeVar

T = TypeVar("T")
_MOST = 256
_LOCKS = 16


class Memory:
    """Answers by question and revision. Two hundred phones that ask the same cost one reading.

    An answer is forgotten after `kept_for`, since who is here changes without a revision.
    """

    def __init__(self, *, kept_for: timedelta = timedelta(seconds=2)) -> None:
        self._kept_for = kept_for
        self._kept: OrderedDict[Hashable, tuple[int, datetime, Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._turns = [threading.Lock() for _ in range(_LOCKS)]

    def recall(self, question: Hashable, revision: int, now: datetime, read: Callable[[], T]) -> T:
        """What was read at this revision, or else what `read` gives; others who ask the same wait for it."""
        with self._turns[hash(question) % _LOCKS]:
            with self._lock:
                known = self._kept.get(question)
            if known is not None and known[0] == revision and now - known[1] < self._kept_for:
                answer: T = known[2]
                return answer
            answer = read()
            self._keep(question, revision, now, answer)
            return answer

    def _keep(self, question: Hashable, revision: int, now: datetime, answer: object) -> None:
        with self._lock:
            self._kept[question] = (revision, now, answer)
            self._kept.move_to_end(question)
            # The oldest stand first: what is too old goes, so that nothing of an erased session stays.
            while len(self._kept) > _MOST or self._is_old(now):
                self._kept.popitem(last=False)

    def _is_old(self, now: datetime) -> bool:
        _, kept_at, _ = next(iter(self._kept.values()))
        return now - kept_at >= self._kept_for
