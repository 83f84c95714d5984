"""From a delivery to a release: proposed beside the one in service, then accepted, sent back or undone."""

import json
from pathlib import Path

import pytest

from etl.build import build_programme
from etl.circulation import FILE as LEDGER
from etl.configure import load_programme
from etl.deliver.deciding import accept, roll_back, send_back, withdraw
from etl.deliver.desk import Desk
from etl.deliver.proposal import propose_release
from etl.deliver.record import DeliveryError
from etl.premises import find_secret
from etl.release import read_release
from etl.shelf import Shelf
from schemas.delivery import Comparison
from tests.builders.delivery import FIRST, SECOND, hand_in, open_desk
from tests.builders.small_build import build_small
from tests.builders.small_programme import PEOPLE, write_answers, write_small_programme

MORE = 20


@pytest.fixture
def programme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("KOMPAS_SECRET", raising=False)
    return write_small_programme(tmp_path)


@pytest.fixture
def desk(programme: Path) -> Desk:
    build_small(programme, programme.parent / "built")
    return make_desk(programme)


def make_desk(programme: Path) -> Desk:
    return open_desk(programme, secret=find_secret(load_programme(programme)))


def make_survey(programme: Path, *, seed: int, people: int = MORE) -> bytes:
    """A survey of the small programme; the raw export stays as it is."""
    path = programme / "raw" / "survey.csv"
    before = path.read_bytes()
    content = write_answers(programme, seed=seed, people=people).read_bytes()
    path.write_bytes(before)
    return content


def deliver(programme: Path, *, seed: int = 5, delivery_id: str = FIRST) -> None:
    secret = find_secret(load_programme(programme))
    files = {"antwoorden.csv": make_survey(programme, seed=seed)}
    assert hand_in(programme, files, delivery_id=delivery_id, secret=secret).state == "checked"


def shelf_of(desk: Desk) -> Shelf:
    return Shelf(desk.deliveries.built)


def count_answers(desk: Desk) -> int:
    path = shelf_of(desk).show().path
    return int(read_release(path, "sources")["rows_loaded"].sum())


def test_build_when_proposed_then_the_release_in_service_stays(programme: Path, desk: Desk) -> None:
    deliver(programme)
    shelf, before = shelf_of(desk), shelf_of(desk).find_current()
    ledger = (shelf.folder / LEDGER).read_bytes()

    proposed = propose_release(FIRST, desk=desk)

    assert (proposed.state, proposed.beside) == ("proposed", before)
    assert shelf.find_current() == before
    # It is on no shelf, and nothing was told.
    assert [one.release_id for one in shelf.list_all()] == [before]
    assert (shelf.folder / LEDGER).read_bytes() == ledger


def test_build_when_proposed_then_it_says_what_would_change(programme: Path, desk: Desk) -> None:
    deliver(programme)
    propose_release(FIRST, desk=desk)

    text = (desk.deliveries.open(FIRST) / "comparison.json").read_text()
    compared = Comparison.model_validate_json(text)
    assert compared.answers == {"end": (PEOPLE, PEOPLE + MORE)}
    assert compared.audit_passed
    assert compared.changed == len([c for c in compared.changes if None not in (c.before, c.after)]) > 0


def test_accept_when_proposed_then_it_is_in_service_and_told(programme: Path, desk: Desk) -> None:
    deliver(programme)
    ledger = (shelf_of(desk).folder / LEDGER).read_bytes()
    proposed = propose_release(FIRST, desk=desk)

    accepted = accept(FIRST, desk=desk)

    assert (accepted.state, shelf_of(desk).find_current()) == ("in_service", proposed.release)
    assert count_answers(desk) == PEOPLE + MORE
    assert (shelf_of(desk).folder / LEDGER).read_bytes() != ledger
    assert not (desk.deliveries.open(FIRST) / "candidate").exists()
    # A normal build has it in it too.
    assert build_small(programme, programme.parent / "built").outcome == "unchanged"


def test_accept_when_killed_between_the_ledger_and_the_pointer_then_it_goes_on(
    programme: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    deliver(programme)
    proposed = propose_release(FIRST, desk=desk)

    def die(_shelf: Shelf, _release: str) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Shelf, "use", die)
        with pytest.raises(KeyboardInterrupt):
            accept(FIRST, desk=desk)

    assert accept(FIRST, desk=desk).state == "in_service"
    assert shelf_of(desk).find_current() == proposed.release


def test_accept_when_another_release_came_in_between_then_it_is_too_old(programme: Path, desk: Desk) -> None:
    deliver(programme)
    propose_release(FIRST, desk=desk)
    write_answers(programme, seed=9)
    build_small(programme, programme.parent / "built")

    with pytest.raises(DeliveryError) as caught:
        accept(FIRST, desk=desk)
    assert caught.value.key == "deliver.fault_stale"
    assert desk.deliveries.read(FIRST).state == "proposed"
    # Made again it can be.
    propose_release(FIRST, desk=desk)
    assert accept(FIRST, desk=desk).state == "in_service"


def test_send_back_when_proposed_then_its_release_is_gone(programme: Path, desk: Desk) -> None:
    deliver(programme)
    ledger = (shelf_of(desk).folder / LEDGER).read_bytes()
    propose_release(FIRST, desk=desk)

    sent = send_back(FIRST, word=" Graag\nmet de juiste groep. ", desk=desk)

    assert (sent.state, sent.word, sent.release) == ("sent_back", "Graag met de juiste groep.", None)
    assert list(desk.deliveries.built.rglob("release-*.duckdb")) == [shelf_of(desk).show().path]
    assert (shelf_of(desk).folder / LEDGER).read_bytes() == ledger
    assert build_small(programme, programme.parent / "built").outcome == "unchanged"


def test_withdraw_when_checked_then_only_the_record_is_left(programme: Path, desk: Desk) -> None:
    deliver(programme)

    assert withdraw(FIRST, desk=desk).state == "withdrawn"
    assert [path.name for path in desk.deliveries.open(FIRST).iterdir()] == ["delivery.json"]


def test_withdraw_when_in_service_then_it_is_refused(programme: Path, desk: Desk) -> None:
    deliver(programme)
    propose_release(FIRST, desk=desk)
    accept(FIRST, desk=desk)

    with pytest.raises(DeliveryError) as caught:
        withdraw(FIRST, desk=desk)
    assert caught.value.key == "deliver.fault_state"


def test_accept_when_a_later_one_has_the_same_source_then_the_earlier_is_replaced(
    programme: Path, desk: Desk
) -> None:
    for delivery_id, seed in ((FIRST, 5), (SECOND, 6)):
        deliver(programme, seed=seed, delivery_id=delivery_id)
        propose_release(delivery_id, desk=desk)
        accept(delivery_id, desk=desk)

    assert [d.state for d in desk.deliveries.list_all()] == ["replaced", "in_service"]
    assert count_answers(desk) == PEOPLE + MORE


def test_roll_back_when_two_came_in_then_the_first_counts_again(programme: Path, desk: Desk) -> None:
    for delivery_id, seed in ((FIRST, 5), (SECOND, 6)):
        deliver(programme, seed=seed, delivery_id=delivery_id)
        propose_release(delivery_id, desk=desk)
        accept(delivery_id, desk=desk)
    before = desk.deliveries.read(SECOND).beside

    rolled = roll_back(SECOND, desk=desk)

    assert (rolled.state, shelf_of(desk).find_current()) == ("rolled_back", before)
    assert desk.deliveries.read(FIRST).state == "in_service"


def test_build_when_another_is_at_work_then_it_says_so_and_nothing_is_lost(
    programme: Path, desk: Desk
) -> None:
    deliver(programme)
    with shelf_of(desk).lock(), pytest.raises(DeliveryError) as caught:
        propose_release(FIRST, desk=desk)

    assert caught.value.key == "build.busy"
    assert (desk.deliveries.read(FIRST).state, desk.deliveries.read(FIRST).fault) == ("checked", "build.busy")
    assert propose_release(FIRST, desk=desk).state == "proposed"
    assert desk.deliveries.read(FIRST).fault is None


def test_build_when_it_dies_then_the_next_command_says_so(programme: Path, desk: Desk) -> None:
    deliver(programme)
    delivery = desk.deliveries.read(FIRST)
    desk.deliveries.write(delivery, state="building")
    progress = desk.deliveries.open(FIRST) / "progress.json"
    progress.write_text(json.dumps({"step": "x", "part": 0.5, "process": 2**22 + 1}))

    deliver(programme, seed=6, delivery_id=SECOND)

    dead = desk.deliveries.read(FIRST)
    assert (dead.state, dead.fault) == ("checked", "deliver.fault_died")


def test_receive_when_the_file_is_in_service_then_it_is_a_duplicate(programme: Path, desk: Desk) -> None:
    deliver(programme)
    propose_release(FIRST, desk=desk)
    accept(FIRST, desk=desk)

    files = {"zelfde.csv": make_survey(programme, seed=5)}
    again = hand_in(programme, files, delivery_id=SECOND, secret=desk.secret)

    assert (again.state, again.files[0].fault) == ("refused", "deliver.fault_duplicate")
    # The control: another file of the same form comes in.
    files = {"zelfde.csv": make_survey(programme, seed=6)}
    assert hand_in(programme, files, delivery_id=SECOND, secret=desk.secret).state == "checked"


def test_build_when_there_are_no_raw_exports_then_deliveries_are_enough(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOMPAS_SECRET", "a key of this test")
    programme = write_small_programme(tmp_path, synthetic=False)
    content = make_survey(programme, seed=5, people=PEOPLE)
    (programme / "raw" / "survey.csv").unlink()
    desk = make_desk(programme)
    assert hand_in(programme, {"a.csv": content}, secret=desk.secret).state == "checked"

    propose_release(FIRST, desk=desk)
    accept(FIRST, desk=desk)

    assert count_answers(desk) == PEOPLE
    with pytest.raises(DeliveryError) as caught:
        roll_back(FIRST, desk=desk)
    assert caught.value.key == "deliver.fault_nothing_before"
    result = build_programme(
        load_programme(programme), built=programme.parent / "built", report=lambda _key, _share: None
    )
    assert result.outcome == "unchanged"
