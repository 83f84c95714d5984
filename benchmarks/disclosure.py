"""`python -m benchmarks.disclosure`: how long the disclosure core takes, and how much it lets through.

Memberships of the example programme (492 people, 70 % answering) with made-up answers: an item of five
answers, a scale of four items, and the scale at two moments. Times are the processor's. Coverage is the share
of respondents who are in a shown cell of a kind, own or pooled; after the gate: shown with a mean.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from benchmarks.results import Result, format_row
from etl.disclosure.linear_gate import Gated, gate_statements
from etl.disclosure.linear_model import Statement
from etl.disclosure.membership import Cell, People, list_cells
from etl.disclosure.rounding import Shown, show_means, show_shares, show_top2
from etl.disclosure.selection import Choice, choose_cells
from etl.disclosure.states import (
    States,
    list_item_states,
    list_paired_states,
    list_scale_states,
    mix_paired,
    mix_single,
)
from tests.etl.disclosure.demo_shape import draw_base, draw_lattice

K = 5
STEP = 0.25
ONE_WAY = ("total", "trajectory", "level", "region")
PAIRS = ("trajectory_level", "trajectory_region", "level_region")
WORTH = dict.fromkeys(ONE_WAY, 3000.0) | dict.fromkeys(PAIRS, 2000.0) | {"partnership": 1000.0}
GOALS = {"trajectory_level": 0.65, "level_region": 0.75, "partnership": 0.75}


@dataclass(frozen=True)
class World:
    """A choice of cells, all cells with their rows (cells × people), and the answers of these people."""

    choice: Choice
    cells: tuple[Cell, ...]
    rows: np.ndarray
    item: np.ndarray
    before: np.ndarray
    after: np.ndarray
    choosing_s: float

    def list_published(self) -> Iterator[tuple[int, Cell, np.ndarray]]:
        names = set(self.choice.published["cell_id"])
        for number, (cell, row) in enumerate(zip(self.cells, self.rows, strict=True)):
            if cell.cell_id in names:
                yield number, cell, row


@dataclass(frozen=True)
class Stated:
    """What would be published of one indicator: statements, the bundle of each cell's mean, states, truth."""

    statements: list[Statement]
    means: dict[str, int]
    states: States
    truth: np.ndarray


def draw_world(seed: int) -> World:
    lattice, base = draw_lattice(seed), draw_base(seed)
    own = list_cells(lattice)
    began = time.process_time()
    choice = choose_cells(own, bases=[base], k=K)
    seconds = time.process_time() - began
    cells = (*own, *(cell for cell in choice.cells if cell.is_pooled))
    people = People.of([base.leaders])
    rows = np.array([people.mark(cell.leaders, base=base.leaders) for cell in cells])
    clusters = rows[[n for n, cell in enumerate(own) if cell.kind == "partnership"]].argmax(axis=0)
    item, before, after = draw_answers(clusters, rng=np.random.default_rng(seed))
    return World(choice, cells, rows, item, before, after, seconds)


def draw_answers(clusters: np.ndarray, *, rng: np.random.Generator) -> tuple[np.ndarray, ...]:
    """An item, and a scale of four items at two moments, with 28 % of the variance between partnerships."""
    trait = 0.53 * rng.normal(size=clusters.max() + 1)[clusters] + 0.85 * rng.normal(size=clusters.size)
    moments = [
        (3.6 + shift + 0.6 * trait + 0.6 * rng.normal(size=(4, clusters.size))).round().clip(1, 5)
        for shift in (0.0, 0.3)
    ]
    return moments[1][0], moments[0].mean(axis=0), moments[1].mean(axis=0)


def state_item(world: World) -> Stated:
    """Means, shares in one-way cells, top 2 in these and in pairs; items are not stated in partnerships."""
    statements: list[Statement] = []
    means: dict[str, int] = {}
    for number, cell, row in world.list_published():
        if cell.kind == "partnership":
            continue
        answers, n = world.item[row], int(row.sum())
        worth = WORTH.get(cell.kind, 0.0) + n
        means[cell.cell_id] = 3 * number
        statements.append(_state_mean(number, "mean", answers, worth=worth, bundle=3 * number))
        if n >= 10 and cell.kind in ONE_WAY:
            for code in range(1, 6):
                shown = show_shares(np.array([(answers == code).mean()]))
                statements.append(_state(number, f"share_{code}", shown, worth=worth, bundle=3 * number + 1))
        if n >= 10 and cell.kind in (*ONE_WAY, *PAIRS):
            shown = show_top2(np.array([(answers >= 4).mean()]))
            statements.append(_state(number, "top2", shown, worth=worth - 0.5, bundle=3 * number + 2))
    states = list_item_states([1, 2, 3, 4, 5], point=1.0)
    return Stated(statements, means, states, mix_single(states, world.item))


def state_scale(world: World) -> Stated:
    """The mean of a scale, in every cell."""
    states = list_scale_states(lowest=1.0, highest=5.0, step=STEP, point=1.0)
    statements = [
        _state_mean(number, "mean", world.after[row], worth=_find_worth(cell, row), bundle=number)
        for number, cell, row in world.list_published()
    ]
    means = {cell.cell_id: number for number, cell, _ in world.list_published()}
    return Stated(statements, means, states, mix_single(states, world.after))


def state_change(world: World) -> Stated:
    """Begin, end and change of a scale in every cell; improved, same and worse in one-way cells."""
    statements: list[Statement] = []
    change = world.after - world.before
    moments = {"mean_from": world.before, "mean_to": world.after, "change": change}
    marks = {"improved": change > 0, "same": change == 0, "worse": change < 0}
    for number, cell, row in world.list_published():
        worth = _find_worth(cell, row)
        for reading, values in moments.items():
            statements.append(_state_mean(number, reading, values[row], worth=worth, bundle=2 * number))
        if cell.kind in ONE_WAY and row.sum() >= 10:
            for reading, flags in marks.items():
                shown = show_shares(np.array([flags[row].mean()]))
                statements.append(_state(number, reading, shown, worth=worth, bundle=2 * number + 1))
    states = list_paired_states(lowest=1.0, highest=5.0, step=STEP, point=1.0)
    means = {cell.cell_id: 2 * number for number, cell, _ in world.list_published()}
    return Stated(statements, means, states, mix_paired(states, before=world.before, after=world.after))


INDICATORS: dict[str, Callable[[World], Stated]] = {
    "item": state_item,
    "scale": state_scale,
    "change": state_change,
}


def _find_worth(cell: Cell, row: np.ndarray) -> float:
    return WORTH.get(cell.kind, 0.0) + float(row.sum())


def _state_mean(cell: int, reading: str, values: np.ndarray, *, worth: float, bundle: int) -> Statement:
    lowest = -4.0 if reading == "change" else 1.0
    highest = 4.0 if reading == "change" else 5.0
    mean, n = np.array([values.mean()]), np.array([values.size])
    shown = show_means(mean, n=n, lowest=lowest, highest=highest, point=1.0)
    return _state(cell, reading, shown, worth=worth, bundle=bundle)


def _state(cell: int, reading: str, shown: Shown, *, worth: float, bundle: int) -> Statement:
    return Statement(cell, reading, float(shown.low[0]), float(shown.high[0]), worth, bundle)


def find_coverage(world: World, *, kind: str, without: set[str] | None = None) -> float:
    """The share of respondents in a published cell of `kind` that is not in `without`."""
    rows = [row for _, cell, row in world.list_published() if cell.kind == kind]
    names = [cell.cell_id for _, cell, _ in world.list_published() if cell.kind == kind]
    kept = [row for row, name in zip(rows, names, strict=True) if name not in (without or set())]
    return float(np.any(kept, axis=0).mean()) if kept else 0.0


def gate_world(world: World, *, name: str) -> tuple[Gated, Stated, float]:
    stated = INDICATORS[name](world)
    began = time.process_time()
    gated = gate_statements(
        world.rows, statements=stated.statements, states=stated.states, truth=stated.truth, k=K
    )
    return gated, stated, time.process_time() - began


def measure(seeds: int) -> Iterator[Result]:
    """Every measurement: the median over seeds of a time, the least over seeds of a coverage."""
    worlds = [draw_world(seed) for seed in range(1, seeds + 1)]
    yield Result("choice of cells, a base", statistics.median(w.choosing_s for w in worlds), "s", goal=0.5)
    for kind, goal in GOALS.items():
        yield from _summarise(f"{kind} before the gate", [find_coverage(w, kind=kind) for w in worlds], goal)
    for name in INDICATORS:
        outcomes = [gate_world(world, name=name) for world in worlds]
        yield Result(f"gate of one {name}", statistics.median(o[2] for o in outcomes), "s", goal=2)
        yield Result(f"questions of one {name}", statistics.median(o[0].questions for o in outcomes), "")
        yield Result(f"dropped of one {name}", statistics.median(len(o[0].dropped) for o in outcomes), "")
        for kind, goal in GOALS.items():
            if name == "item" and kind == "partnership":
                continue
            shares = [
                find_coverage(world, kind=kind, without=list_hidden(gated, stated))
                for world, (gated, stated, _) in zip(worlds, outcomes, strict=True)
            ]
            yield from _summarise(f"{kind} of one {name}", shares, goal)


def list_hidden(gated: Gated, stated: Stated) -> set[str]:
    """The cells of which the mean was dropped."""
    return {cell for cell, bundle in stated.means.items() if bundle in gated.dropped}


def _summarise(what: str, shares: list[float], goal: float) -> Iterator[Result]:
    yield Result(f"respondents covered, {what} (goal ≥ {goal}), median", statistics.median(shares), "")
    yield Result(f"respondents covered, {what}, least", min(shares), "")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.disclosure")
    parser.add_argument("--seeds", type=int, default=10)
    for result in measure(parser.parse_args().seeds):
        print(format_row(result), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
