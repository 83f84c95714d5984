"""What leaders are like and think in the demo world: latent traits, nested in groups."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from etl.demo.draws import Bools, Floats, standardise
from etl.demo.parameters import Growth, Parameters
from etl.demo.structure import Structure

_QUALITIES = ("coherence", "fit_needs", "active_application", "coach_guiding", "coach_expertise", "culture")
_INTERIM = 0.8
"""How closely what people think half-way goes with what they think at the end."""


@dataclass(frozen=True)
class Traits:
    """Traits of every leader, mean 0 and variance 1.

    `fixed` are traits of the whole programme, and `interim` the same half-way; `moving` those that
    change, by trait and wave, with the change of the mean in them.
    """

    fixed: dict[str, Floats]
    interim: dict[str, Floats]
    moving: dict[str, dict[str, Floats]]
    motivation: Floats
    earlier_training: Bools


@dataclass(frozen=True)
class Nest:
    """Draws traits with the shares of variance that the parameters ask for."""

    structure: Structure
    parameters: Parameters
    rng: np.random.Generator

    def draw(self) -> Floats:
        """One trait: trajectory part + partnership part + own part."""
        structure, parameters = self.structure, self.parameters
        trajectory = standardise(self.rng.normal(size=10))[structure.leader_trajectory]
        partnership = standardise(self.rng.normal(size=len(structure.partnership_trajectory)))
        own = self.rng.normal(size=len(structure.leader_school))
        shares = (parameters.icc_trajectory, parameters.icc_partnership)
        return standardise(
            np.sqrt(shares[0]) * trajectory
            + np.sqrt(shares[1]) * partnership[structure.leader_partnership]
            + np.sqrt(1 - sum(shares)) * own
        )

    def follow(self, causes: Mapping[str, float], known: Mapping[str, Floats]) -> Floats:
        """A trait that follows from others, and for the rest is drawn."""
        explained = np.asarray(sum(weight * known[name] for name, weight in causes.items()))
        rest = np.sqrt(max(0.1, 1 - float(explained.var())))
        return standardise(explained + rest * self.draw())

    def mix(self, trait: Floats, *, stability: float) -> Floats:
        """`trait` at another moment: correlated `stability` with itself."""
        noise = self.rng.normal(size=len(trait))
        return standardise(stability * trait + np.sqrt(1 - stability**2) * noise)


def draw_traits(structure: Structure, parameters: Parameters, rng: np.random.Generator) -> Traits:
    """All traits of all leaders, causes first."""
    nest = Nest(structure, parameters, rng)
    trained = rng.random(len(structure.leader_school)) < parameters.earlier_training
    fixed = {"earlier_training": standardise(trained.astype(np.float64)), **_draw_qualities(nest)}
    for name, causes in parameters.paths.items():
        fixed[name] = nest.follow(causes, fixed)
    gain = nest.follow(parameters.gain_paths, fixed)
    moving = {name: _grow(nest, growth, gain) for name, growth in parameters.growth.items()}
    interim = {name: nest.mix(trait, stability=_INTERIM) for name, trait in fixed.items()}
    return Traits(
        fixed=fixed,
        interim=interim,
        moving=moving,
        motivation=moving["motivation"]["begin"],
        earlier_training=trained,
    )


def _draw_qualities(nest: Nest) -> dict[str, Floats]:
    """Qualities of trajectory, coach and group; they go together because of a shared cause."""
    weight = nest.parameters.shared_quality
    shared = nest.draw()
    return {name: standardise(weight * shared + np.sqrt(1 - weight**2) * nest.draw()) for name in _QUALITIES}


def _grow(nest: Nest, growth: Growth, gain: Floats) -> dict[str, Floats]:
    """The trait at each wave: as it was, a personal gain, and the same step of the mean for all."""
    stability = nest.parameters.stability
    begin = nest.draw()
    after = standardise(stability * begin + np.sqrt(1 - stability**2) * gain)
    waves = {"begin": begin}
    for wave, d in growth.d.items():
        base = begin if wave == "then" else after
        waves[wave] = nest.mix(base, stability=0.95) + _stretch(nest.parameters, growth, d)
    return waves


def _stretch(parameters: Parameters, growth: Growth, d: float) -> float:
    """The step of the trait that moves the *scale score* by `d` of its standard deviations.

    Items carry noise and are rounded, so a score moves less than its trait does.
    """
    return d / np.sqrt(score_reliability(parameters, spread=growth.spread, items=growth.items))


def score_reliability(parameters: Parameters, *, spread: float, items: int) -> float:
    """The share of a scale score's variance that its trait explains; rounding adds 1/12 an item."""
    signal = parameters.loading**2
    noise = (1 - signal + 1 / (12 * spread**2)) / items
    return signal / (signal + noise)
