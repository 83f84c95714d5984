"""A small random world in the shape of the warehouse."""

import hashlib
from datetime import date, datetime

import numpy as np
import polars as pl

from schemas import warehouse as shapes
from schemas.table import empty_frame
from tests.builders.programme import KINDS, LEVELS, REGIONS
from tests.builders.questionnaire import REVERSE, list_items_at

ASKED = ("begin", "between", "end", "followup")
ANSWERING = {"begin": 0.85, "between": 0.75, "end": 0.7, "followup": 0.45, "then": 0.6}
SPREAD_OF_PARTNERSHIPS = 0.5
BASE = 3.4


def make_warehouse(*, leaders: int = 120, seed: int = 7) -> dict[str, pl.DataFrame]:
    """Every table of `schemas.warehouse.TABLES`, validated; `pi-9` delivers no follow-up."""
    draw = np.random.default_rng(seed)
    people = _leaders(leaders, draw=draw)
    sessions = _sessions()
    tables = {
        "trajectories": pl.DataFrame(
            {
                "trajectory_id": [f"pi-{n}" for n in range(1, 11)],
                "number": list(range(1, 11)),
                "organiser_id": [f"org-{min(n, 9)}" for n in range(1, 11)],
                "call_id": ["oproep-1"] * 10,
            }
        ),
        "partnerships": people.select("partnership_id", "trajectory_id", name="partnership_id").unique(
            maintain_order=True
        ),
        "schools": _schools(people),
        "applications": _applications(),
        "leaders": people,
        "sessions": sessions,
        "attendance": _attendance(people, sessions=sessions, draw=draw),
        "responses": _responses(people, draw=draw),
        "items": _items(),
        "intake": _intake(),
        "findings": _findings(),
    }
    whole = {name: tables.get(name, empty_frame(model)) for name, model in shapes.TABLES.items()}
    return {name: shapes.TABLES[name].validate(frame) for name, frame in whole.items()}


def name_person(number: int) -> str:
    """A pseudonym."""
    return hashlib.sha256(str(number).encode()).hexdigest()[:20]


def _frame(name: str, columns: dict[str, object]) -> pl.DataFrame:
    return pl.DataFrame(columns, schema=empty_frame(shapes.TABLES[name]).schema)


def _leaders(count: int, *, draw: np.random.Generator) -> pl.DataFrame:
    partnership = np.arange(count) // 6
    trajectory = partnership % 10 + 1
    levels = draw.choice(list(LEVELS), count, p=[0.5, 0.1, 0.3, 0.1])
    stopped = [date(2022, 5, 1) if n % 20 == 0 else None for n in range(count)]
    return _frame(
        "leaders",
        {
            "leader_id": [name_person(n) for n in range(count)],
            "partnership_id": [f"swv-{p}" for p in partnership],
            "trajectory_id": [f"pi-{t}" for t in trajectory],
            "school_number": [str(100_000 + n // 2) for n in range(count)],
            "level": levels.tolist(),
            "region": draw.choice(REGIONS, count).tolist(),
            "net": draw.choice(["go", "ogo", "vgo"], count).tolist(),
            "role": [None if n % 10 == 0 else "directeur" for n in range(count)],
            "started_on": [date(2021, 9, 1)] * count,
            "stopped_on": stopped,
            "earlier_training": [n % 3 == 0 for n in range(count)],
        },
    )


def _schools(people: pl.DataFrame) -> pl.DataFrame:
    first = people.unique("school_number", keep="first", maintain_order=True)
    return first.select(
        "school_number", "partnership_id", postcode=pl.lit("2000"), region="region", level="level", net="net"
    )


def _applications() -> pl.DataFrame:
    statuses = ["accepted", "accepted", "waiting", "referred", "withdrawn"]
    return _frame(
        "applications",
        {
            "application_id": [f"a{n}" for n in range(50)],
            "trajectory_id": [f"pi-{n % 10 + 1}" for n in range(50)],
            "school_number": [None] * 50,
            "status": [statuses[n // 10] for n in range(50)],
            "applied_on": [date(2021, 6, 1)] * 50,
        },
    )


def _sessions() -> pl.DataFrame:
    rows = [
        (f"{trajectory}-{kind}-{month}", trajectory, kind, date(2022, month, 10))
        for trajectory in (f"pi-{n}" for n in range(1, 11))
        for kind in KINDS
        for month in (3, 10)
    ]
    count = len(rows)
    return _frame(
        "sessions",
        {
            "session_id": [r[0] for r in rows],
            "trajectory_id": [r[1] for r in rows],
            "partnership_id": [None] * count,
            "kind": [r[2] for r in rows],
            "held_on": [r[3] for r in rows],
            "hours": [6.0 if r[2] == "training_day" else 2.0 for r in rows],
            "mode": ["on_site"] * count,
        },
    )


def _attendance(people: pl.DataFrame, *, sessions: pl.DataFrame, draw: np.random.Generator) -> pl.DataFrame:
    expected = people.select("leader_id", "trajectory_id").join(
        sessions.select("session_id", "trajectory_id"), on="trajectory_id", maintain_order="left_right"
    )
    present = draw.random(expected.height) < 0.8
    return expected.select(
        "session_id",
        "leader_id",
        status=pl.Series(np.where(present, "present", "absent")).cast(pl.String),
        minutes=pl.lit(None, dtype=pl.Int64),
    )


def _responses(people: pl.DataFrame, *, draw: np.random.Generator) -> pl.DataFrame:
    partnerships = people["partnership_id"].rank("dense").cast(pl.Int64).to_numpy() - 1
    trait = draw.normal(0, SPREAD_OF_PARTNERSHIPS, partnerships.max() + 1)[partnerships]
    trait = trait + draw.normal(0, 0.6, people.height)
    silent = (people["trajectory_id"] == "pi-9").to_numpy()
    frames = [
        _answers(people, item=item, wave=wave, trait=trait, draw=draw, silent=silent)
        for wave in (*ASKED, "then")
        for item in list_items_at(wave)
    ]
    return pl.concat(frames).unique(["leader_id", "instrument", "wave", "item_id"], maintain_order=True)


def _answers(
    people: pl.DataFrame,
    *,
    item: tuple[str, int, int],
    wave: str,
    trait: np.ndarray,
    draw: np.random.Generator,
    silent: np.ndarray,
) -> pl.DataFrame:
    name, low, high = item
    count = people.height
    shift = {"end": 0.3, "followup": 0.2}.get(wave, 0.0)
    latent = (BASE + shift + trait + draw.normal(0, 0.8, count) - 1) / 4
    value = np.clip(np.rint(low + latent * (high - low)), low, high)
    value = low + high - value if name == REVERSE else value
    answering = np.random.default_rng(len(wave)).random(count) < ANSWERING[wave]
    if wave == "followup":
        answering &= ~silent
    frame = pl.DataFrame(
        {
            "leader_id": people["leader_id"],
            "instrument": ["questionnaire"] * count,
            "wave": [wave] * count,
            "item_id": [name] * count,
            "value": value,
            "answered_at": [datetime(2022, 1, 1)] * count,
        },
        schema=empty_frame(shapes.Responses).schema,
    )
    return frame.filter(pl.Series(answering))


def _items() -> pl.DataFrame:
    rows = {i[0]: i for wave in (*ASKED, "then") for i in list_items_at(wave)}
    kinds = {"recommendation": "number", "changed": "choice", "theme.1": "multiple", "theme.2": "multiple"}
    return _frame(
        "items",
        {
            "instrument": ["questionnaire"] * len(rows),
            "item_id": list(rows),
            "scale_id": [name.split("_")[0] if "_" in name else None for name in rows],
            "kind": [kinds.get(name, "likert") for name in rows],
            "low": [i[1] for i in rows.values()],
            "high": [i[2] for i in rows.values()],
            "reverse": [name == REVERSE for name in rows],
        },
    )


def _intake() -> pl.DataFrame:
    return _frame(
        "intake",
        {
            "source_id": ["end"],
            "file": ["end.csv"],
            "sha256": ["a" * 64],
            "format": ["csv"],
            "rows_read": [100],
            "rows_loaded": [99],
            "rows_refused": [1],
        },
    )


def _findings() -> pl.DataFrame:
    return _frame(
        "findings",
        {
            "check": ["code_outside"],
            "severity": ["error"],
            "file": ["end.csv"],
            "sheet": [None],
            "row": [14],
            "column": ["feedback_1"],
            "position": [9],
            "sentence_nl": ["De code 7 valt buiten de schaal."],
            "sentence_en": ["Code 7 is outside the scale."],
        },
    )
