"""The Carpentries' real survey is read through its configuration alone.

The real file is data from elsewhere and not in this repository. Where it is not there, the tests on it
say so in a warning and the same path is tested on a made-up file of the same layout.
"""

import csv
import io
import json
import warnings
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from scipy import stats

from etl.example import MARKER
from tests.builders.built_programme import BuiltProgramme, build_folder, copy_configuration
from tests.builders.screens import open_screen, read_headings, read_screen
from texts import texts_in

PROGRAMME = "carpentries-instructor-training"
FILE = "instructor_training_2018.csv"
ROOT = Path(__file__).parents[2]
PLACES = (ROOT / "data/programmes" / PROGRAMME / "raw" / FILE, ROOT.parent / "shared/real/carpentries" / FILE)
pytestmark = pytest.mark.slow


def build_file(
    content: bytes, folder: Path, monkeypatch: pytest.MonkeyPatch, *, made_up: bool = False
) -> BuiltProgramme:
    monkeypatch.setenv("KOMPAS_SECRET", "a-key-of-the-tests-and-of-nothing-else")
    configured = copy_configuration(PROGRAMME, to=folder)
    (configured / "raw" / FILE).write_bytes(content)
    if made_up:
        # Nobody opens real data without a login.
        (configured / "raw" / MARKER).write_text(json.dumps({"synthetic": True, "files": [FILE]}))
    return build_folder(configured, built=folder / "built")


@pytest.fixture(scope="module")
def patch() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patched:
        yield patched


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, patch: pytest.MonkeyPatch) -> BuiltProgramme | None:
    path = next((place for place in PLACES if place.is_file()), None)
    if path is None:
        warnings.warn(
            f"The real Carpentries file is not here, so its known figures are NOT checked. "
            f"Put {FILE} in {PLACES[0].parent}: its README says where it comes from.",
            stacklevel=1,
        )
        return None
    return build_file(path.read_bytes(), tmp_path_factory.mktemp("real"), patch)


class TestRealFile:
    """967 answers; the known figures were computed from the file by others (its README).

    What is measured gives them to the printed digit; the release rounds.
    """

    def test_recommendation_when_measured_is_the_known_one(self, real: BuiltProgramme | None) -> None:
        if real is None:
            return
        mean = real.find_measure("likely_to_recommend", "end", "mean")
        nps = real.find_measure("likely_to_recommend", "end", "nps")
        assert (mean["n"], round(mean["value"], 4)) == (889, 8.5951)
        assert (nps["n"], round(nps["value"], 2)) == (889, 48.37)

    def test_recommendation_when_released_is_the_known_one_rounded(self, real: BuiltProgramme | None) -> None:
        if real is None:
            return
        mean = real.find_statement("likely_to_recommend", "end", "mean")
        nps = real.find_statement("likely_to_recommend", "end", "nps")
        assert (mean["n"], mean["value"], nps["n"], nps["value"]) == (889, 8.6, 889, 48)

    @pytest.mark.parametrize(
        ("item", "share", "n", "told"),
        [
            # above .95 only that is told
            ("atmosphere_welcoming", 0.9714, 909, 0.95),
            ("learned_skills", 0.9583, 911, 0.95),
            ("material", 0.9209, 910, 0.92),
            ("worth", 0.9038, 904, 0.90),
            ("recommend", 0.8876, 667, 0.89),
        ],
    )
    def test_top2_when_built_is_the_known_one(
        self, real: BuiltProgramme | None, item: str, share: float, n: int, told: float
    ) -> None:
        if real is None:
            return
        measured = real.find_measure(item, "end", "top2")
        released = real.find_statement(item, "end", "top2")
        assert (round(measured["value"], 4), measured["n"]) == (share, n)
        assert (released["value"], released["n"], released["coded"]) == (told, n, int(share > told + 0.005))

    def test_sites_when_built_are_the_known_81(self, real: BuiltProgramme | None) -> None:
        if real is None:
            return
        leaders = real.warehouse["leaders"]
        sizes = leaders.drop_nulls("partnership_id").group_by("partnership_id").len()["len"]
        assert leaders.height == 967
        assert leaders["partnership_id"].null_count() == 51
        assert (len(sizes), sizes.min(), sizes.max(), (sizes < 5).sum()) == (81, 1, 129, 16)

    def test_small_sites_when_built_are_withheld(self, real: BuiltProgramme | None) -> None:
        if real is None:
            return
        cells = real.release["cells"].filter(pl.col("kind") == "partnership", pl.col("members").is_null())
        shown = (
            real.release["statements"].filter(status=pl.lit("shown")).join(cells, on="cell_id", how="semi")
        )
        assert cells.height == 81
        assert shown["n"].min() >= 5
        assert 0 < shown["cell_id"].n_unique() <= 65

    def test_intake_when_built_loads_every_row_without_a_finding_on_a_label(
        self, real: BuiltProgramme | None
    ) -> None:
        if real is None:
            return
        (intake,) = real.warehouse["intake"].to_dicts()
        assert (intake["rows_read"], intake["rows_loaded"], intake["rows_refused"]) == (967, 967, 0)
        assert real.warehouse["findings"].filter(severity=pl.lit("error")).is_empty()


HEADING_LINE = (
    "Date,WhenTaking,MemberSite,MemberSiteOther,UniqueID,InformationReasonableTime,AtmosphereWelcoming,"
    "LearnedSkills,Material,Recommend,Worth,Pace,HandsOn,TrainersClearAnswers,TrainersConsiderate,"
    "TrainersCommunicators,TrainersEnthusiastic,NewInformation,LiveCodingPostAbility,WebsitePostAbility,"
    "ConceptMapsPostAbility,MCQPostAbility,LearningObjectivesPostAbility,KnowledgeFormativeAssessmentPost,"
    "KnowledgeFeedbackPost,KnowledgeNovicePost,KnowledgeHumanMemoryPost,KnowledgeCognitiveLoadPost,"
    "KnowledgeCarpentriesPost,KnowledgeMotivationStrategiesPost,MotivationFormativeAssessmentPost,"
    "MotivationFeedbackPost,MotivationNovicePost,MotivationHumanMemoryPost,MotivationCognitiveLoadPost,"
    "MotivationCarpentriesPost,MotivationMotivationStrategiesPost,CompleteTraining,CompleteTrainingOther,"
    "LikelyToRecommend,Workshop ID"
)
HEADINGS = HEADING_LINE.split(",")

# site, worth, new information, recommendation: twelve made-up answers. Seven of Noord, three of Zuid,
# two without a site; the codes of the respondents are empty or the same twice, as in the real file.
MADE_UP = [
    ("MAY 1-2 (Noord)", "Strongly Agree", "Most of it", "10"),
    ("MAY 1-2 (Noord)", "Strongly Agree", "Most of it", "10"),
    ("MAY 1-2 (Noord)", "Agree", "About\u00a0half\u00a0of\u00a0it", "9"),
    ("MAY 1-2\u00a0(Noord)", "Agree", "About half of it", "9"),
    ("MAY 1-2 (Noord)", "agree", "Some of it", "8"),
    ("MAY 1-2 (Noord)", "Disagree", "Some of it", "7"),
    ("MAY 1-2 (Noord)", "", "", ""),
    ("MAY 3-4 (Zuid)", "Neither Agree nor Disagree", "None of it", "6"),
    ("MAY 3-4 (Zuid)", "Strongly  Disagree", "All of it", "0"),
    ("MAY 3-4 (Zuid)", "Agree", "Most of it", "8"),
    ("", "Agree", "Most of it", "9"),
    ("", "Strongly Agree", "Most of it", "10"),
]


def write_made_up() -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADINGS, restval="")
    writer.writeheader()
    for number, (site, worth, new, recommend) in enumerate(MADE_UP):
        writer.writerow(
            {
                "Date": f"5/{number + 1}/18 15:29",
                "MemberSite": site,
                "UniqueID": "1dalym" if number < 2 else "",
                "Worth": worth,
                "NewInformation": new,
                "LikelyToRecommend": recommend,
                "TrainersClearAnswers": "Often" if worth else "",
                "TrainersCommunicators": "All of the time" if worth else "",
            }
        )
    return text.getvalue().encode("utf-8")


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory, patch: pytest.MonkeyPatch) -> BuiltProgramme:
    return build_file(write_made_up(), tmp_path_factory.mktemp("made-up"), patch, made_up=True)


class TestMadeUpFile:
    """The same layout with twelve answers, whose figures were computed by hand."""

    def test_recommendation_when_built_is_that_of_the_hand(self, made_up: BuiltProgramme) -> None:
        # 10+10+9+9+8+7+6+0+8+9+10 = 86 of 11; promoters (9, 10) 6, detractors (0–6) 2
        mean = made_up.find_measure("likely_to_recommend", "end", "mean")
        nps = made_up.find_measure("likely_to_recommend", "end", "nps")
        assert mean["n"] == 11
        assert mean["value"] == pytest.approx(86 / 11)
        assert nps["value"] == pytest.approx(100 * (6 - 2) / 11)

    def test_top2_when_labels_differ_in_case_and_space_counts_them_all(self, made_up: BuiltProgramme) -> None:
        # agree or strongly agree: 5 of Noord's 6, 1 of Zuid's 3, both without a site
        top2 = made_up.find_measure("worth", "end", "top2")
        assert top2["n"] == 11
        assert top2["value"] == pytest.approx(8 / 11)

    def test_labels_when_they_hold_no_break_spaces_are_known(self, made_up: BuiltProgramme) -> None:
        # codes 4 4 3 3 2 2 1 5 4 4 4 = 36 of 11
        mean = made_up.find_measure("new_information", "end", "mean")
        assert mean["n"] == 11
        assert mean["value"] == pytest.approx(36 / 11)
        assert made_up.warehouse["findings"].filter(severity=pl.lit("error")).is_empty()

    def test_sites_when_spelled_with_a_no_break_space_are_one_site(self, made_up: BuiltProgramme) -> None:
        leaders = made_up.warehouse["leaders"]
        sizes = leaders.drop_nulls("partnership_id").group_by("partnership_id").len()["len"]
        assert leaders.height == 12
        assert sorted(sizes) == [3, 7]

    def test_site_when_below_five_is_withheld_and_above_is_shown(self, made_up: BuiltProgramme) -> None:
        sizes = dict(
            made_up.warehouse["leaders"].drop_nulls("partnership_id").group_by("partnership_id").len().rows()
        )
        cells = made_up.release["cells"].filter(kind=pl.lit("partnership"))
        found = {}
        for cell, partnership in cells.select("cell_id", "partnership_id").rows():
            mean = made_up.find_statement("trainers", "end", "mean", cell=cell)
            found[sizes[partnership]] = (mean["status"], mean["value"], mean["n"])
        # often = 4 and all of the time = 5, by the six of Noord who answered
        assert found == {7: ("shown", 4.5, 6), 3: ("withheld", None, None)}

    def test_open_columns_when_built_are_not_loaded(self, made_up: BuiltProgramme) -> None:
        everything = "\n".join(frame.write_json() for frame in made_up.warehouse.values())
        assert "Noord" in everything
        assert "1dalym" not in everything


class TestPopulationNobodyKnows:
    """Only those who answered are known: no share of all participants, and nothing narrows an interval."""

    def test_interval_when_no_register_lists_the_participants_is_the_t_interval(
        self, made_up: BuiltProgramme
    ) -> None:
        codes = [4, 4, 3, 3, 2, 2, 1, 5, 4, 4, 4]
        low, high = stats.t.interval(0.95, 10, loc=36 / 11, scale=stats.sem(codes))
        mean = made_up.find_measure("new_information", "end", "mean")
        assert (mean["low"], mean["high"]) == (pytest.approx(low, abs=1e-5), pytest.approx(high, abs=1e-5))

    def test_response_when_no_register_lists_the_participants_is_no_indicator(
        self, made_up: BuiltProgramme
    ) -> None:
        assert "response" not in made_up.release["indicators"]["kind"].to_list()
        assert "response" not in made_up.release["statements"]["indicator_id"].to_list()

    @pytest.mark.parametrize("page", ["overview", "reach", "quality"])
    def test_page_when_no_register_lists_the_participants_opens_without_a_response(
        self, made_up: BuiltProgramme, monkeypatch: pytest.MonkeyPatch, page: str
    ) -> None:
        monkeypatch.setenv("KOMPAS_BUILT", str(made_up.folder.parent))
        monkeypatch.setenv("KOMPAS_PROGRAMME", PROGRAMME)

        screen = open_screen(page, query={"deel": "all"})

        assert not screen.exception
        assert read_headings(screen)
        assert 'class="kompas-reset"' not in read_screen(screen)
        assert not set(read_headings(screen)) & {
            texts_in("nl")("reach.flow_question"),
            texts_in("nl")("quality.response_question", many="deelnemers"),
        }
        for chart in screen.get("plotly_chart"):
            assert any(trace["x"] and trace["y"] for trace in json.loads(chart.proto.spec)["data"])


def find_mentions(root: Path) -> list[str]:
    """Python files outside tests that name the programme."""
    ours = (path for path in root.rglob("*.py") if path.relative_to(root).parts[0] not in {".venv", "tests"})
    return [path.name for path in ours if "carpentries" in path.read_text(encoding="utf-8").casefold()]


def test_product_code_when_searched_never_names_the_programme() -> None:
    assert find_mentions(ROOT) == []


def test_find_mentions_when_code_names_the_programme_catches_it(tmp_path: Path) -> None:
    (tmp_path / "etl").mkdir()
    (tmp_path / "etl" / "special.py").write_text('if programme == "Carpentries": ...')
    assert find_mentions(tmp_path) == ["special.py"]
