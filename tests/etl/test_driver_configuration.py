"""What goes together is configuration: names that do not exist are told, and no scale is named in code."""

import tomllib

import pytest

from etl.configuration_checks import check_names
from schemas.driver import Driver
from tests.builders.programme import make_programme
from tests.builders.questionnaire import make_instrument
from tests.house.source import ROOT, name_of, our_modules, read_tree, strings_of

GOOD = Driver(outcome="feedback", moment="end", predictors=("learned",))
CODEBOOK = ROOT / "data/programmes/schoolleiders-2021-2023/codebook"


def tell(*drivers: Driver) -> list[str]:
    found = check_names(
        make_programme(drivers=drivers, highlights=()), {"codebook/x.toml": make_instrument()}
    )
    return [sentence for sentence in found if "drivers" in sentence]


def named_in(modules: list[tuple[str, set[str]]]) -> list[str]:
    scales = {
        scale["id"]
        for path in CODEBOOK.glob("*.toml")
        for scale in tomllib.loads(path.read_text("utf-8"))["scales"]
    }
    return [f"{name}: {text}" for name, texts in modules for text in sorted(texts & scales)]


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"outcome": "feedbak"}, "drivers[1].outcome noemt “feedbak”"),
        ({"moment": "ooit"}, "drivers[1].moment noemt “ooit”"),
        ({"predictors": ("lerned",)}, "drivers[1].predictors noemt “lerned”"),
        ({"predictors": ("feedback",)}, "drivers[1].predictors noemt “feedback”"),
    ],
)
def test_driver_when_it_names_nothing_or_itself_then_it_is_told(change: dict[str, object], part: str) -> None:
    (sentence,) = tell(GOOD.model_copy(update=change))

    assert part in sentence


@pytest.mark.parametrize("moment", ["end", "begin-end"])
def test_driver_when_every_name_exists_then_nothing_is_told(moment: str) -> None:
    assert tell(GOOD.model_copy(update={"moment": moment})) == []


def test_driver_when_it_stands_twice_then_it_is_told() -> None:
    assert len(tell(GOOD, GOOD)) == 1


def test_driver_when_it_has_eleven_predictors_then_it_is_refused() -> None:
    with pytest.raises(ValueError, match="at most 10"):
        Driver(outcome="a", moment="end", predictors=tuple(f"p{n}" for n in range(11)))


def test_code_when_read_then_names_no_scale_of_a_programme() -> None:
    """The demo's own world is made of them; the measures, pages and charts know none."""
    modules = [
        (name_of(path), {text for _, text in strings_of(read_tree(path))})
        for path in our_modules()
        if not name_of(path).startswith("etl/demo/")
    ]

    assert named_in(modules) == []


def test_code_when_it_names_a_scale_then_it_is_caught() -> None:
    assert named_in([("etl/x.py", {"coach_guiding", "feedback vragen"})]) == ["etl/x.py: coach_guiding"]
