"""The chapters of a report: which figures of which page come along, in the order of the story."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from reports.content import Chapter, Exhibit
from schemas.release import TOTAL
from ui.figure import Figure
from ui.navigation import may_open
from ui.page import Page
from ui.present.actions import present_actions
from ui.present.blank import drop_told
from ui.present.changes import present_changes
from ui.present.choices import present_choices
from ui.present.coverage import present_coverage, present_map
from ui.present.design import present_design
from ui.present.differences import Chosen, find_moment, list_scales
from ui.present.differences_range import present_range
from ui.present.differences_split import present_scales, present_split
from ui.present.flow import present_flow
from ui.present.forms_of_work import present_mix
from ui.present.means import present_means, present_perceived
from ui.present.methods import list_measures
from ui.present.reach import present_division, present_status
from ui.present.recommendation import present_recommendation
from ui.present.response import present_response
from ui.present.scene import Hidden, Outcome, Scene, find_main_wave
from ui.present.sentences import join_sentences
from ui.present.session_bars import present_dose, present_kinds
from ui.scenes import read_scene

_Outcomes = Iterable[Outcome | None]
_FIRST = 1
_CORE = {"change-": 6, "scales-": 4}
"""How many columns of a wide table stand on paper: of a change the label, both averages, the difference and
the ends of its interval; of the differences by scale the label, the share and its ends."""
_WITHOUT_BARS = ("design", "scales", "split", "range")
"""Figures whose tables are no row of bars: kinds of numbers that no one axis holds."""


def gather_chapters(page: Page) -> tuple[Chapter, ...]:
    """Every chapter that has something to show, or to say about what is not shown.

    What stands on a page that is not for this viewer does not come along either.
    """
    makers: dict[str, Callable[[Page], _Outcomes]] = {
        "reach": _reach,
        "attendance": _attendance,
        "response": lambda there: [present_response(there)],
        "reaction": _reaction,
        "learning": _learning,
        "behaviour": _behaviour,
        "differences": _differences,
        "design": lambda there: [present_design(there), present_mix(there)],
    }
    role = page.store.viewer.role
    chapters = (
        _make_chapter(_turn_to(page, name), make)
        for name, make in makers.items()
        if may_open(name, role=role)
    )
    return tuple(chapter for chapter in chapters if chapter.exhibits or chapter.unshown)


def _turn_to(page: Page, name: str) -> Page:
    memory = page.store.places.find(page.language, page.dark, name, page.cell.cell_id)
    return replace(page, name=name, memory=memory)


def _make_chapter(page: Page, make: Callable[[Page], _Outcomes]) -> Chapter:
    outcomes = [outcome for outcome in make(page) if outcome is not None]
    figures = [outcome for outcome in outcomes if isinstance(outcome, Figure)]
    hidden = [outcome for outcome in outcomes if isinstance(outcome, Hidden)]
    told = ((h.question, page.texts(f"frame.status_{h.status}")) for h in hidden)
    return Chapter(
        title=page.texts(f"{page.name}.menu"),
        exhibits=tuple(make_exhibit(page, figure) for figure in figures),
        unshown=tuple(told),
    )


def make_exhibit(page: Page, figure: Figure) -> Exhibit:
    """A figure of `page` as it stands on paper."""
    general = page.programme.caution.in_language(page.language)
    names = list_measures(page.texts)
    measures = ", ".join(names[method] for method in figure.methods)
    return Exhibit(
        question=figure.question,
        answer=figure.answer,
        picture=None if figure.draw is None else figure.draw().to_dict(),
        table=figure.table,
        on_paper=_choose_columns(page, figure),
        series=_choose_series(page, figure),
        # Of response the first row is the group itself; the others stand in its table only.
        bars=1 if figure.key == "response" else figure.table.height,
        how_to_read=figure.how_to_read,
        caution=join_sentences(figure.caution.removesuffix(general).strip(), _say_rest(page, figure)),
        source=page.describe_source(n=figure.n),
        methods=f"{page.texts('methods.link')} {measures}." if measures else "",
    )


def _choose_columns(page: Page, figure: Figure) -> tuple[str, ...]:
    """Which columns of the table fit a page: the first ones and the number of people."""
    columns = figure.table.columns
    core = next((core for start, core in _CORE.items() if figure.key.startswith(start)), len(columns))
    return (*columns[:core], *(c for c in columns[core:] if c == page.texts("results.column_n")))


def _say_rest(page: Page, figure: Figure) -> str:
    return page.texts("reports.rest") if figure.key.startswith("change-") else ""


def _choose_series(page: Page, figure: Figure) -> tuple[str, ...]:
    """Which columns of the table a chart of bars draws."""
    columns, texts = figure.table.columns, page.texts
    if figure.key.startswith(_WITHOUT_BARS):
        return ()
    if figure.key == "response":
        return tuple(columns[_FIRST:])
    if figure.key == "coverage":
        return (columns[-1],)
    if figure.key.startswith("change-"):
        return tuple(columns[_FIRST : _FIRST + 2])
    whole = texts("results.whole_programme")
    return (columns[_FIRST], *([whole] if whole in columns else []))


def _reach(page: Page) -> _Outcomes:
    divided = None
    if page.cell.kind == TOTAL and page.store.viewer.names_all:
        divided = present_division(page, division="trajectory", measure="leaders")
    return [
        present_map(page),
        divided,
        present_coverage(page),
        present_status(page),
        present_flow(page),
    ]


def _of_level(
    page: Page, make: Callable[[Scene, str], _Outcomes], *, level: str, kinds: tuple[str, ...] | None = None
) -> _Outcomes:
    """What `make` makes of a scene at its main moment; of a group of which nothing is shown, why."""
    scene = read_scene(page, level=level, kinds=kinds)
    if scene is None:
        return []
    made = [outcome for outcome in make(scene, find_main_wave(scene) or "") if outcome is not None]
    told: list[Outcome] = [] if scene.blank is None else [scene.blank]
    return [*told, *drop_told(scene, made)]


def _attendance(page: Page) -> _Outcomes:
    def make(scene: Scene, _wave: str) -> _Outcomes:
        return [*present_kinds(scene), *present_dose(scene)]

    return _of_level(page, make, level="participation", kinds=("attendance",))


def _reaction(page: Page) -> _Outcomes:
    def make(scene: Scene, wave: str) -> _Outcomes:
        means = present_means(scene, wave=wave, room="reaction")
        return [*means, *present_recommendation(scene), *present_choices(scene, wave=wave)]

    return _of_level(page, make, level="reaction")


def _learning(page: Page) -> _Outcomes:
    def make(scene: Scene, wave: str) -> _Outcomes:
        means = present_means(scene, wave=wave, room="learning", perceived=False)
        changes = present_changes(scene, room="learning", retrospective=False)
        return [*changes, *present_perceived(scene, room="learning"), *means]

    return _of_level(page, make, level="learning")


def _behaviour(page: Page) -> _Outcomes:
    def make(scene: Scene, wave: str) -> _Outcomes:
        means = present_means(scene, wave=wave, room="behaviour")
        changes = present_changes(scene, room="behaviour", retrospective=False)
        return [*changes, *means, *present_choices(scene, wave=wave), *present_actions(scene)]

    return _of_level(page, make, level="behaviour")


def _differences(page: Page) -> _Outcomes:
    """How the differences are divided: a fact about the whole programme, so not of one group."""
    wave = find_moment(page)
    if page.cell.kind != TOTAL or wave is None:
        return []
    chosen = Chosen(next(iter(list_scales(page, wave=wave))), wave)
    return [
        present_scales(page, wave=wave),
        present_split(page, chosen=chosen),
        present_range(page, chosen=chosen),
    ]
