"""The true parameters of the demo world. Tests recover them; `raw/demo.json` carries them."""

from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Growth:
    """A trait that is asked at several waves.

    `d` is the standardised change since the begin wave of the score on `items` items, at each later
    wave; `center` and `spread` are where its begin answers lie, in points.
    """

    center: float
    spread: float
    items: int
    d: dict[str, float]


# Where the middle of a five-point scale lies at the end measurement (0-10 for the recommendation).
_CENTERS: dict[str, float] = {
    "motivation": 4.2,
    "satisfaction": 4.1,
    "usefulness": 4.0,
    "coherence": 3.7,
    "fit_needs": 3.6,
    "active_application": 3.7,
    "coach_guiding": 4.1,
    "coach_expertise": 3.8,
    "social_support": 4.1,
    "open_climate": 4.0,
    "connection": 4.0,
    "trust": 4.0,
    "task_cohesion": 3.8,
    "group_effectiveness": 3.9,
    "wellbeing": 4.0,
    "recommendation": 8.0,
    "perceived_learning": 3.5,
    "vision_change": 3.4,
    "applied_practice": 3.5,
    "continuing": 4.1,
}

_CULTURE = {"culture": 0.7}
_PATHS: dict[str, dict[str, float]] = {
    "satisfaction": {"coherence": 0.4, "fit_needs": 0.35, "active_application": 0.2, "coach_guiding": 0.1},
    "usefulness": {"active_application": 0.4, "fit_needs": 0.3, "coherence": 0.15},
    "social_support": _CULTURE,
    "open_climate": _CULTURE,
    "connection": _CULTURE,
    "trust": _CULTURE,
    "task_cohesion": {"active_application": 0.3, "culture": 0.35, "coach_guiding": 0.2},
    "group_effectiveness": {"coherence": 0.35, "active_application": 0.25, "culture": 0.25},
    "wellbeing": {"satisfaction": 0.4, "connection": 0.3},
    "recommendation": {"satisfaction": 0.5, "usefulness": 0.3},
    "perceived_learning": {"active_application": 0.35, "usefulness": 0.35, "earlier_training": -0.2},
    "vision_change": {"perceived_learning": 0.6},
    "applied_practice": {"active_application": 0.3, "usefulness": 0.3, "earlier_training": -0.25},
    "continuing": {"group_effectiveness": 0.4, "connection": 0.4},
}

_GROWTH: dict[str, Growth] = {
    "asking_feedback": Growth(3.4, 1.3, 3, {"then": -0.1, "end": 0.5}),
    "self_reflection": Growth(4.2, 1.3, 3, {"end": 0.25}),
    "gathering_information": Growth(4.0, 1.4, 1, {"end": 0.1}),
    "experimenting": Growth(3.4, 1.3, 1, {"end": 0.3}),
    "sharing_information": Growth(3.5, 1.3, 1, {"end": 0.3}),
    "observing": Growth(2.8, 1.3, 1, {"end": 0.25}),
    "self_efficacy": Growth(3.7, 0.75, 4, {"then": -0.3, "end": 0.15, "followup": 0.2}),
    "collective_depth": Growth(3.1, 0.85, 3, {"between": 0.3, "end": 0.55, "followup": 0.5}),
    "motivation": Growth(4.2, 0.75, 2, {"end": 0.0}),
}


@dataclass(frozen=True)
class Parameters:
    """All that the world is drawn from. Traits have mean 0 and variance 1.

    `icc_partnership` and `icc_trajectory` are shares of the variance of a trait; `loading` is the
    correlation of an item with its trait; `paths` are the weights of a trait's causes.
    """

    icc_partnership: float = 0.28
    icc_trajectory: float = 0.02
    loading: float = 0.8
    shared_quality: float = 0.5
    stability: float = 0.85
    earlier_training: float = 0.35
    stopped: float = 0.06
    late_start: float = 0.03
    motivation_to_answer: float = 0.25
    persistence_to_answer: float = 0.6
    practice_changed: float = 0.72
    item_missing: float = 0.015
    answering: dict[str, float] = field(
        default_factory=lambda: {"begin": 0.875, "between": 0.74, "end": 0.74, "followup": 0.48}
    )
    centers: dict[str, float] = field(default_factory=lambda: dict(_CENTERS))
    paths: dict[str, dict[str, float]] = field(
        default_factory=lambda: {k: dict(v) for k, v in _PATHS.items()}
    )
    gain_paths: dict[str, float] = field(
        default_factory=lambda: {
            "active_application": 0.35,
            "group_effectiveness": 0.3,
            "earlier_training": -0.3,
        }
    )
    growth: dict[str, Growth] = field(default_factory=lambda: dict(_GROWTH))
    themes: tuple[float, ...] = (0.55, 0.46, 0.43, 0.24, 0.27, 0.3, 0.25, 0.28)
    most_important: tuple[float, ...] = (0.12, 0.07, 0.06, 0.03, 0.04, 0.25, 0.22, 0.21)
    reasons: tuple[float, ...] = (0.38, 0.27, 0.22, 0.08, 0.05)
    action_status: tuple[float, ...] = (0.08, 0.24, 0.31, 0.22, 0.15)

    def to_json(self) -> dict[str, Any]:
        """The parameters as plain values."""
        return asdict(self)
