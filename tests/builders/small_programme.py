"""A programme of one survey, as files: small enough to build many times."""

import csv
import json
import random
from pathlib import Path

ITEMS = ("useful_1", "useful_2", "clear")
PEOPLE = 60
_LABEL = '{{ nl = "{0}", en = "{0}" }}'


def write_small_programme(folder: Path, *, synthetic: bool = True) -> Path:
    """Writes programme.toml, a codebook and raw/survey.csv; returns the programme's folder."""
    programme = folder / "small"
    (programme / "codebook").mkdir(parents=True)
    (programme / "programme.toml").write_text(_programme(), encoding="utf-8")
    (programme / "codebook" / "survey.toml").write_text(_codebook(), encoding="utf-8")
    (programme / "raw").mkdir()
    write_answers(programme, seed=1)
    if synthetic:
        (programme / "raw" / "demo.json").write_text(json.dumps({"synthetic": True}), encoding="utf-8")
    return programme


def write_answers(programme: Path, *, seed: int, people: int = PEOPLE) -> Path:
    """Writes raw/survey.csv: other answers for another seed."""
    draw = random.Random(seed)
    path = programme / "raw" / "survey.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Moment", "Groep", *ITEMS])
        for person in range(people):
            answers = [draw.randint(1, 5) for _ in ITEMS]
            writer.writerow(["2022-05-10 12:00:00", f"groep-{person % 6}", *answers])
    return path


def _programme() -> str:
    units = "".join(
        f"[units.{unit}]\none = {_LABEL.format(unit)}\nmany = {_LABEL.format(unit)}\n"
        for unit in ("trajectory", "partnership", "leader", "school")
    )
    dimensions = "".join(
        f"[dimensions.{name}.label]\none = {_LABEL.format(name)}\nmany = {_LABEL.format(name)}\n"
        for name in ("level", "region", "net", "role")
    )
    texts = "".join(f"{key} = {_LABEL.format(key)}\n" for key in ("title", "story", "evaluation", "caution"))
    return f"""id = "small"
starts = 2021-09-01
ends = 2023-06-30
{texts}
{units}{dimensions}
[[organisers]]
id = "org"
name = "Organisator"
[[trajectories]]
id = "pi-1"
number = 1
organiser = "org"
[[waves]]
id = "end"
label = {_LABEL.format("eind")}
short = {_LABEL.format("eind")}
opens = 2021-09-01
closes = 2023-06-30
[[sources]]
id = "survey"
kind = "survey"
files = "survey.csv"
format = "csv"
instrument = "survey"
wave = "end"
one_row_a_person = true
columns = {{ answered_at = "Moment", partnership_id = "Groep" }}
constants = {{ trajectory_id = "pi-1" }}
"""


def _codebook() -> str:
    answers = ", ".join(f"{{ code = {n}, label = {_LABEL.format(f'antwoord {n}')} }}" for n in range(1, 6))
    items = "".join(
        f'[[items]]\nid = "{item}"\nwording = {_LABEL.format(item)}\nanswers = "agree"\nwaves = ["end"]\n'
        + ('scale = "useful"\n' if item.startswith("useful") else 'level = "reaction"\n')
        for item in ITEMS
    )
    return f"""id = "survey"
title = {_LABEL.format("vragenlijst")}
[[answer_sets]]
id = "agree"
low = 1
high = 5
answers = [{answers}]
[[scales]]
id = "useful"
label = {_LABEL.format("bruikbaar")}
meaning = {_LABEL.format("bruikbaar")}
level = "reaction"
{items}"""
