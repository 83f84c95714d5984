"""The programme for support staff (2018-2020) is read through its configuration alone.

Twenty-two made-up people in four teams; every figure below was computed by hand.
"""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl
import pytest

from schemas.release import cell_id
from tests.builders.built_programme import BuiltProgramme, build_folder, copy_configuration

PROGRAMME = "ondersteuners-2018-2020"
pytestmark = pytest.mark.slow

WORDS = {
    1: "helemaal oneens",
    2: "oneens",
    3: "niet eens, niet oneens",
    4: "eens",
    5: "helemaal eens",
}


@dataclass(frozen=True)
class Team:
    """A made-up team, as the register would name it, and how satisfied its people are in turn."""

    code: str
    project: str
    support: str
    network: str
    people: int
    satisfaction: tuple[int, int]


TEAMS = (
    Team("T1", "SWITCH", "2", "Netwerk 1", 6, (4, 5)),
    Team("T2", "SWITCH", "9", "Netwerk 1", 6, (4, 5)),
    Team("T3", "TOP-CO", "basisaanbod", "Netwerk 2", 6, (2, 3)),
    Team("T4", "TOP-CO", "9", "Netwerk 3", 4, (2, 3)),
)
EFFICACY_AT_END = (4, 5, 3)


def write_csv(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """As Excel in Belgium saves it: semicolons, Windows-1252."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([headings, *rows])
    return text.getvalue().encode("cp1252")


def list_people() -> list[tuple[Team, int, str]]:
    return [(team, n, f"{team.code}-{n}") for team in TEAMS for n in range(team.people)]


def write_begin() -> bytes:
    headings = ["Code", "Ingevuld op", *(f"self_efficacy_{n}" for n in (1, 2, 3))]
    return write_csv(headings, [[code, "15/10/2018 09:30", *[WORDS[3]] * 3] for _, _, code in list_people()])


def write_end() -> bytes:
    scales = ("satisfaction", "usefulness", "perceived_learning", "self_efficacy", "practice")
    headings = ["Code", "Ingevuld op", *(f"{scale}_{n}" for scale in scales for n in (1, 2, 3))]
    return write_csv(headings, [_answer_end(*person) for person in list_people()])


def _answer_end(team: Team, n: int, code: str) -> list[str]:
    satisfaction = team.satisfaction[n % 2]
    codes = (satisfaction, 4, 4, EFFICACY_AT_END[n % 3], 3)
    return [code, "15/05/2020 16:00", *(WORDS[answer] for answer in codes for _ in range(3))]


def write_raw_files() -> Mapping[str, bytes]:
    return {
        "teams.csv": write_csv(
            ["Team", "Naam", "Project"], [[t.code, f"Team {t.code}", t.project] for t in TEAMS]
        ),
        "ondersteuners.csv": write_csv(
            ["Code", "Team", "Type ondersteuning", "Netwerk"],
            [[code, team.code, team.support, team.network] for team, _, code in list_people()],
        ),
        "begin.csv": write_begin(),
        "einde.csv": write_end(),
    }


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltProgramme]:
    folder = tmp_path_factory.mktemp("support-staff")
    configured = copy_configuration(PROGRAMME, to=folder)
    for name, content in write_raw_files().items():
        (configured / "raw" / name).write_bytes(content)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("KOMPAS_SECRET", "a-key-of-the-tests-and-of-nothing-else")
        yield build_folder(configured, built=folder / "built")


def test_findings_when_files_follow_the_configuration_are_none(built: BuiltProgramme) -> None:
    assert built.warehouse["findings"].to_dicts() == []


def test_leaders_when_built_carry_project_team_type_and_network(built: BuiltProgramme) -> None:
    groups = (
        built.warehouse["leaders"].group_by("trajectory_id", "level", "region").len().sort("region", "level")
    )
    assert groups.rows() == [
        ("switch", "type-2", "netwerk-1", 6),
        ("switch", "type-9", "netwerk-1", 6),
        ("top-co", "basisaanbod", "netwerk-2", 6),
        ("top-co", "type-9", "netwerk-3", 4),
    ]


@pytest.mark.parametrize(
    ("cell", "mean", "n"),
    [
        (cell_id(), 3.6, 22),  # (12 · 4.5 + 10 · 2.5) / 22 = 3.59
        (cell_id(trajectory="switch"), 4.5, 12),
        (cell_id(trajectory="top-co"), 2.5, 10),
        (cell_id(level="type-9"), 3.7, 10),  # (6 · 4.5 + 4 · 2.5) / 10
        (cell_id(region="netwerk-1"), 4.5, 12),
    ],
)
def test_satisfaction_when_no_small_team_can_be_solved_is_that_of_the_hand(
    built: BuiltProgramme, cell: str, mean: float, n: int
) -> None:
    statement = built.find_statement("satisfaction", "end", "mean", cell=cell)
    assert (statement["status"], statement["n"], statement["value"]) == ("shown", n, mean)


@pytest.mark.parametrize(
    ("cell", "mean"),
    [
        (cell_id(level="basisaanbod"), 2.5),
        (cell_id(level="type-2"), 4.5),
        (cell_id(trajectory="switch", level="type-2"), 4.5),
        (cell_id(level="type-9", region="netwerk-1"), 4.5),
    ],
)
def test_satisfaction_of_six_when_it_would_tell_the_team_of_four_is_withheld(
    built: BuiltProgramme, cell: str, mean: float
) -> None:
    """T4 is top-co less T3, and type 9 less T2, which is switch less T1: each of these six would tell it."""
    assert built.find_measure("satisfaction", "end", "mean", cell=cell)["value"] == pytest.approx(mean)
    assert built.find_statement("satisfaction", "end", "mean", cell=cell)["status"] == "withheld"


@pytest.mark.parametrize("cell", [cell_id(region="netwerk-3"), cell_id(level="type-9", region="netwerk-3")])
def test_satisfaction_when_the_group_has_four_people_is_withheld(built: BuiltProgramme, cell: str) -> None:
    statement = built.find_statement("satisfaction", "end", "mean", cell=cell)
    assert statement["status"] == "withheld"
    assert statement["value"] is statement["n"] is statement["low"] is statement["high"] is None


def test_self_efficacy_when_measured_twice_is_paired(built: BuiltProgramme) -> None:
    # everyone 3 at the begin; 4, 5, 3 in turn at the end, in teams of 6 and of 4 (4, 5, 3, 4): mean 4 in each
    change = built.find_statement("self_efficacy", "begin-end", "change")
    assert change["n"] == 22
    assert change["value"] == pytest.approx(1.0)


def test_satisfaction_at_the_begin_when_never_asked_says_so(built: BuiltProgramme) -> None:
    rows = built.release["statements"].filter(indicator_id=pl.lit("satisfaction"), wave=pl.lit("begin"))
    assert set(rows["status"]) <= {"not_asked"}


def test_reach_when_built_counts_projects_teams_and_people(built: BuiltProgramme) -> None:
    totals = built.release["reach"].filter(cell_id=pl.lit("total"), category=pl.lit("all"))
    counted = dict(totals.select("measure", "value").rows())
    assert (counted["partnerships"], counted["leaders"]) == (4, 22)


def test_networks_when_built_are_those_of_the_register(built: BuiltProgramme) -> None:
    programme = json.loads(built.release["release"]["programme"][0])

    networks = programme["dimensions"]["region"]["categories"]
    assert [(n["id"], n["label"]["nl"]) for n in networks] == [
        ("netwerk-1", "Netwerk 1"),
        ("netwerk-2", "Netwerk 2"),
        ("netwerk-3", "Netwerk 3"),
    ]


def test_regions_when_networks_take_their_place_are_not_drawn(built: BuiltProgramme) -> None:
    assert built.release["regions"].is_empty()
