"""The registers of the demo world: schools, partnerships, leaders, applications, coaches, actions."""

from pathlib import Path

import numpy as np
import polars as pl

from etl.demo.calendar import END, START
from etl.demo.dirt import Ledger, Spoiler, replace_by
from etl.demo.draws import draw_categories, number_ids
from etl.demo.practice import OLD_POSTCODE, PRACTICES
from etl.demo.sheets import write_text_table, write_workbook
from etl.demo.structure import LEVELS, NETS, REGIONS
from etl.demo.world import World

_LEVELS = dict(
    zip(
        LEVELS,
        (
            "Gewoon basisonderwijs",
            "Buitengewoon basisonderwijs",
            "Gewoon secundair onderwijs",
            "Buitengewoon secundair onderwijs",
        ),
        strict=True,
    )
)
_NETS = dict(zip(NETS, ("GO!", "OGO", "VGO"), strict=True))
_ROLES = ("Directeur", "Stuurt leerlingenbegeleiding aan", "Interesse in leidinggeven")
_GOALS = (
    "Overleg in de vakgroepen anders organiseren",
    "Taken en verantwoordelijkheid verdelen in het kernteam",
    "Een leergemeenschap starten in de eigen school",
    "Aanvangsbegeleiding uitwerken",
    "Feedback vragen aan het team",
)
_STATUSES = ("gepland", "uitgevoerd", "geëvalueerd", "bijgestuurd")
_TURNED_AWAY = ("wachtlijst", "doorverwezen", "ingetrokken")


def write_registers(world: World, raw: Path, ledger: Ledger, rng: np.random.Generator) -> None:
    """All registers, with their dirt."""
    _write_schools(world, raw, ledger, rng)
    _write_partnerships(world, raw, ledger)
    _write_leaders(world, raw, ledger, rng)
    write_text_table(_list_applications(world, rng), raw / "registers/aanmeldingen.csv")
    write_text_table(_list_coaches(world, rng), raw / "registers/begeleiders.csv", delimiter=";")
    write_text_table(_list_actions(world, rng), raw / "registers/acties.csv", delimiter=";")


def name_trajectories(numbers: np.ndarray) -> list[str]:
    """How registers write trajectories: `PI 1` for index 0."""
    return [f"PI {n + 1}" for n in numbers.tolist()]


def _write_schools(world: World, raw: Path, ledger: Ledger, rng: np.random.Generator) -> None:
    structure = world.structure
    frame = pl.DataFrame(
        {
            "Schoolnummer": world.school_ids.tolist(),
            "Naam": [f"Gecreëerde school {n}" for n in range(1, len(world.school_ids) + 1)],
            "Samenwerkingsverband": world.partnership_ids[structure.school_partnership].tolist(),
            "Postcode": list(structure.school_postcode),
            "Onderwijsniveau": [_LEVELS[LEVELS[n]] for n in structure.school_level],
            "Net": [_NETS[NETS[n]] for n in structure.school_net],
        }
    )
    file = "registers/scholen.csv"
    spoiler = Spoiler(frame, file, 2, ledger, rng)
    antwerp = np.flatnonzero(structure.school_region == REGIONS.index("antwerpen"))
    elsewhere = antwerp[structure.partnership_trajectory[structure.school_partnership[antwerp]] != 7]
    spoiler.change(
        "postcode_old", "Postcode", spoiler.pick(3, among=elsewhere.tolist()), replace_by(OLD_POSTCODE)
    )
    spoiler.change("category_unknown", "Net", spoiler.pick(1), lambda net: net + net[-1])
    spoiler.change("trailing_space", "Onderwijsniveau", spoiler.pick(5), lambda level: level + "  ")
    spoiler.repeat("key_twice", spoiler.pick(1))
    write_text_table(spoiler.frame, raw / file, delimiter=";", encoding="cp1252")


def _write_partnerships(world: World, raw: Path, ledger: Ledger) -> None:
    structure = world.structure
    numbers = range(1, len(world.partnership_ids) + 1)
    frame = pl.DataFrame(
        {
            "Nummer": world.partnership_ids.tolist(),
            "Naam": [f"Voorbeeldverband {n}" for n in numbers],
            "Traject": name_trajectories(structure.partnership_trajectory),
        }
    )
    file = "registers/samenwerkingsverbanden.csv"
    ledger.note("partnership_small", file=file, row=structure.small_partnership + 2, column=None)
    write_text_table(frame, raw / file, delimiter=";")


def _write_leaders(world: World, raw: Path, ledger: Ledger, rng: np.random.Generator) -> None:
    structure, stays = world.structure, world.stays
    numbers = [name.removeprefix("DEMO-") for name in world.leader_ids]
    frame = pl.DataFrame(
        {
            "Deelnemersnummer": world.leader_ids.tolist(),
            "Naam": [f"Leider {n}, Voorbeeld" for n in numbers],
            "E-mail": [f"leider{n}@voorbeeld.invalid" for n in numbers],
            "Schoolnummer": world.school_ids[structure.leader_school].tolist(),
            "Rol": [_ROLES[n] for n in structure.leader_role],
            "Gestart op": stays.started.astype("datetime64[ms]"),
            "Gestopt op": stays.stopped.astype("datetime64[ms]"),
            "Eerdere opleiding": np.where(world.traits.earlier_training, "ja", "nee").tolist(),
        }
    ).with_columns(pl.col("Gestart op", "Gestopt op").cast(pl.Date))
    spoiler = Spoiler(frame, "registers/deelnemers.xlsx", 2, ledger, rng)
    spoiler.change("trailing_space", "Schoolnummer", spoiler.pick(4), lambda school: school + "\u00a0")
    spoiler.repeat("key_twice", spoiler.pick(1))
    write_workbook(spoiler.frame, raw / "registers/deelnemers.xlsx", sheet="Deelnemers")


def _list_applications(world: World, rng: np.random.Generator) -> pl.DataFrame:
    """Every school that takes part, and some that were turned away or drew back."""
    structure = world.structure
    accepted = structure.partnership_trajectory[structure.school_partnership]
    extra = max(3, round(0.15 * len(accepted)))
    turned = draw_categories(np.tile([0.4, 0.3, 0.3], (extra, 1)), rng)
    away = rng.integers(0, len(PRACTICES), size=extra)
    schools = [*world.school_ids, *number_ids("DEMO-A", extra, digits=5)]
    statuses = ["aanvaard"] * len(accepted) + [_TURNED_AWAY[n] for n in turned]
    days = np.datetime64("2021-09-01") + rng.integers(0, 24, size=len(schools))
    return pl.DataFrame(
        {
            "Aanmelding": number_ids("AM-", len(schools), digits=5).tolist(),
            "Traject": name_trajectories(np.concatenate((accepted, away))),
            "Schoolnummer": schools,
            "Status": statuses,
            "Datum": [day.item().strftime("%d/%m/%Y") for day in days],
        }
    )


def _list_coaches(world: World, rng: np.random.Generator) -> pl.DataFrame:
    """One coach for two partnerships; in some the coach was replaced after the first year."""
    trajectory = world.structure.partnership_trajectory
    replaced = rng.random(len(trajectory)) < np.array([p.second_coach for p in PRACTICES])[trajectory]
    first = [f"BEG-{n // 2 + 1:04d}" for n in range(len(trajectory))]
    later = [f"BEG-V{n + 1:04d}" for n in np.flatnonzero(replaced)]
    change = "31/08/2022"
    return pl.DataFrame(
        {
            "Begeleider": first + later,
            "Samenwerkingsverband": [*world.partnership_ids, *world.partnership_ids[replaced]],
            "Van": [_say(START)] * len(first) + ["01/09/2022"] * len(later),
            "Tot": [change if gone else _say(END) for gone in replaced] + [_say(END)] * len(later),
        }
    )


def _list_actions(world: World, rng: np.random.Generator) -> pl.DataFrame:
    """One to three actions of most leaders; who applies more gets further."""
    applied = world.traits.fixed["applied_practice"]
    counts = np.where(rng.random(len(applied)) < 0.8, rng.integers(1, 4, size=len(applied)), 0)
    leader = np.repeat(np.arange(len(applied)), counts)
    number = np.arange(len(leader)) - np.repeat(np.cumsum(counts) - counts, counts) + 1
    far = np.clip(np.round(1.3 + 0.6 * applied[leader] + 0.8 * rng.normal(size=len(leader))), 0, 3)
    return pl.DataFrame(
        {
            "Deelnemersnummer": world.leader_ids[leader].tolist(),
            "Actie": number,
            "Doel": [_GOALS[n] for n in rng.integers(0, len(_GOALS), size=len(leader))],
            "Stand": [_STATUSES[int(n)] for n in far],
        }
    )


def _say(day: np.datetime64) -> str:
    return str(day.astype("datetime64[D]").item().strftime("%d/%m/%Y"))
