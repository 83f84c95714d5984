"""The demo world: one draw of everything that happened, before any tool writes it down."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from etl.demo.answers import Answering
from etl.demo.calendar import Stays, draw_stays
from etl.demo.draws import number_ids
from etl.demo.meetings import Meetings, Presence, draw_meetings, draw_presence
from etl.demo.parameters import Parameters
from etl.demo.returns import draw_returns
from etl.demo.structure import Structure, draw_structure
from etl.demo.traits import Traits, draw_traits
from schemas.codebook import Instrument
from schemas.programme import Programme

_STAGES = ("structure", "traits", "stays", "returns", "answers", "meetings", "presence", "registers", "dirt")


@dataclass(frozen=True)
class World:
    """Everybody and everything. `surveys`: a frame a wave with `leader` (the person's number),
    `answered_at` and the code of every item asked (Float64, null = left open).
    """

    programme: Programme
    instrument: Instrument
    parameters: Parameters
    structure: Structure
    traits: Traits
    stays: Stays
    meetings: Meetings
    presence: Presence
    surveys: dict[str, pl.DataFrame]
    leader_ids: np.ndarray
    school_ids: np.ndarray
    partnership_ids: np.ndarray
    session_ids: np.ndarray


def make_generator(seed: int, stage: str) -> np.random.Generator:
    """A generator of its own for each stage, so that one stage never shifts another's draws."""
    return np.random.default_rng([seed, _STAGES.index(stage)])


def draw_world(
    programme: Programme, instrument: Instrument, *, seed: int, leaders: int, parameters: Parameters
) -> World:
    """The whole world of `leaders` leaders, the same for the same seed.

    Raises:
        DemoSizeError: if `leaders` is too small for ten trajectories.
    """
    structure = draw_structure(
        leaders=leaders,
        trajectory_levels=tuple(trajectory.levels for trajectory in programme.trajectories),
        rng=make_generator(seed, "structure"),
    )
    traits = draw_traits(structure, parameters, make_generator(seed, "traits"))
    stays = draw_stays(traits.motivation, parameters, make_generator(seed, "stays"))
    meetings = draw_meetings(structure, make_generator(seed, "meetings"))
    presence = draw_presence(meetings, structure, stays, traits.motivation, make_generator(seed, "presence"))
    leader_ids = number_ids("DEMO-", leaders, digits=5)
    answering = Answering(instrument, parameters, traits, make_generator(seed, "answers"))
    returns = draw_returns(programme, stays, traits.motivation, parameters, make_generator(seed, "returns"))
    surveys = {
        wave: pl.DataFrame(
            {
                "leader": leader_ids[given.people].astype(str),
                "answered_at": given.moments.astype("datetime64[us]"),
            }
            | answering.answer_wave(wave, given.people)
        ).fill_nan(None)
        for wave, given in returns.items()
    }
    return World(
        programme=programme,
        instrument=instrument,
        parameters=parameters,
        structure=structure,
        traits=traits,
        stays=stays,
        meetings=meetings,
        presence=presence,
        surveys=surveys,
        leader_ids=leader_ids,
        school_ids=number_ids("DEMO-S", len(structure.school_partnership), digits=5),
        partnership_ids=number_ids("SWV-", len(structure.partnership_trajectory), digits=4),
        session_ids=number_ids("SES-", len(meetings.day), digits=5),
    )
