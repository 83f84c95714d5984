"""Made-up results of the models of who is missing, in the shape of `schemas.release.Models`."""

Row = tuple[object, ...]
_PAIR = "begin-end"


def list_missing_models() -> list[Row]:
    """One scale of leavers and of the raked change; R and Little's test at two moments."""
    alike = "representativeness"
    return [
        _shown("leavers", "asking_feedback", _PAIR, "smd", (-0.3, -0.5, -0.1), 420),
        _shown("leavers", "asking_feedback", _PAIR, "n_leavers", (114, None, None), 114),
        _shown(alike, "response", "begin", "r", (0.99, 0.93, 1), 492),
        _shown(alike, "response", "end", "r", (0.82, 0.75, 0.89), 492),
        ("mcar", "response", "begin", "chi2", *[None] * 5, "little", "not_estimable", "nothing_missing"),
        *[
            _shown("mcar", "response", "end", term, (value, None, None), 346, method="little")
            for term, value in {"chi2": 54.8, "df": 59.0, "p": 0.63}.items()
        ],
        _shown("raked", "asking_feedback", _PAIR, "change", (0.40, 0.30, 0.50), 302),
        _shown("raked", "asking_feedback", _PAIR, "change_raked", (0.41, 0.30, 0.52), 302),
        _shown("raked", "asking_feedback", _PAIR, "n_effective", (294.7, None, None), 302),
    ]


def _shown(
    model: str,
    indicator_id: str,
    wave: str,
    term: str,
    numbers: tuple[float | None, float | None, float | None],
    n: int,
    *,
    method: str | None = None,
) -> Row:
    return (model, indicator_id, wave, term, *numbers, n, 85, method or model, "shown", None)
