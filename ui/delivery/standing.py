"""Whether something is at work on a delivery, has come to rest, or stopped half-way."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from schemas.delivery import Delivery, Progress
from ui.delivery.command import Work, find_work
from ui.delivery.reading import Deliveries, UnknownDeliveryError
from ui.delivery.rules import WORKING

Standing = Literal["at_work", "settled", "stalled"]
_SOON = timedelta(seconds=20)


@dataclass(frozen=True)
class Looked:
    """A delivery at one moment. `delivery` is None while its first command has written nothing yet.

    `failed`: the last command of this server ended badly, and changed nothing; `said`: why, for who gave it.
    """

    delivery_id: str
    standing: Standing
    delivery: Delivery | None = None
    progress: Progress | None = None
    failed: bool = False
    said: str = ""


def look_at(deliveries: Deliveries, delivery_id: str) -> Looked:
    """How it stands with the delivery.

    Raises:
        UnknownDeliveryError: if there is none, or the viewer may not see it.
    """
    work = find_work(delivery_id)
    try:
        delivery = deliveries.find(delivery_id)
    except UnknownDeliveryError:
        if work is None or work.scope != deliveries.viewer.scope:
            raise
        return Looked(delivery_id, "at_work" if work.is_running else "stalled", failed=not work.is_running)
    progress = deliveries.read_progress(delivery_id)
    standing = _judge(delivery, progress=progress, work=work)
    failed = work is not None and bool(work.code) and delivery.changed_at < work.begun
    failed = failed and standing == "settled"
    said = work.said if work is not None and failed and work.scope == deliveries.viewer.scope else ""
    return Looked(delivery_id, standing, delivery, progress, failed=failed, said=said)


def _judge(delivery: Delivery, *, progress: Progress | None, work: Work | None) -> Standing:
    # A command of another server may have written its first word and not its progress.
    fresh = progress is None and datetime.now(UTC) - delivery.changed_at < _SOON
    running = (work is not None and work.is_running) or (fresh and delivery.state in WORKING)
    if running or (progress is not None and is_alive(progress.process)):
        return "at_work"
    return "stalled" if delivery.state in WORKING else "settled"


def is_alive(process: int) -> bool:
    """Whether a process of this machine with this number is at work, whoever started it."""
    if process <= 0:
        return False
    try:
        os.kill(process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return not _has_ended(process)


def _has_ended(process: int) -> bool:
    """Whether it ended and only its number is kept, which Linux tells."""
    try:
        words = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return False
    return words.rpartition(")")[2].split()[:1] == ["Z"]
