import threading
import time
from pathlib import Path

import pytest

from live import LiveStore, open_live
from ui.live import service


def test_find_live_when_many_ask_at_once_then_it_is_opened_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    url = f"sqlite:///{tmp_path / 'live.db'}"
    monkeypatch.setenv("KOMPAS_LIVE_URL", url)
    opened: list[LiveStore] = []

    def open_slowly() -> LiveStore:
        time.sleep(0.05)
        opened.append(open_live(url))
        return opened[-1]

    monkeypatch.setattr(service, "open_configured", open_slowly)
    found: list[LiveStore] = []
    threads = [threading.Thread(target=lambda: found.append(service.find_live())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(opened) == 1
    assert found == opened * 8
    opened[0].close()
