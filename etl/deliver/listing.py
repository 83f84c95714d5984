"""Shows the deliveries of a programme."""

import json
import sys
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from schemas.delivery import Delivery
from texts import Texts


def print_deliveries(deliveries: Sequence[Delivery], *, texts: Texts) -> None:
    """A line a delivery, the oldest first."""
    console = Console(highlight=False, soft_wrap=True)
    if not deliveries:
        console.print(texts("deliver.list_none"), markup=False)
        return
    table = Table(box=None)
    for name in ("id", "state", "who", "files"):
        table.add_column(texts(f"deliver.list_{name}"))
    for delivery in deliveries:
        who = " ".join((delivery.role, *delivery.trajectories))
        state = texts(f"deliver.state_{delivery.state}", id=delivery.id)
        table.add_row(delivery.id, state, who, ", ".join(file.name for file in delivery.files))
    console.print(table)


def print_json(deliveries: Sequence[Delivery]) -> None:
    """The same for a program."""
    told = [delivery.model_dump(mode="json") for delivery in deliveries]
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
