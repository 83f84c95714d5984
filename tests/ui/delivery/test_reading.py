"""Who gets which delivery, and what no id can reach."""

from pathlib import Path

import pytest

from schemas.delivery import Progress
from tests.builders.deliveries import (
    COMPARISON,
    ONE,
    PROPOSAL,
    TWO,
    make_delivery,
    make_findings,
    write_delivery,
)
from ui.delivery.reading import Deliveries, UnknownDeliveryError
from ui.viewer import Viewer

STEWARD = Viewer(role="steward")
OWNER = Viewer(role="organiser", trajectories=("pi-3", "pi-4"))
OTHER = Viewer(role="organiser", trajectories=("pi-2",))


def open_as(viewer: Viewer, built: Path) -> Deliveries:
    return Deliveries(built=built, viewer=viewer)


def list_ids(viewer: Viewer, built: Path) -> list[str]:
    return [delivery.id for delivery in open_as(viewer, built).list_all()]


def test_list_when_the_steward_asks_then_has_all_and_the_latest_first(tmp_path: Path) -> None:
    write_delivery(tmp_path, make_delivery(id=ONE))
    write_delivery(tmp_path, make_delivery(id=TWO, role="steward", trajectories=()))

    assert list_ids(STEWARD, tmp_path) == [TWO, ONE]


def test_list_when_an_organiser_asks_then_has_own_trajectories_only(tmp_path: Path) -> None:
    write_delivery(tmp_path, make_delivery(id=ONE))
    write_delivery(tmp_path, make_delivery(id=TWO, trajectories=("pi-3", "pi-2")))

    assert list_ids(OWNER, tmp_path) == [ONE]
    assert list_ids(OTHER, tmp_path) == []


@pytest.mark.parametrize(
    "viewer",
    [
        OTHER,
        Viewer(role="organiser"),
        Viewer(role="ministry"),
        Viewer(role="reflection"),
        Viewer(role="ministry", trajectories=("pi-3",)),
    ],
)
def test_delivery_when_it_is_not_the_viewers_then_nothing_of_it_can_be_read(
    tmp_path: Path, viewer: Viewer
) -> None:
    write_delivery(
        tmp_path,
        make_delivery(),
        progress=Progress(step="x", part=0.5, process=1),
        findings=make_findings(),
        proposals=(PROPOSAL,),
        comparison=COMPARISON,
        marked=("a.xlsx",),
    )
    theirs = open_as(viewer, tmp_path)
    for read in (
        theirs.find,
        theirs.read_progress,
        theirs.read_findings,
        theirs.read_proposals,
        theirs.read_comparison,
        theirs.list_marked,
        lambda name: theirs.read_marked(name, "a.xlsx"),
    ):
        with pytest.raises(UnknownDeliveryError):
            read(ONE)


@pytest.mark.parametrize("trajectories", [(), ("pi-3",)])
def test_delivery_when_it_is_the_stewards_then_no_organiser_gets_it(
    tmp_path: Path, trajectories: tuple[str, ...]
) -> None:
    write_delivery(tmp_path, make_delivery(role="steward", trajectories=trajectories))

    assert list_ids(OWNER, tmp_path) == []


@pytest.mark.parametrize(
    "strange",
    [
        "",
        ".",
        "..",
        f"../deliveries/{ONE}",
        f"{ONE}/../{ONE}",
        f"{ONE}/",
        f"{ONE}\n",
        f"{ONE}\0",
        ONE.upper(),
        ONE.replace("T", "t"),
        "20261124T110000-aaaaaaa",
        "２0261124T110000-aaaaaa",
        "/etc/passwd",
        "%2e%2e",
    ],
)
def test_delivery_when_the_id_is_none_then_is_refused_for_everybody(tmp_path: Path, strange: str) -> None:
    write_delivery(tmp_path, make_delivery())
    # What an id with dots would lead to if it were followed.
    (tmp_path / "delivery.json").write_text(make_delivery().model_dump_json())

    with pytest.raises(UnknownDeliveryError):
        open_as(STEWARD, tmp_path).find(strange)


def test_delivery_when_its_folder_tells_of_another_then_is_refused(tmp_path: Path) -> None:
    folder = write_delivery(tmp_path, make_delivery(id=ONE))
    (folder / "delivery.json").write_text(make_delivery(id=TWO).model_dump_json())

    assert list_ids(STEWARD, tmp_path) == []
    with pytest.raises(UnknownDeliveryError):
        open_as(STEWARD, tmp_path).find(ONE)


def test_list_when_a_file_is_damaged_then_the_others_stay(tmp_path: Path) -> None:
    write_delivery(tmp_path, make_delivery(id=ONE))
    folder = write_delivery(tmp_path, make_delivery(id=TWO))
    (folder / "delivery.json").write_text("{")
    (tmp_path / "deliveries" / "los.txt").write_text("x")

    assert list_ids(STEWARD, tmp_path) == [ONE]


def test_list_when_there_is_no_folder_then_is_empty(tmp_path: Path) -> None:
    assert list_ids(STEWARD, tmp_path / "nergens") == []


def test_parts_when_they_are_there_then_are_read_by_the_owner(tmp_path: Path) -> None:
    progress = Progress(step="deliver.step_read", part=0.5, process=1)
    write_delivery(
        tmp_path,
        make_delivery(),
        progress=progress,
        findings=make_findings(),
        proposals=(PROPOSAL,),
        comparison=COMPARISON,
        marked=("eindmeting.xlsx",),
    )
    own = open_as(OWNER, tmp_path)

    assert own.read_progress(ONE) == progress
    assert own.read_findings(ONE).equals(make_findings())
    assert own.read_proposals(ONE) == (PROPOSAL,)
    assert own.list_marked(ONE) == ("eindmeting.xlsx",)
    assert own.read_marked(ONE, "eindmeting.xlsx") == b"werkboek"
    # It has figures of every trajectory.
    assert own.read_comparison(ONE) is None
    assert open_as(STEWARD, tmp_path).read_comparison(ONE) == COMPARISON


def test_parts_when_they_are_not_there_then_are_empty(tmp_path: Path) -> None:
    write_delivery(tmp_path, make_delivery())
    own = open_as(OWNER, tmp_path)

    assert own.read_progress(ONE) is None
    assert own.read_findings(ONE).is_empty()
    assert own.read_proposals(ONE) == ()
    assert own.list_marked(ONE) == ()


@pytest.mark.parametrize(
    "name", ["../delivery.json", "/etc/passwd", "", "nergens.xlsx", "../findings.parquet"]
)
def test_workbook_when_the_name_is_not_one_of_the_list_then_is_refused(tmp_path: Path, name: str) -> None:
    write_delivery(tmp_path, make_delivery(), marked=("a.xlsx",), findings=make_findings())

    with pytest.raises(UnknownDeliveryError):
        open_as(OWNER, tmp_path).read_marked(ONE, name)


def test_workbook_when_it_is_a_link_to_elsewhere_then_is_not_listed(tmp_path: Path) -> None:
    folder = write_delivery(tmp_path, make_delivery())
    (tmp_path / "secret.xlsx").write_bytes(b"x")
    (folder / "marked" / "a.xlsx").symlink_to(tmp_path / "secret.xlsx")

    assert open_as(OWNER, tmp_path).list_marked(ONE) == ()
