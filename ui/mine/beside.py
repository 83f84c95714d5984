"""The figures of one trajectory beside those of the whole and the range of others, from the release."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from schemas.programme import Wave
from schemas.release import TOTAL
from texts.numbers import Kind
from ui.page import Page
from ui.present.codebook import name_wave
from ui.present.missing_models import NO_ROW
from ui.present.scene import Facts, Row, fill_withheld, index_facts, is_shown, label_of, waves_of
from ui.present.statements import label_answer
from ui.remember import remembered

Topic = Literal["attendance", "response", "reaction", "learning", "behaviour"]
TOPICS: tuple[Topic, ...] = ("attendance", "response", "reaction", "learning", "behaviour")
Others = tuple[float, float, int]


@dataclass(frozen=True)
class Beside:
    """One statement: of the own trajectory, of the whole, and lowest and highest of the others (or None).

    `ends`: of its scale; those of a change are only where its axis may end. `wave`: as the programme says it.
    `wide`: the own mean with the interval that looks beyond these participants, where the release has it.
    `judged`: a scale, so the rule of strengths and points of attention looks at it.
    """

    topic: Topic
    indicator_id: str
    wave: str
    statistic: str
    label: str
    moment: str
    kind: Kind
    ends: tuple[float, float]
    own: Row
    whole: Row
    wide: Row
    others: Others | None
    judged: bool = False

    @property
    def key(self) -> tuple[str, str, str]:
        """Which statement this is, in any release."""
        return self.indicator_id, self.wave, self.statistic


@dataclass(frozen=True)
class _Wanted:
    topic: Topic
    indicator: Row
    wave: str
    statistic: str
    kind: Kind
    ends: tuple[float, float]
    judged: bool = False


@remembered
def read_beside(page: Page) -> tuple[Beside, ...]:
    """Everything that is laid beside the whole, by topic; `page` is that of one trajectory.

    What the whole does not show is left out: there is nothing to lay it beside.
    """
    wanted = list(_list_wanted(page))
    ids = sorted({want.indicator["indicator_id"] for want in wanted})
    whole = index_facts(page.store.statements(cell_id=TOTAL, indicator_ids=ids))
    own = fill_withheld(
        index_facts(page.store.statements(cell_id=page.cell.cell_id, indicator_ids=ids)), whole=whole
    )
    found = (_lay_beside(page, want, own=own, whole=whole) for want in wanted)
    return tuple(beside for beside in found if is_shown(beside.whole))


def group_beside(rows: Sequence[Beside]) -> Mapping[tuple[Kind, tuple[float, float]], list[Beside]]:
    """Those that share an axis together: of the same kind, between the same ends."""
    groups: dict[tuple[Kind, tuple[float, float]], list[Beside]] = {}
    for row in rows:
        groups.setdefault((row.kind, row.ends), []).append(row)
    return groups


def find_end(page: Page) -> str | None:
    """The moment at which the programme's main change ends, else its last moment; None without any."""
    ends = [contrast.to_wave for contrast in page.programme.contrasts]
    asked = [wave.id for wave in _list_moments(page)]
    return ends[0] if ends else (asked[-1] if asked else None)


def _list_moments(page: Page) -> list[Wave]:
    return [wave for wave in page.programme.waves if not wave.retrospective]


def _list_wanted(page: Page) -> Iterator[_Wanted]:
    for row in page.store.indicators(kinds=["attendance"]).iter_rows(named=True):
        if row["unit"] == "share":
            yield _Wanted("attendance", row, "all", "mean", "share", (0.0, 1.0))
    answered = page.store.indicators(kinds=["response"]).head(1)
    for row in answered.iter_rows(named=True):
        for wave in _list_moments(page):
            yield _Wanted("response", row, wave.id, "rate", "share", (0.0, 1.0))
    for topic in ("reaction", "learning", "behaviour"):
        yield from _list_scales(page, topic)
    yield from _list_shares(page)


def _list_scales(page: Page, topic: Topic) -> Iterator[_Wanted]:
    """Each scale once: of what is learned the change where that was measured, of the rest the end."""
    end, contrast = find_end(page), next(iter(page.programme.contrasts), None)
    for row in page.store.indicators(level=topic, kinds=["scale"]).iter_rows(named=True):
        waves = waves_of(row)
        if topic == "learning" and contrast is not None and contrast.id in waves and not row["perceived"]:
            width = (row["high"] - row["low"]) / 4
            yield _Wanted(topic, row, contrast.id, "change", "difference", (-width, width), judged=True)
        elif end in waves:
            ends = (row["low"], row["high"])
            yield _Wanted(topic, row, str(end), "mean", "level", ends, judged=True)


def _list_shares(page: Page) -> Iterator[_Wanted]:
    """What people did: the programme's own highlights of behaviour, and the register of actions."""
    known = {
        row["indicator_id"]: row for row in page.store.indicators(level="behaviour").iter_rows(named=True)
    }
    for chosen in page.programme.highlights:
        is_share = chosen.statistic.startswith("share_") or chosen.statistic == "top2"
        if chosen.level == "behaviour" and is_share and chosen.indicator in known:
            row = known[chosen.indicator]
            yield _Wanted("behaviour", row, chosen.wave, chosen.statistic, "share", (0.0, 1.0))
    for row in known.values():
        if row["kind"] == "actions":
            yield _Wanted("behaviour", row, "all", "share_1", "share", (0.0, 1.0))


def _lay_beside(page: Page, want: _Wanted, *, own: Facts, whole: Facts) -> Beside:
    indicator_id, statistic = want.indicator["indicator_id"], want.statistic
    key = (indicator_id, want.wave, statistic)
    return Beside(
        topic=want.topic,
        indicator_id=indicator_id,
        wave=want.wave,
        statistic=statistic,
        label=_name(page, want),
        moment=_name_moment(page, want.wave),
        kind=want.kind,
        ends=want.ends,
        own=own.get(key, NO_ROW),
        whole=whole.get(key, NO_ROW),
        wide=own.get((indicator_id, want.wave, "mean_programme"), NO_ROW),
        others=page.store.range_of_others(indicator_id=indicator_id, wave=want.wave, statistic=statistic),
        judged=want.judged,
    )


def _name(page: Page, want: _Wanted) -> str:
    label = label_of(want.indicator, texts=page.texts)
    if want.topic == "response":
        return _name_moment(page, want.wave)
    answer = label_answer(want.indicator, code=want.statistic.removeprefix("share_"), texts=page.texts)
    return f"{label}: {answer}" if answer and want.statistic.startswith("share_") else label


def _name_moment(page: Page, wave: str) -> str:
    known = {*(w.id for w in page.programme.waves), *(c.id for c in page.programme.contrasts)}
    return name_wave(wave, programme=page.programme, texts=page.texts) if wave in known else ""
