"""An attacker of the tests' own, that knows nothing of how the figures were protected.

It knows of everybody in which cells they are and which questions they answered at which moment, but not
what they answered; and it sees every statement that any role sees. It looks for a group of fewer than k
people of which a combination of published sums tells the mean, or whose mean is known to less than a scale
point, or in which an answer is certain.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import polars as pl

from etl.audit.rounded import find_bounds, find_form
from etl.measures.measured import Measured
from tests.attack.bounds import Clue, bound_group
from tests.attack.fractions_of import find_circuit

CHANGES = {"mean_from": 0, "mean_to": 1}
SHARE = "share_"


@dataclass(frozen=True)
class Found:
    """A group of fewer than k people that is found, and how."""

    indicator_id: str
    moment: str
    how: str
    people: tuple[int, ...]


@dataclass(frozen=True)
class Sight:
    """What is published of one indicator at one moment: rows of people (cells × people), and the clues.

    `low` and `high`: the ends of the answers; `codes`: the answers of an item, none of a scale.
    """

    indicator_id: str
    moment: str
    rows: np.ndarray
    clues: tuple[Clue, ...]
    low: float
    high: float
    codes: tuple[int, ...]


def look(statements: pl.DataFrame, *, cells: pl.DataFrame, measured: Measured) -> list[Sight]:
    """What an attacker sees in `statements`, moment by moment; cells by id with their kind in `cells`."""
    members = _find_members(measured)
    kinds = dict(cells.select("cell_id", "kind").iter_rows())
    seen = statements.filter(pl.col("status") == "shown")
    sights: dict[tuple[str, str], list[tuple[np.ndarray, str, float, float]]] = {}
    listed = {row["indicator_id"]: row for row in measured.indicators.iter_rows(named=True)}
    contrasts = {c.id: (c.from_wave, c.to_wave) for c in measured.programme.contrasts}
    standing = _find_standing(measured)
    for row in seen.iter_rows(named=True):
        about = listed[row["indicator_id"]]
        reading = _read(row["statistic"])
        key = (row["indicator_id"], row["wave"])
        if reading is None or about["low"] is None or about["high"] is None or key not in standing:
            continue
        form = find_form(
            row["statistic"],
            kind=kinds[row["cell_id"]],
            n=row["n"],
            unit=about["unit"],
            low=about["low"],
            high=about["high"],
        )
        bounds = find_bounds(shown=row["value"], coded=row["coded"], form=form)
        moment = row["wave"]
        if row["statistic"] in CHANGES:
            ends = contrasts[row["wave"]]
            moment = ends[CHANGES[row["statistic"]]]
            # Over other items the score of a scale is another value.
            same = len({_list_items(measured, row["indicator_id"], wave=wave) for wave in ends}) == 1
            moment = moment if same else f"{moment} in {row['wave']}"
        people = members[row["cell_id"]] & standing[key][kinds[row["cell_id"]] == "total"]
        sights.setdefault((row["indicator_id"], moment), []).append((people, reading, *bounds))
    return [
        _see(key, told, about=listed[key[0]], count=len(standing)) for key, told in sorted(sights.items())
    ]


def attack(sight: Sight, *, k: int, most: int = 60) -> Iterator[Found]:
    """Everything that is found of groups of fewer than `k` people.

    Args:
        sight: what is published.
        k: the smallest group that may be told.
        most: how many groups to bound by linear and whole-number programmes.
    """
    about = (sight.indicator_id, sight.moment)
    for group in _subtract_pairs(sight.rows, k=k):
        yield Found(*about, "pair", group)
    labels = _label(sight.rows)
    atoms = [np.flatnonzero(labels == label) for label in range(labels.max(initial=-1) + 1)]
    matrix = np.array([[bool(row[atom[0]]) for atom in atoms] for row in sight.rows])
    inside = [n for n in range(len(atoms)) if matrix[:, n].any()]
    circuit = find_circuit(matrix, sizes=[len(atom) for atom in atoms], k=k)
    if circuit:
        yield Found(*about, "combination", tuple(int(p) for n in circuit for p in atoms[n]))
    for group in choose_groups(inside, sizes=[len(atom) for atom in atoms], k=k)[:most]:
        people = tuple(int(p) for n in group for p in atoms[n])
        known = bound_group(
            group,
            atoms=[len(a) for a in atoms],
            matrix=matrix,
            clues=sight.clues,
            low=sight.low,
            high=sight.high,
            codes=sight.codes,
        )
        if known is not None:
            yield Found(*about, known, people)


def _list_items(measured: Measured, scale: str, *, wave: str) -> frozenset[str]:
    asked = measured.book.items.filter(scale_id=pl.lit(scale), wave=pl.lit(wave))
    return frozenset(asked["item_id"])


def _read(statistic: str) -> str | None:
    if statistic in ("mean", *CHANGES):
        return "mean"
    return statistic if statistic.startswith(SHARE) or statistic == "top2" else None


def _find_members(measured: Measured) -> dict[str, np.ndarray]:
    lattice = measured.lattice
    names = dict(lattice.cells.select("cell", "cell_id").iter_rows())
    members = {name: np.zeros(lattice.leaders.height, dtype=bool) for name in names.values()}
    for kind in lattice.cells["kind"].unique():
        for leader, cell in lattice.members(kind=kind).iter_rows():
            members[names[cell]][leader] = True
    return members


def _find_standing(measured: Measured) -> dict[tuple[str, str], tuple[np.ndarray, np.ndarray]]:
    """By indicator and wave or contrast: who counts in cells, and who in the total."""
    respondents, count = measured.respondents, measured.lattice.leaders.height
    standing = {}
    for place, group in enumerate(respondents.groups):
        marks = []
        for frame in (respondents.people, respondents.totals):
            mark = np.zeros(count, dtype=bool)
            mark[frame.filter(pl.col("group") == place)["leader"].to_numpy()] = True
            marks.append(mark)
        for moment in () if group.is_roster else (*group.waves, *group.contrasts):
            standing[group.indicator_id, moment] = (marks[0], marks[1])
    return standing


def _see(key: tuple[str, str], told: list, *, about: dict, count: int) -> Sight:
    whole = {people.tobytes(): people for people, *_ in told}
    order = {name: place for place, name in enumerate(whole)}
    rows = np.array(list(whole.values()))
    clues = tuple(Clue(order[people.tobytes()], reading, low, high) for people, reading, low, high in told)
    items = about["kind"] in ("likert", "number", "choice", "multiple")
    codes = tuple(range(int(about["low"]), int(about["high"]) + 1)) if items else ()
    return Sight(*key, rows, clues, float(about["low"]), float(about["high"]), codes)


def _label(rows: np.ndarray) -> np.ndarray:
    return np.unique(rows, axis=1, return_inverse=True)[1].ravel()


def _subtract_pairs(rows: np.ndarray, *, k: int) -> Iterator[tuple[int, ...]]:
    """A row below k, and what a row leaves of another that holds it."""
    for one in rows:
        if 0 < one.sum() < k:
            yield tuple(int(p) for p in np.flatnonzero(one))
        for other in rows:
            left = one & ~other
            if not (other & ~one).any() and 0 < left.sum() < k:
                yield tuple(int(p) for p in np.flatnonzero(left))


def choose_groups(inside: Sequence[int], *, sizes: Sequence[int], k: int) -> list[tuple[int, ...]]:
    """Atoms below k and pairs of them, in an order that is arbitrary and always the same."""
    alone = [(n,) for n in inside if sizes[n] < k]
    pairs = [(a, b) for (a,), (b,) in combinations(alone, 2) if sizes[a] + sizes[b] < k]
    groups = alone + pairs
    return [groups[n] for n in np.random.default_rng(5).permutation(len(groups))]
