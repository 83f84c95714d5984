"""The page Aanleveren for both roles, in every state, on files written by hand."""

import json
import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

import pytest
from streamlit.testing.v1 import AppTest

from etl.check.registry import CHECKS
from schemas.delivery import DeliveredFile, Progress, State
from schemas.wording import Wording
from tests.builders.deliveries import (
    COMPARISON,
    FILE,
    ONE,
    PROPOSAL,
    TWO,
    find_dead_process,
    make_delivery,
    make_findings,
    write_delivery,
    write_engine,
)
from tests.builders.logins import configure_login, make_claims
from tests.builders.screens import catch_downloads, open_screen, read_screen, read_title
from texts import LANGUAGES, texts_in
from ui.audit.log import find_log
from ui.delivery import acting, command, rules
from ui.delivery.command import Handed, find_work
from ui.delivery.finding import name_advice
from ui.delivery.uploading import MOST_FILES

NL = texts_in("nl")
OWNER, OTHER, STEWARD = "organisator-pi-3", "organisator-pi-2", "gegevensbeheerder"
WILD = "<b>vet</b> **sterk** [hier](https://evil.example)"


@pytest.fixture(autouse=True)
def usual(monkeypatch: pytest.MonkeyPatch, built: Path, tmp_path: Path) -> None:
    monkeypatch.setattr(command, "_works", command._Works())
    monkeypatch.setattr(rules, "_host", [])
    monkeypatch.setattr(command, "_ROOT", tmp_path / "engine")


@pytest.fixture
def noted(tmp_path: Path) -> Path:
    """A stand-in for etl; where it notes what it was told."""
    return write_engine(tmp_path / "engine")


def open_delivery(role: str = OWNER, delivery_id: str = ONE, **query: str) -> AppTest:
    return open_screen("delivery", query={"rol": role, "levering": delivery_id, **query})


def open_list(role: str = OWNER, **query: str) -> AppTest:
    return open_screen("delivery", query={"rol": role, **query})


def buttons_of(screen: AppTest) -> set[str]:
    return {button.label for button in screen.button}


def press(screen: AppTest, key: str) -> AppTest:
    after = next(b for b in screen.button if b.label == NL(f"delivery.{key}")).click().run()
    assert not after.exception
    return after


def wait_for(path: Path) -> dict[str, object]:
    for _ in range(400):
        if path.exists():
            told: dict[str, object] = json.loads(path.read_text())
            return told
        time.sleep(0.05)
    raise AssertionError("nothing was noted")


def lines_of_log() -> list[dict[str, str]]:
    find_log().flush()
    paths = sorted(find_log().settings.folder.iterdir())
    return [json.loads(line) for path in paths for line in path.read_text().splitlines()]


def upload(screen: AppTest, *files: tuple[str, bytes]) -> AppTest:
    return screen.file_uploader[0].set_value([(name, content, "text/csv") for name, content in files]).run()


# The list


@pytest.mark.parametrize("role", ["beleid", "reflectiegroep"])
def test_page_when_the_role_has_no_deliveries_then_says_so_by_its_address(built: Path, role: str) -> None:
    write_delivery(built, make_delivery())
    for screen in (open_list(role), open_delivery(role)):
        words = read_screen(screen)
        assert not screen.exception
        assert NL("access.not_your_page") in words
        assert FILE.name not in words
        assert not screen.file_uploader


def test_list_when_nothing_was_delivered_then_says_so() -> None:
    for role in (OWNER, STEWARD):
        screen = open_list(role)
        assert not screen.exception
        assert read_title(screen) == NL("delivery.title")
        assert NL("delivery.list_none") in read_screen(screen)
        assert len(screen.file_uploader) == 1


def test_list_when_an_organiser_looks_then_has_own_deliveries_only(built: Path) -> None:
    write_delivery(built, make_delivery(id=ONE))
    write_delivery(
        built,
        make_delivery(
            id=TWO, trajectories=("pi-2",), files=(FILE.model_copy(update={"name": "van-twee.csv"}),)
        ),
    )

    assert FILE.name in read_screen(open_list(OWNER))
    assert "van-twee.csv" not in read_screen(open_list(OWNER))
    assert FILE.name not in read_screen(open_list(OTHER))
    steward = read_screen(open_list(STEWARD))
    assert FILE.name in steward
    assert "van-twee.csv" in steward
    assert "Organisator van Traject 3" in steward
    assert NL.count("delivery.waiting", 2) in steward


def test_list_when_the_organiser_has_no_trajectory_then_nothing_can_be_handed_in() -> None:
    screen = open_list("organisator-nergens")

    assert not screen.exception
    assert not screen.file_uploader
    assert NL("delivery.without_trajectory") in read_screen(screen)


def test_list_when_the_demo_can_be_reached_from_elsewhere_then_nothing_can_be_handed_in() -> None:
    rules.note_host("0.0.0.0")
    screen = open_list(STEWARD)

    assert not screen.file_uploader
    assert NL("delivery.demo_elsewhere") in read_screen(screen)


def test_list_when_a_steward_looks_as_an_organiser_then_sees_and_does_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, built: Path
) -> None:
    configure_login(monkeypatch, tmp_path)
    write_delivery(built, make_delivery())
    claims = make_claims(email="beheer@voorbeeld.be", email_verified=True, lasts_s=10**5)
    screen = open_screen("delivery", query={"rol": OWNER}, user=claims)

    assert not screen.file_uploader
    assert NL("delivery.preview") in read_screen(screen)
    assert FILE.name in read_screen(screen)
    detail = open_screen("delivery", query={"rol": OWNER, "levering": ONE}, user=claims)
    assert NL("delivery.withdraw_yes") not in buttons_of(detail)


@pytest.mark.parametrize("wanted", [TWO, "..", "../deliveries", "x" * 200, "<b>x</b>", f"{ONE}/.."])
def test_delivery_when_there_is_none_then_leads_back_to_the_list(built: Path, wanted: str) -> None:
    write_delivery(built, make_delivery())
    screen = open_delivery(OWNER, wanted)

    assert not screen.exception
    assert [warning.value for warning in screen.warning] == [NL("delivery.gone")]


def test_delivery_when_of_another_then_says_the_same_as_when_there_is_none(built: Path) -> None:
    write_delivery(built, make_delivery())
    screen = open_delivery(OTHER)

    assert [warning.value for warning in screen.warning] == [NL("delivery.gone")]
    assert FILE.name not in read_screen(screen)


# Handing in


def test_upload_when_pressed_then_the_engine_gets_the_files_and_the_page_the_delivery(noted: Path) -> None:
    screen = upload(open_list(), ("Jan Peeters.csv", b"a\n1\n"), ("b.csv", b"b\n"))
    screen = press(screen, "upload_do")
    told = wait_for(noted)

    delivery_id = screen.query_params["levering"]
    delivery_id = delivery_id if isinstance(delivery_id, str) else delivery_id[0]
    assert told["arguments"][:5] == ["deliver", "receive", "proef", "--id", delivery_id]  # type: ignore[index]
    assert told["arguments"][5:9] == ["--role", "organiser", "--trajectory", "pi-3"]  # type: ignore[index]
    assert "Peeters" not in str(dict(screen.query_params))
    assert "Peeters" in str(told["given"])
    noted_acts = [line for line in lines_of_log() if line["act"]]
    assert [(line["act"], line["figure"]) for line in noted_acts] == [("receive", delivery_id)]
    assert "Peeters" not in json.dumps(lines_of_log())


def test_upload_when_nothing_was_chosen_then_the_button_waits() -> None:
    button = next(b for b in open_list().button if b.label == NL("delivery.upload_do"))

    assert button.disabled


@pytest.mark.parametrize(
    ("files", "key"),
    [
        ([("a.csv", b"")], "empty_file"),
        ([("a.csv", b"x"), ("a.csv", b"y")], "same_name"),
        ([(f"{n}.csv", b"x") for n in range(MOST_FILES + 1)], "too_many"),
        (
            [("a.csv", b"x" * (36 * 1024**2)), *((f"{n}.csv", b"x" * (36 * 1024**2)) for n in "bc")],
            "too_large",
        ),
    ],
)
def test_upload_when_the_files_do_not_fit_then_says_why(files: list[tuple[str, bytes]], key: str) -> None:
    screen = upload(open_list(), *files)

    assert [error.value for error in screen.error] == [
        NL(f"delivery.{key}", most={"too_many": MOST_FILES, "too_large": 100}.get(key, ""))
    ]
    assert next(b for b in screen.button if b.label == NL("delivery.upload_do")).disabled


def test_upload_when_the_role_is_gone_by_then_then_nothing_starts(noted: Path) -> None:
    screen = upload(open_list(), ("a.csv", b"a\n1\n"))
    rules.note_host("0.0.0.0")
    screen = press(screen, "upload_do")

    assert [error.value for error in screen.error] == [NL("delivery.not_allowed")]
    assert "levering" not in screen.query_params
    assert not noted.exists()


def test_template_when_asked_for_then_comes_from_the_engine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_engine(tmp_path / "engine", "open(sys.argv[sys.argv.index('--out') + 1], 'wb').write(b'sjabloon')")
    files = catch_downloads(monkeypatch)
    open_list()

    assert files["kompas-sjabloon.xlsx"]() == b"sjabloon"


# One delivery, in every state


@pytest.mark.parametrize("role", [OWNER, STEWARD])
@pytest.mark.parametrize("state", get_args(State))
@pytest.mark.parametrize("language", LANGUAGES)
def test_delivery_when_in_any_state_then_is_told_in_words(
    built: Path, role: str, state: State, language: str
) -> None:
    write_delivery(
        built,
        make_delivery(state, word=WILD if state == "sent_back" else "", release="proef-1"),
        findings=make_findings(),
        proposals=(PROPOSAL,) if state == "unmapped" else (),
        comparison=COMPARISON,
        marked=("eindmeting.csv.xlsx",),
    )
    screen = open_delivery(role, taal=language)
    words, texts = read_screen(screen), texts_in(language)  # type: ignore[arg-type]

    assert not screen.exception
    assert texts(f"delivery.state_{state}") in words
    if state not in {"checking", "building"}:
        assert texts(f"delivery.about_{state}") in words
    assert "<b>vet</b>" not in words
    assert ("evil.example" in words) is (state == "sent_back")


def test_delivery_when_checked_then_says_first_how_many_rows_were_left_out(built: Path) -> None:
    write_delivery(built, make_delivery(), findings=make_findings())
    words = read_screen(open_delivery())

    assert "3 van 120 rijen zijn niet opgenomen. Gevonden: 1 fout en 1 waarschuwing." in words
    assert NL("delivery.next_checked_organiser") in words
    assert NL("delivery.next_checked_steward") not in words


def test_delivery_when_clean_then_says_that_nothing_was_found(built: Path) -> None:
    clean = FILE.model_copy(update={"loaded": 120, "refused": 0})
    write_delivery(built, make_delivery(files=(clean,), errors=0, warnings=0))
    words = read_screen(open_delivery())

    assert "Alle 120 rijen zijn opgenomen. De controles vonden niets." in words
    assert NL("quality.section_findings") not in words


def test_delivery_when_refused_then_says_why_and_that_nothing_is_lost(built: Path) -> None:
    broken = DeliveredFile(name="stuk.xlsx", sha256="b" * 64, size=3, fault="delivery.empty_file", values={})
    write_delivery(
        built, make_delivery("refused", files=(broken,), errors=1, warnings=0, fault="delivery.same_name")
    )
    screen = open_delivery()
    words = read_screen(screen)

    assert NL("delivery.about_refused") in words
    assert NL("delivery.same_name") in words
    assert NL("delivery.empty_file") in words
    assert "rijen zijn" not in words


@pytest.mark.parametrize("fault", ["deliver.fault_of_next_year", "delivery.too_many"])
def test_delivery_when_the_fault_cannot_be_told_then_there_are_still_words(built: Path, fault: str) -> None:
    write_delivery(built, make_delivery("failed", fault=fault))

    assert NL("delivery.fault") in read_screen(open_delivery())


def test_delivery_when_at_work_then_tells_the_step_and_that_one_may_leave(built: Path) -> None:
    step = Progress(step="delivery.about_checking", part=0.4, process=os.getpid())
    write_delivery(built, make_delivery("checking"), progress=step)
    words = read_screen(open_delivery())

    assert '<progress max="100" value="40"' in words
    assert NL("delivery.about_checking") in words
    assert NL("delivery.leave") in words


def test_delivery_when_a_command_has_not_told_its_step_yet_then_no_file_is_said_to_come_in(
    built: Path,
) -> None:
    write_delivery(built, make_delivery("checked"))
    command._works.begin(ONE, command.Work(scope="steward", begun=datetime.now(UTC)))
    words = read_screen(open_delivery(STEWARD))

    assert NL("delivery.working") in words
    assert NL("delivery.beginning") not in words


@pytest.mark.parametrize("state", ["checking", "building"])
def test_delivery_when_its_process_is_gone_then_says_what_to_do(
    built: Path, noted: Path, state: State
) -> None:
    step = Progress(step="x.y", part=0.4, process=find_dead_process())
    write_delivery(built, make_delivery(state), progress=step)
    screen = open_delivery()

    assert [error.value for error in screen.error] == [NL(f"delivery.stalled_{state}")]
    assert "<progress" not in read_screen(screen)
    press(screen, "tidy")
    assert wait_for(noted)["arguments"] == ["deliver", "list", "proef", "--lang", "nl"]


# Findings


def test_findings_when_filtered_then_only_these_are_listed(built: Path) -> None:
    write_delivery(built, make_delivery(), findings=make_findings())
    screen = open_delivery()
    words = read_screen(screen)
    assert "De code 7 valt buiten de schaal 1–5." in words
    assert NL("delivery.advice_value") in words
    assert "Blad1" in words

    screen.selectbox(key=f"delivery-severity-{ONE}").set_value("warning").run()
    words = read_screen(screen)
    assert "De code 7" not in words
    assert NL("delivery.advice_twice") in words

    screen.selectbox(key=f"delivery-severity-{ONE}").set_value("").run()
    screen.selectbox(key=f"delivery-file-{ONE}").set_value("eindmeting.csv").run()
    assert "Blad1" not in read_screen(screen)


def test_workbook_when_taken_then_neither_its_name_nor_the_log_tells_of_a_person(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_delivery(built, make_delivery(), findings=make_findings(), marked=("Jan Peeters.csv.xlsx",))
    files = catch_downloads(monkeypatch)
    open_delivery()

    assert files[f"kompas-bevindingen-{ONE}-1.xlsx"]() == b"werkboek"
    assert "Peeters" not in json.dumps(lines_of_log())
    assert [line["figure"] for line in lines_of_log() if line["format"] == "xlsx"] == [ONE]


def test_advice_when_a_check_can_find_something_then_is_of_its_own() -> None:
    assert [check for check in CHECKS if name_advice(check) == "other"] == []


# Columns that nobody knows


def open_mapping(built: Path) -> AppTest:
    write_delivery(
        built,
        make_delivery(
            "unmapped",
            files=(DeliveredFile(name="vreemd.csv", sha256="c" * 64, size=3),),
            errors=0,
            warnings=0,
        ),
        proposals=(PROPOSAL,),
    )
    screen = AppTest.from_file(str(Path(__file__).parents[3] / "dashboard.py"), default_timeout=60)
    screen.query_params["rol"], screen.query_params["levering"] = OWNER, ONE
    screen.session_state[acting._HELD] = (ONE, (Handed("vreemd.csv", b"abc"),))
    screen.switch_page("pages/beheer/aanleveren.py")
    return screen.run()


def map_button(screen: AppTest) -> bool:
    return bool(next(b for b in screen.button if b.label == NL("delivery.map_do")).disabled)


def test_files_when_their_source_has_a_label_then_that_is_read_and_not_its_name(built: Path) -> None:
    label = Wording(nl="eindmeting (LimeSurvey)", en="end measurement (LimeSurvey)")
    write_delivery(built, make_delivery(files=(FILE.model_copy(update={"label": label}),)))

    assert "Eindmeting (LimeSurvey)" in read_screen(open_delivery())
    assert "End measurement (LimeSurvey)" in read_screen(open_delivery(taal="en"))
    write_delivery(built, make_delivery())
    assert "Bevraging eind" in read_screen(open_delivery())


def test_mapping_when_opened_then_only_suggests_what_the_file_is(built: Path) -> None:
    screen = open_mapping(built)

    assert screen.selectbox(key=f"map-{ONE}-0-source").value is None
    assert "Het lijkt op: Bevraging eind." in read_screen(screen).replace("\\", "")
    assert map_button(screen)


def test_mapping_when_columns_are_chosen_then_only_exact_names_are_chosen_before(
    built: Path, noted: Path
) -> None:
    screen = open_mapping(built)
    screen.selectbox(key=f"map-{ONE}-0-source").set_value("bevraging-eind").run()
    key = f"map-{ONE}-0-bevraging-eind"
    assert screen.selectbox(key=f"{key}-1").value == "field:leader_id"
    assert screen.selectbox(key=f"{key}-2").value is None
    words = read_screen(screen)
    assert "Lijkt op:" in words
    assert "mwah &lt;b&gt;" in words
    assert "usefulness" in screen.warning[0].value.replace("\\", "")
    assert map_button(screen)

    screen.selectbox(key=f"{key}-2").set_value("item:usefulness_1").run()
    assert not screen.warning
    assert not map_button(screen)
    screen.selectbox(key=f"{key}-2-label-0").set_value("2").run()
    screen = press(screen, "map_do")

    given = str(wait_for(noted)["given"])
    header = json.loads(given.split("\n", maxsplit=1)[0])
    assert header["layout"] == {
        "file": "vreemd.csv",
        "source": "bevraging-eind",
        "columns": {"leader_id": "field:leader_id", "Nuttig?": "item:usefulness_1"},
        "values": {"item:usefulness_1": {"Helemaal eens": "4", "eens": "3", "mwah <b>": "2"}},
    }
    assert given.endswith("abc")
    assert wait_for(noted)["arguments"][4] == ONE  # type: ignore[index]


def test_mapping_when_the_steward_looks_then_leaves_it_to_whoever_delivered(built: Path) -> None:
    open_mapping(built)
    screen = open_delivery(STEWARD)

    assert NL("delivery.map_theirs") in read_screen(screen)
    assert not screen.file_uploader


def test_mapping_when_two_columns_are_the_same_then_the_button_waits(built: Path) -> None:
    screen = open_mapping(built)
    screen.selectbox(key=f"map-{ONE}-0-source").set_value("bevraging-eind").run()
    key = f"map-{ONE}-0-bevraging-eind"
    for position in (2, 3):
        screen.selectbox(key=f"{key}-{position}").set_value("item:usefulness_1")
    screen.run()

    assert "twee kolommen" in screen.warning[0].value
    assert map_button(screen)


def test_mapping_when_the_visit_is_another_then_asks_for_the_same_files(built: Path) -> None:
    open_mapping(built)
    screen = open_delivery()
    assert NL.count("delivery.again", 1) in read_screen(screen)
    assert not any(b.label == NL("delivery.map_do") for b in screen.button)

    upload(screen, ("vreemd.csv", b"iets anders"))
    assert [w.value for w in screen.warning] == [NL("delivery.again_others")]


# Deciding


DECISIONS = {
    "do_build": {"checked"},
    "do_accept": {"proposed"},
    "send_back_yes": {"checked", "proposed"},
}


@pytest.mark.parametrize("state", ["checked", "proposed", "in_service", "refused"])
def test_decisions_when_the_steward_looks_then_are_those_of_the_state_and_no_organisers(
    built: Path, state: State
) -> None:
    write_delivery(built, make_delivery(state), comparison=COMPARISON)
    own, others = buttons_of(open_delivery(STEWARD)), buttons_of(open_delivery(OWNER))

    assert {key for key in DECISIONS if NL(f"delivery.{key}") in own} == {
        key for key, states in DECISIONS.items() if state in states
    }
    assert (NL("delivery.do_roll_back") in own) is (state == "in_service")
    assert not {NL(f"delivery.{key}") for key in (*DECISIONS, "do_roll_back")} & others


@pytest.mark.parametrize(
    ("state", "key", "told"),
    [
        ("checked", "do_build", "build"),
        ("proposed", "do_accept", "accept"),
        ("in_service", "do_roll_back", "roll-back"),
        ("checked", "withdraw_yes", "withdraw"),
    ],
)
def test_decision_when_pressed_then_the_engine_is_told_and_the_log_knows(
    built: Path, noted: Path, state: State, key: str, told: str
) -> None:
    write_delivery(built, make_delivery(state))
    press(open_delivery(STEWARD), key)

    assert wait_for(noted)["arguments"] == ["deliver", told, "proef", "--id", ONE, "--lang", "nl"]
    assert [(line["act"], line["figure"]) for line in lines_of_log() if line["act"]] == [(told, ONE)]


def test_act_when_the_steward_reads_the_log_then_is_told_in_words(built: Path, noted: Path) -> None:
    write_delivery(built, make_delivery("proposed"))
    press(open_delivery(STEWARD), "do_accept")
    wait_for(noted)
    words = read_screen(open_screen("audit", query={"rol": STEWARD}))

    assert f"<td>{ONE}</td>" in words
    assert f"<td>{NL('delivery.act_accept')}</td>" in words


def test_sending_back_when_there_is_no_word_then_asks_for_one(built: Path, noted: Path) -> None:
    write_delivery(built, make_delivery())
    screen = press(open_delivery(STEWARD), "send_back_yes")
    assert [error.value for error in screen.error] == [NL("delivery.word_needed")]
    assert not noted.exists()

    screen.text_area[0].set_value(WILD)
    press(screen, "send_back_yes")
    told = wait_for(noted)
    assert told["given"] == WILD
    assert WILD not in str(told["arguments"])
    assert "vet" not in json.dumps(lines_of_log())


def test_decision_when_the_delivery_moved_on_then_nothing_starts(built: Path, noted: Path) -> None:
    write_delivery(built, make_delivery("proposed"))
    screen = open_delivery(STEWARD)
    write_delivery(built, make_delivery("withdrawn"))
    screen = press(screen, "do_accept")

    assert [error.value for error in screen.error] == [NL("delivery.not_allowed")]
    assert find_work(ONE) is None


@pytest.mark.parametrize("said", ["", "Te oud, maak het opnieuw."])
def test_decision_when_the_command_fails_then_says_why(built: Path, tmp_path: Path, said: str) -> None:
    write_engine(tmp_path / "engine", f"sys.stderr.write({said!r}); sys.exit(1)")
    write_delivery(built, make_delivery("proposed"))
    screen = press(open_delivery(STEWARD), "do_accept")
    for _ in range(200):
        work = find_work(ONE)
        if work is not None and work.code is not None:
            break
        time.sleep(0.05)

    told = [error.value.replace("\\", "") for error in screen.run().error]
    assert told == [said or NL("delivery.command_failed")]
    # Why is told to who gave the command.
    others = [error.value for error in open_delivery(OWNER).error]
    assert others == [NL("delivery.command_failed")]


# The comparison


def test_comparison_when_the_steward_looks_then_names_groups_and_no_ids(built: Path) -> None:
    write_delivery(built, make_delivery("proposed", release="proef-1"), comparison=COMPARISON)
    words = read_screen(open_delivery(STEWARD))

    assert (
        "31 cijfers veranderen. Zonder deze aanlevering zijn er 350 cijfers, met deze aanlevering 362."
        in words
    )
    assert NL("delivery.compare_held") in words
    assert "is <strong>geslaagd</strong>" in words
    assert "Bruikbaarheid" in words
    assert "Traject 3 · Organisator 3" in words
    assert f'<td data-heading="{NL("delivery.change_before")}">niet getoond</td>' in words
    assert NL.count("delivery.changes_hidden", 1) in words
    assert "swv" not in words
    assert "3,21" not in words


def test_comparison_when_only_n_or_the_interval_changes_then_says_so(built: Path) -> None:
    first = COMPARISON.changes[0].model_copy(update={"before": 4.2})
    write_delivery(
        built, make_delivery("proposed"), comparison=COMPARISON.model_copy(update={"changes": (first,)})
    )
    assert NL("delivery.change_same", value="4,20") in read_screen(open_delivery(STEWARD))
    write_delivery(built, make_delivery("proposed"), comparison=COMPARISON)
    assert NL("delivery.change_same", value="4,20") not in read_screen(open_delivery(STEWARD))


def test_comparison_when_the_audit_failed_then_says_not_to(built: Path) -> None:
    failed = COMPARISON.model_copy(update={"audit_passed": False})
    write_delivery(built, make_delivery("proposed", release="weg-1"), comparison=failed)

    assert "<strong>niet geslaagd</strong>" in read_screen(open_delivery(STEWARD))


def test_comparison_when_nothing_changes_then_says_so(built: Path) -> None:
    same = COMPARISON.model_copy(update={"changed": 0, "newly_shown": 0, "newly_withheld": 0, "changes": ()})
    write_delivery(built, make_delivery("proposed"), comparison=same)

    assert NL("delivery.compare_same") in read_screen(open_delivery(STEWARD))


def test_comparison_when_an_organiser_looks_then_is_not_there(built: Path) -> None:
    write_delivery(built, make_delivery("proposed", release="proef-1"), comparison=COMPARISON)

    assert NL("delivery.compare_title") not in read_screen(open_delivery(OWNER))
