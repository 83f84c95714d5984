"""Demo worlds and demo exports for tests."""

from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from etl.configure import Configuration, load_programme
from etl.demo import write_demo
from etl.demo.parameters import Parameters
from etl.demo.world import World, draw_world

HOME = Path(__file__).parents[2] / "data" / "programmes" / "schoolleiders-2021-2023"


@cache
def load_school_leaders() -> Configuration:
    """The programme that the demo world belongs to."""
    return load_programme(HOME)


@cache
def make_world(*, leaders: int = 492, seed: int = 1) -> World:
    """A demo world, drawn once for each size and seed."""
    configuration = load_school_leaders()
    return draw_world(
        configuration.programme,
        configuration.instruments[0],
        seed=seed,
        leaders=leaders,
        parameters=Parameters(),
    )


def write_quietly(folder: Path, **asked: Any) -> Path:
    """Demo exports in `folder`; returns its raw folder."""
    write_demo(folder, report=lambda _key, _share: None, **asked)
    return folder / "raw"


def score_scale(world: World, wave: str, scale: str) -> pl.DataFrame:
    """`leader` and `score`: the mean of the items of `scale` at `wave`, reversed where need be."""
    looking_back = wave == "then"
    items = [i for i in world.instrument.items if i.scale == scale and ("then" in i.waves) == looking_back]
    columns = []
    for item in items:
        answers = world.instrument.answer_set(item)
        code = pl.col(item.id)
        columns.append(answers.low + answers.high - code if item.reverse else code)
    survey = world.surveys["end" if looking_back else wave]
    return survey.select("leader", pl.mean_horizontal(columns).alias("score")).drop_nulls()


def measure_change(world: World, scale: str, *, start: str, stop: str) -> float:
    """The mean change of the same people, in standard deviations (d_av)."""
    before, after = score_scale(world, start, scale), score_scale(world, stop, scale)
    pairs = before.join(after, on="leader", suffix="_after")
    spread = (pairs["score"].to_numpy().std() + pairs["score_after"].to_numpy().std()) / 2
    return float(np.mean(pairs["score_after"].to_numpy() - pairs["score"].to_numpy()) / spread)
