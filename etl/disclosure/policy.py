"""The disclosure policy as configuration."""

import tomllib
from pathlib import Path

from pydantic import Field

from schemas.wording import Configured

_FILE = Path(__file__).with_name("policy.toml")


class Policy(Configured):
    """What may be published; `policy.toml` says what each key means.

    `distributions` and `people` are statistics; a name that ends in `_` stands for all that begin so.
    """

    version: str
    k: int = Field(ge=2)
    k_distribution: int = Field(ge=2)
    distributions: tuple[str, ...]
    people: tuple[str, ...]
    scales_only: tuple[str, ...]


def load_policy(path: Path = _FILE) -> Policy:
    """The policy in `path`; by default the one of this product."""
    return Policy.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
