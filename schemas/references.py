"""Tables of a release that figures are read beside: yardsticks of the programme, values from elsewhere."""

import pandera.polars as pa

from schemas.table import Table


class Yardsticks(Table):
    """One row a cell (the total or a trajectory), yardstick, measure and category: exact programme facts.

    `measure` as in `schemas.yardsticks.Gauge`. `category`: `all`; a kind of session; or `within`, the
    share of partnerships that are within the norm. `n` is the number that `value` was counted from:
    trajectories (`school_years`), sessions (`held_a_month`), partnerships (`group_size`, `coaches`; for
    `within` those within the norm). The total is the mean over trajectories for `school_years` and
    `held_a_month`, and over all partnerships for the others. Null unless `shown`.
    """

    cell_id: str
    yardstick_id: str
    measure: str
    category: str
    value: float = pa.Field(nullable=True)
    n: int = pa.Field(nullable=True)
    n_partnerships: int = pa.Field(nullable=True)
    method: str
    status: str = pa.Field(isin=["shown", "not_delivered"])

    class Config:
        strict = True
        unique = ["cell_id", "yardstick_id", "measure", "category"]


class ReferenceValues(Table):
    """One row a value from elsewhere: of another population, so shown beside ours and never tested.

    `wave` is null where it goes with every moment.
    """

    indicator_id: str
    wave: str = pa.Field(nullable=True)
    statistic: str
    value: float
    population_nl: str
    population_en: str
    year: int
    source: str

    class Config:
        strict = True
        unique = ["indicator_id", "wave", "statistic", "population_nl", "year"]
