"""The disclosure policy as configuration."""

import tomllib
from pathlib import Path

import polars as pl
from pydantic import Field

from schemas.wording import Configured

_FILE = Path(__file__).with_name("policy.toml")


class Policy(Configured):
    """What may be published; `policy.toml` says what each key means.

    `distributions`, `with_mean` and `people` are statistics; a name that ends in `_` stands for all that
    begin so.
    """

    version: str
    k: int = Field(ge=2)
    k_distribution: int = Field(ge=2)
    distributions: tuple[str, ...]
    with_mean: tuple[str, ...]
    people: tuple[str, ...]
    scales_only: tuple[str, ...]
    total_alone_from: int = Field(ge=2)
    partnerships_up_to: int = Field(ge=0)


def load_policy(path: Path = _FILE) -> Policy:
    """The policy in `path`; by default the one of this product."""
    return Policy.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))


def is_one_of(names: tuple[str, ...]) -> pl.Expr:
    """Whether `statistic` is one of `names`, as these are written in a policy."""
    statistic = pl.col("statistic")
    families = [name for name in names if name.endswith("_")]
    exact = statistic.is_in([name for name in names if not name.endswith("_")])
    return pl.any_horizontal(exact, *(statistic.str.starts_with(family) for family in families))
