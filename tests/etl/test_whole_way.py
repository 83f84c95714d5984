"""The whole way of the demo: written, checked, built; and what comes out is what was put in."""

import csv
import io
import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from etl.build import find_secret
from etl.configure import load_programme
from etl.demo.dirt import SILENT
from etl.disclosure.judged import FILE as JUDGED
from etl.disclosure.judged import read_judged
from etl.intake import take_in
from schemas.release import TABLES
from tests.builders.built_demo import find_built_demo, find_demo_exports
from tests.builders.built_programme import BuiltProgramme, read_built
from tests.builders.claims import list_unclaimed, list_unused, list_uses
from tests.builders.prepared_demo import PLACE
from tests.builders.raw_exports import BEGIN, change_cell, find_leaks, find_persons

PROGRAMME = "schoolleiders-2021-2023"
pytestmark = pytest.mark.slow

Place = tuple[str, str, int | None, str | None]


@pytest.fixture(scope="module")
def folder() -> Path:
    return find_demo_exports()


@pytest.fixture(scope="module")
def truth(folder: Path) -> dict[str, Any]:
    return json.loads((folder / "raw" / "demo.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def demo(folder: Path) -> BuiltProgramme:
    return read_built(folder, built=find_built_demo())


def list_places(findings: pl.DataFrame) -> set[Place]:
    return set(findings.select("check", "file", "row", "column").rows())


def list_dirt(truth: dict[str, Any]) -> set[Place]:
    return {
        (kind["kind"], place["file"], place["row"], place["column"])
        for kind in truth["dirt"]
        if kind["kind"] not in SILENT
        for place in kind["places"]
    }


def test_findings_when_the_demo_is_built_are_exactly_the_dirt(
    demo: BuiltProgramme, truth: dict[str, Any]
) -> None:
    assert list_places(demo.warehouse["findings"]) == list_dirt(truth)


def test_rows_when_the_demo_is_built_are_loaded_or_refused(demo: BuiltProgramme, folder: Path) -> None:
    intake = demo.warehouse["intake"]
    assert (intake["rows_read"] == intake["rows_loaded"] + intake["rows_refused"]).all()
    assert intake["rows_refused"].sum() > 0
    files = {path.relative_to(folder / "raw").as_posix() for path in (folder / "raw").rglob("*.*")}
    assert set(intake["file"]) == files - {"demo.json"}


def test_rows_when_counted_in_the_file_are_those_that_intake_read(demo: BuiltProgramme, folder: Path) -> None:
    text = (folder / "raw" / BEGIN).read_text(encoding="utf-8-sig")
    records = len(list(csv.reader(io.StringIO(text)))) - 3
    (read,) = demo.warehouse["intake"].filter(file=pl.lit(BEGIN))["rows_read"]
    assert read == records


def test_judgements_that_the_demo_brings_are_of_all_that_is_judged() -> None:
    judged = read_judged(find_built_demo() / PROGRAMME / JUDGED)
    assert judged == read_judged(PLACE), "the demo changed: run `make prepared`, and commit its file"


def test_programme_when_the_demo_is_built_has_its_size(demo: BuiltProgramme) -> None:
    tables = demo.warehouse
    second = pl.lit("pi-2")
    assert tables["trajectories"].height == 10
    assert tables["partnerships"].height == 85
    assert tables["leaders"].height == 492
    assert tables["partnerships"].filter(trajectory_id=second).height == 7
    assert tables["leaders"].filter(trajectory_id=second).height == 53


def test_response_when_the_demo_is_built_is_about_what_the_issue_asks(demo: BuiltProgramme) -> None:
    rates = {
        wave: demo.find_statement("response", wave, "rate")["value"] for wave in ("begin", "end", "followup")
    }
    assert rates == {
        "begin": pytest.approx(0.85, abs=0.05),
        "end": pytest.approx(0.70, abs=0.05),
        "followup": pytest.approx(0.45, abs=0.05),
    }


def test_release_when_built_from_the_demo_is_marked_synthetic(demo: BuiltProgramme) -> None:
    assert demo.release["release"]["synthetic"].to_list() == [True]


def test_release_when_built_keeps_the_contract_of_every_table(demo: BuiltProgramme) -> None:
    assert set(demo.release) == set(TABLES)
    for name, table in TABLES.items():
        table.validate(demo.release[name])


class TestDirections:
    """The statements recover what the world was drawn from (`parameters` in raw/demo.json)."""

    def test_asking_feedback_when_compared_goes_clearly_up(self, demo: BuiltProgramme) -> None:
        change = demo.find_statement("asking_feedback", "begin-end", "change")
        assert change["status"] == "shown"
        assert change["low"] > 0

    def test_self_efficacy_when_compared_goes_up_less_than_asking_feedback(
        self, demo: BuiltProgramme
    ) -> None:
        efficacy = demo.find_statement("self_efficacy", "begin-end", "d_av")["value"]
        feedback = demo.find_statement("asking_feedback", "begin-end", "d_av")["value"]
        assert 0 < efficacy < feedback

    @pytest.mark.parametrize("scale", ["asking_feedback", "self_reflection", "self_efficacy"])
    def test_change_when_standardised_is_near_the_true_one(
        self, demo: BuiltProgramme, truth: dict[str, Any], scale: str
    ) -> None:
        true = truth["parameters"]["growth"][scale]["d"]["end"]
        assert demo.find_statement(scale, "begin-end", "d_av")["value"] == pytest.approx(true, abs=0.2)

    @pytest.mark.parametrize("scale", ["satisfaction", "usefulness", "coherence"])
    def test_mean_when_measured_is_near_the_true_one(
        self, demo: BuiltProgramme, truth: dict[str, Any], scale: str
    ) -> None:
        true = truth["parameters"]["centers"][scale]
        assert demo.find_statement(scale, "end", "mean")["value"] == pytest.approx(true, abs=0.25)

    def test_satisfaction_when_split_differs_more_between_partnerships_than_between_trajectories(
        self, demo: BuiltProgramme
    ) -> None:
        answers = demo.warehouse["responses"].filter(
            pl.col("item_id").str.starts_with("satisfaction_"), wave=pl.lit("end")
        )
        scores = answers.group_by("leader_id").agg(pl.col("value").mean())
        people = demo.warehouse["leaders"].join(scores, on="leader_id")
        between = {
            unit: people.group_by(unit)
            .agg(pl.col("value").mean(), pl.len())
            .filter(pl.col("len") > 3)["value"]
            .var()
            for unit in ("partnership_id", "trajectory_id")
        }
        assert between["partnership_id"] > 3 * between["trajectory_id"]


def test_pooled_cells_when_built_all_show_something(demo: BuiltProgramme) -> None:
    pooled = demo.release["cells"].filter(pl.col("members").is_not_null())["cell_id"]
    shown = demo.release["statements"].filter(status=pl.lit("shown"))["cell_id"].unique()
    assert pooled.len() > 20
    assert pooled.is_in(shown.implode()).all()


def test_release_when_it_names_methods_then_the_registry_claims_each_and_each_is_used(
    demo: BuiltProgramme,
) -> None:
    uses = list_uses(demo.release)

    assert list_unclaimed(uses) == []
    assert list_unused(uses) == []


def test_release_when_it_shows_a_number_then_it_names_the_method(demo: BuiltProgramme) -> None:
    shown = [
        frame.filter(status="shown")["method"] for frame in demo.release.values() if "method" in frame.columns
    ]

    assert all(methods.len() > 0 and methods.null_count() == 0 for methods in shown)


def test_one_cell_when_changed_to_a_code_outside_the_scale_is_found_and_all_else_loaded(
    demo: BuiltProgramme, folder: Path, truth: dict[str, Any], tmp_path: Path
) -> None:
    # Given the demo, with a 9 on a scale of 1 to 5 in one cell that nobody spoiled yet
    changed = tmp_path / PROGRAMME
    shutil.copytree(folder, changed)
    spoiled = {row for _, file, row, _ in list_dirt(truth) if file == BEGIN}
    row = next(number for number in range(40, 80) if number not in spoiled)
    assert change_cell(changed / "raw" / BEGIN, row=row, heading="Q3", value="9") in "12345"

    # When it is taken in
    configuration = load_programme(changed)
    secret = find_secret(configuration, environment={})
    intake = take_in(configuration, secret=secret, report=lambda _key, _share: None)

    # Then exactly that cell is a finding more, and everything but that answer is loaded
    more = list_places(intake.tables["findings"]) - list_places(demo.warehouse["findings"])
    assert more == {("code_outside_scale", BEGIN, row, "Q3")}
    keys = ["leader_id", "instrument", "wave", "item_id"]
    lost = demo.warehouse["responses"].join(intake.tables["responses"], on=keys, how="anti")
    assert lost.select("wave", "item_id").rows() == [("begin", "motivation_1")]
    for name in set(demo.warehouse) - {"responses", "findings", "intake"}:
        assert intake.tables[name].equals(demo.warehouse[name]), name


@pytest.fixture(scope="module")
def persons(folder: Path) -> set[str]:
    return find_persons(folder / "raw")


class TestPrivacy:
    """Nothing that names a person leaves the raw exports."""

    def test_exports_when_searched_do_hold_names_and_addresses(self, persons: set[str]) -> None:
        # positive control: without these the tests below would prove nothing
        assert sum("@" in person for person in persons) >= 492
        assert sum(person.startswith("192.0.2.") for person in persons) > 100
        assert sum(person.startswith("Leider ") for person in persons) >= 492

    def test_built_files_when_searched_hold_no_person(self, demo: BuiltProgramme, persons: set[str]) -> None:
        files = [path for path in demo.folder.rglob("*") if path.is_file()]
        assert {"warehouse.duckdb", "current.json"} < {path.name for path in files}
        assert {path.name: find_leaks(path, persons=persons) for path in files if path.name != ".lock"} == {
            path.name: set() for path in files if path.name != ".lock"
        }

    def test_release_when_searched_holds_no_number_of_a_leader(self, demo: BuiltProgramme) -> None:
        numbers = {f"DEMO-{number:05}" for number in range(1, 493)}
        for path in demo.folder.glob("*.duckdb"):
            assert find_leaks(path, persons=numbers) == set()

    @pytest.mark.parametrize("leak", ["leider00018@voorbeeld.invalid", "192.0.2.121", "Leider 00018"])
    def test_find_leaks_when_a_database_holds_a_person_catches_it(
        self, tmp_path: Path, persons: set[str], leak: str
    ) -> None:
        path = tmp_path / "leaking.duckdb"
        with duckdb.connect(str(path)) as connection:
            connection.execute("CREATE TABLE findings AS SELECT 'rij 3: ' || ? AS sentence_nl", [leak])
        assert leak in find_leaks(path, persons=persons)

    def test_find_leaks_when_a_workbook_in_a_database_holds_a_person_catches_it(
        self, tmp_path: Path, folder: Path, persons: set[str]
    ) -> None:
        path = tmp_path / "leaking.duckdb"
        workbook = (folder / "raw" / "registers" / "deelnemers.xlsx").read_bytes()
        with duckdb.connect(str(path)) as connection:
            connection.execute("CREATE TABLE documents AS SELECT ?::BLOB AS content", [workbook])
        assert len(find_leaks(path, persons=persons)) >= 2 * 492
