"""A made-up programme with the shape of the real one: ten trajectories, four levels, six regions."""

from datetime import date

from schemas.programme import (
    Call,
    Category,
    Contrast,
    Dimension,
    Dimensions,
    Highlight,
    Objective,
    Organiser,
    Programme,
    SessionKind,
    Source,
    Trajectory,
    Units,
    Wave,
)
from schemas.wording import Count, Wording
from schemas.yardsticks import Yardstick

LEVELS = {
    "basis-gewoon": ("Gewoon basis", "Mainstream primary", 2517),
    "basis-buitengewoon": ("Buitengewoon basis", "Special primary", 206),
    "secundair-gewoon": ("Gewoon secundair", "Mainstream secondary", 988),
    "secundair-buitengewoon": ("Buitengewoon secundair", "Special secondary", 142),
}
REGIONS = ("antwerpen", "brussel", "limburg", "oost-vlaanderen", "vlaams-brabant", "west-vlaanderen")
KINDS = {
    "training_day": ("Vormingsdag", "Training day"),
    "learning_community": ("Lerende gemeenschap", "Learning community"),
    "coaching": ("Coaching", "Coaching"),
}
WAVES = {
    "begin": ("Beginmeting", "Begin", date(2021, 10, 1), date(2021, 11, 30)),
    "between": ("Tussenmeting", "Between", date(2022, 6, 1), date(2022, 6, 30)),
    "end": ("Eindmeting", "End", date(2023, 5, 15), date(2023, 6, 30)),
    "followup": ("Opvolging", "Follow-up", date(2024, 5, 1), date(2024, 6, 15)),
}


def words(nl: str, en: str | None = None) -> Wording:
    """Wording in both languages; the English is the Dutch when it is not given."""
    return Wording(nl=nl, en=en or nl)


def count(one: str, many: str, one_en: str, many_en: str) -> Count:
    """What one and several of a thing are called."""
    return Count(one=words(one, one_en), many=words(many, many_en))


def make_programme(**changes: object) -> Programme:
    """The made-up programme; `changes` replace whole fields."""
    fields: dict[str, object] = {**_core(), **_structure(), **_moments(), **changes}
    return Programme.model_validate(fields)


def _core() -> dict[str, object]:
    return {
        "id": "proef",
        "title": words("Schoolleiders in de proefopstelling", "School leaders in the test bench"),
        "story": words(
            "Tien trajecten, verzonnen voor de tests.", "Ten trajectories, made up for the tests."
        ),
        "starts": date(2021, 9, 1),
        "ends": date(2023, 6, 30),
        "evaluation": words("Verzonnen evaluatie.", "Made-up evaluation."),
        "caution": words(
            "Vrijwillige deelname, zelfrapportage en geen controlegroep.",
            "Voluntary participation, self-report and no control group.",
        ),
        "units": Units(
            trajectory=count("traject", "trajecten", "trajectory", "trajectories"),
            partnership=count(
                "samenwerkingsverband", "samenwerkingsverbanden", "partnership", "partnerships"
            ),
            leader=count("schoolleider", "schoolleiders", "school leader", "school leaders"),
            school=count("school", "scholen", "school", "schools"),
        ),
        "credits": (words("Verzonnen gegevens.", "Made-up data."),),
    }


def _structure() -> dict[str, object]:
    return {
        "dimensions": make_dimensions(),
        "organisers": tuple(Organiser(id=f"org-{n}", name=f"Organisator {n}") for n in range(1, 10)),
        "calls": (
            Call(id="oproep-1", label=words("Oproep 1", "Call 1"), aim=words("Leren leiden.", "Leading.")),
        ),
        "trajectories": tuple(
            Trajectory(
                id=f"pi-{n}", number=n, organiser=f"org-{min(n, 9)}", title=None if n > 8 else f"Traject {n}"
            )
            for n in range(1, 11)
        ),
        "objectives": (Objective(id="doel-1", text=words("Kaders kennen.", "Know frameworks.")),),
        "session_kinds": tuple(SessionKind(id=k, label=words(*v)) for k, v in KINDS.items()),
        "sources": (
            Source(id="register-leiders", kind="register", files="leiders*.csv", table="leaders"),
            Source(
                id="bevraging-eind", kind="survey", files="eind*.csv", instrument="vragenlijst", wave="end"
            ),
        ),
        "min_schools_a_partnership": 4,
    }


def make_dimensions() -> Dimensions:
    """Level, region, net and role with their categories."""
    levels = tuple(Category(id=k, label=words(v[0], v[1]), schools=v[2]) for k, v in LEVELS.items())
    regions = tuple(Category(id=r, label=words(r.title())) for r in REGIONS)
    nets = tuple(Category(id=n, label=words(n.upper())) for n in ("go", "ogo", "vgo"))
    roles = (Category(id="directeur", label=words("Directeur", "Head")),)
    return Dimensions(
        level=Dimension(label=count("niveau", "niveaus", "level", "levels"), categories=levels),
        region=Dimension(
            label=count("regio", "regio's", "region", "regions"), source="postcode", categories=regions
        ),
        net=Dimension(label=count("net", "netten", "network", "networks"), categories=nets),
        role=Dimension(label=count("rol", "rollen", "role", "roles"), categories=roles),
    )


def _moments() -> dict[str, object]:
    waves = tuple(
        Wave(id=k, label=words(v[0], v[1]), short=words(v[0][:5], v[1][:5]), opens=v[2], closes=v[3])
        for k, v in WAVES.items()
    )
    then = Wave(
        id="then",
        label=words("Toen", "Then"),
        short=words("Toen", "Then"),
        retrospective=True,
        asked_at="end",
    )
    return {
        "waves": (*waves, then),
        "contrasts": (
            Contrast(from_wave="begin", to_wave="end", label=words("Begin tot einde", "Begin to end")),
            Contrast(from_wave="then", to_wave="end", label=words("Toen tot einde", "Then to end")),
        ),
        "yardsticks": (
            Yardstick(
                id="begeleiding",
                label=words("Lerende gemeenschap", "Learning community"),
                unit=words("uur", "hours"),
                at_least=40,
                recommendation=words("Minstens 40 uur samen.", "At least 40 hours together."),
                source="verzonnen",
            ),
        ),
        "highlights": (
            Highlight(level="reaction", indicator="usefulness", wave="end", statistic="top2"),
            Highlight(level="learning", indicator="asking_feedback", wave="begin-end", statistic="change"),
            Highlight(level="behaviour", indicator="practice_changed", wave="end", statistic="share_1"),
        ),
    }
