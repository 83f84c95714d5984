"""What may go together with an outcome: chosen in the configuration, never in code."""

from pydantic import Field

from schemas.wording import Configured, Slug

DOSE_STEPS = {"hours": 10.0, "count": 1.0}
"""In which steps a slope on what people attended is told, by the indicator's unit: 10 hours, 1 session."""


class Driver(Configured):
    """An outcome, and the scales that may go together with it.

    `moment` is a wave, or a contrast for the change of the outcome; the predictors are then read at its
    last wave. With `dose`, what people attended is compared with the outcome too.
    """

    outcome: Slug
    moment: Slug
    predictors: tuple[Slug, ...] = Field(default=(), max_length=10)
    dose: bool = False
