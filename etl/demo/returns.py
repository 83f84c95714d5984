"""Who answers which wave, and when."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from etl.demo.calendar import Stays, draw_moments
from etl.demo.draws import Bools, Ints, standardise
from etl.demo.parameters import Parameters
from schemas.programme import Programme, Wave


@dataclass(frozen=True)
class Return:
    """The leaders who answered a wave, in the order in which they did."""

    people: Ints
    moments: npt.NDArray[np.datetime64]


def draw_returns(
    programme: Programme,
    stays: Stays,
    motivation: npt.NDArray[np.float64],
    parameters: Parameters,
    rng: np.random.Generator,
) -> dict[str, Return]:
    """A return a wave. Who answers once tends to answer again, the motivated a little more."""
    count = len(motivation)
    lasting = parameters.motivation_to_answer * motivation
    lasting = lasting + parameters.persistence_to_answer * rng.normal(size=count)
    waves = [wave for wave in programme.waves if wave.id in parameters.answering]
    return {
        wave.id: _draw_return(
            wave,
            asked=_list_asked(wave, stays),
            willing=_is_willing(lasting, parameters.answering[wave.id], rng),
            rng=rng,
        )
        for wave in waves
    }


def _is_willing(lasting: npt.NDArray[np.float64], share: float, rng: np.random.Generator) -> Bools:
    rest = np.sqrt(max(0.0, 1 - float(lasting.var())))
    leaning = standardise(lasting + rest * rng.normal(size=len(lasting)))
    return np.asarray(leaning > np.quantile(leaning, 1 - share))


def _list_asked(wave: Wave, stays: Stays) -> Bools:
    """Everybody who is there when the wave opens; after the programme, who was there to its end."""
    opens = np.datetime64(wave.opens)
    return np.asarray((stays.started <= opens + 30) & (np.isnat(stays.stopped) | (stays.stopped >= opens)))


def _draw_return(wave: Wave, *, asked: Bools, willing: Bools, rng: np.random.Generator) -> Return:
    if wave.opens is None or wave.closes is None:
        raise ValueError(wave.id)
    people = np.flatnonzero(asked & willing)
    moments = draw_moments(wave.opens, wave.closes, len(people), rng)
    order = np.argsort(moments, kind="stable")
    return Return(people=people[order], moments=moments[order])
