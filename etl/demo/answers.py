"""Turns traits into answers: a code for every item of the questionnaire that a wave asks."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from etl.demo.draws import Bools, Floats, draw_categories, standardise
from etl.demo.parameters import Growth, Parameters
from etl.demo.traits import Traits
from schemas.codebook import AnswerSet, Instrument, Item

_BETWEEN = -0.1
"""At the interim measurement, reactions are a little cooler, in points."""
_SPREAD = 0.8
_LOOK_BACK_SUFFIX = "_then"


@dataclass(frozen=True)
class Answering:
    """Answers all items of a wave for a set of leaders."""

    instrument: Instrument
    parameters: Parameters
    traits: Traits
    rng: np.random.Generator

    def answer_wave(self, wave: str, people: Sequence[int] | np.ndarray) -> dict[str, Floats]:
        """The codes by item (an option of a multiple item is one), NaN = not answered."""
        who = np.asarray(people)
        answered: dict[str, Floats] = {}
        changed = self._answer_changed(wave, who)
        for item in self.list_items(wave):
            answered |= self._answer(item, wave, who, changed)
        return answered

    def list_items(self, wave: str) -> list[Item]:
        """The items of a wave; looking back is asked at the end."""
        waves = {wave, "then"} if wave == "end" else {wave}
        return [item for item in self.instrument.items if waves & set(item.waves)]

    def _answer(self, item: Item, wave: str, who: np.ndarray, changed: Bools) -> dict[str, Floats]:
        if item.kind == "multiple":
            return self._answer_themes(item, changed)
        if item.id == "practice_changed":
            return {item.id: self._skip(changed.astype(np.float64))}
        if item.kind == "choice":
            return {item.id: self._skip(self._choose(item, who, changed))}
        if item.id == "years_leading":
            years = np.minimum(self.rng.gamma(2.0, 3.5, size=len(who)).round(), 40)
            return {item.id: self._skip(years)}
        moment = "then" if "then" in item.waves else wave
        return {item.id: self._skip(self._rate(item, moment, who))}

    def _rate(self, item: Item, wave: str, who: np.ndarray) -> Floats:
        """A rating: where the scale lies, plus the trait, plus noise, rounded to a code."""
        name = (item.scale or item.id).removesuffix(_LOOK_BACK_SUFFIX)
        trait, center, spread = self._place(name, wave, who)
        loading = self.parameters.loading
        noise = self.rng.normal(size=len(who))
        place = center + _shift(item) + spread * (loading * trait + np.sqrt(1 - loading**2) * noise)
        return _round_to_code(place, self.instrument.answer_set(item), reverse=item.reverse)

    def _place(self, name: str, wave: str, who: np.ndarray) -> tuple[Floats, float, float]:
        growth: Growth | None = self.parameters.growth.get(name)
        if growth is not None:
            return self.traits.moving[name][wave][who], growth.center, growth.spread
        center = self.parameters.centers[name]
        if wave == "between":
            return self.traits.interim[name][who], center + _BETWEEN, _spread_of(name)
        return self.traits.fixed[name][who], center, _spread_of(name)

    def _answer_changed(self, wave: str, who: np.ndarray) -> Bools:
        """Who changed practice: the more, the more was applied."""
        if wave not in ("end", "followup"):
            return np.zeros(len(who), dtype=np.bool_)
        applied = self.traits.fixed["applied_practice"]
        leaning = standardise(0.6 * applied + 0.8 * self.rng.normal(size=len(applied)))
        return leaning[who] > np.quantile(leaning, 1 - self.parameters.practice_changed)

    def _answer_themes(self, item: Item, changed: Bools) -> dict[str, Floats]:
        """Only who changed something sees the themes."""
        options = self.instrument.answer_set(item).answers
        ticks = self.rng.random((len(changed), len(options))) < np.array(self.parameters.themes)
        codes = np.where(changed[:, None], ticks.astype(np.float64), np.nan)
        return {f"{item.id}.{option.code}": codes[:, n] for n, option in enumerate(options)}

    def _choose(self, item: Item, who: np.ndarray, changed: Bools) -> Floats:
        if item.id == "action_status":
            return self._choose_status(who)
        if item.id == "most_important_change":
            drawn = self._draw(self.parameters.most_important, len(who))
            return np.asarray(np.where(changed, drawn, np.nan), dtype=np.float64)
        return self._draw(self.parameters.reasons, len(who))

    def _draw(self, odds: tuple[float, ...], count: int) -> Floats:
        """`count` codes from 1."""
        codes = draw_categories(np.tile(odds, (count, 1)), self.rng) + 1
        return codes.astype(np.float64)

    def _choose_status(self, who: np.ndarray) -> Floats:
        """How far an action is: the more was applied, the further."""
        applied = self.traits.fixed["applied_practice"]
        leaning = standardise(0.5 * applied + np.sqrt(0.75) * self.rng.normal(size=len(applied)))
        cuts = np.quantile(leaning, np.cumsum(self.parameters.action_status)[:-1])
        return np.searchsorted(cuts, leaning[who]).astype(np.float64)

    def _skip(self, codes: Floats) -> Floats:
        """Now and then somebody leaves an item open."""
        return np.where(self.rng.random(len(codes)) < self.parameters.item_missing, np.nan, codes)


def _spread_of(name: str) -> float:
    return 1.5 if name == "recommendation" else _SPREAD


def _shift(item: Item) -> float:
    """Some items of a scale are easier to agree with; those that end in 1 the most."""
    digit = item.id.removesuffix(_LOOK_BACK_SUFFIX)[-1]
    return {"1": 0.1, "2": 0.0, "3": -0.1, "4": 0.0}.get(digit, 0.0)


def _round_to_code(place: Floats, answers: AnswerSet, *, reverse: bool) -> Floats:
    codes = np.clip(np.round(place), answers.low, answers.high)
    return answers.low + answers.high - codes if reverse else codes
