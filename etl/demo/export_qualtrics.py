"""The begin measurement as Qualtrics exports it: three header rows, codes, and columns of persons."""

import json
from pathlib import Path

import numpy as np
import polars as pl

from etl.demo.dirt import Ledger, Spoiler, replace_by
from etl.demo.labels import list_columns, write_codes
from etl.demo.sheets import write_bytes
from etl.demo.world import World
from schemas.codebook import Item

FILE = "bevragingen/beginmeting_qualtrics.csv"
_SOURCE = "begin"
# Name, question in the account's language, ImportId.
_FIXED = (
    ("StartDate", "Begindatum", "startDate"),
    ("EndDate", "Einddatum", "endDate"),
    ("Status", "Antwoordtype", "status"),
    ("IPAddress", "IP-adres", "ipAddress"),
    ("Progress", "Voortgang", "progress"),
    ("Duration (in seconds)", "Duur (in seconden)", "duration"),
    ("Finished", "Voltooid", "finished"),
    ("RecordedDate", "Vastgelegde datum", "recordedDate"),
    ("ResponseId", "Antwoord-ID", "_recordId"),
    ("RecipientLastName", "Achternaam ontvanger", "recipientLastName"),
    ("RecipientFirstName", "Voornaam ontvanger", "recipientFirstName"),
    ("RecipientEmail", "E-mail ontvanger", "recipientEmail"),
    ("ExternalReference", "Externe gegevensreferentie", "externalDataReference"),
    ("LocationLatitude", "Breedtegraad locatie", "locationLatitude"),
    ("LocationLongitude", "Lengtegraad locatie", "locationLongitude"),
    ("DistributionChannel", "Distributiekanaal", "distributionChannel"),
    ("UserLanguage", "Gebruikerstaal", "userLanguage"),
)
_TOP = 4
UNKNOWN_LEADER = "DEMO-X0001"


def export_qualtrics(
    world: World, items: list[Item], raw: Path, ledger: Ledger, rng: np.random.Generator
) -> None:
    """The begin measurement, with its dirt."""
    columns = list_columns(items, world.instrument)
    answers = write_codes(world.surveys["begin"], columns)
    left_open = pl.col([name for name, _ in columns]).fill_null("-99")
    frame = answers.select(*_describe_persons(), left_open)
    headings = {name: item.columns[_SOURCE] for name, item in columns}
    spoiler = Spoiler(frame, FILE, _TOP, ledger, rng, headings)
    _spoil(spoiler, [name for name, item in columns if item.kind == "likert"])
    write_bytes(raw / FILE, _write(spoiler.frame, columns, headings).encode())


def _describe_persons() -> list[pl.Expr]:
    """What Qualtrics adds of itself. None of it is real: reserved addresses, made-up names."""
    number = pl.col("leader").str.strip_prefix("DEMO-")
    done = pl.col("answered_at")
    order = pl.int_range(pl.len())
    made = {
        "StartDate": _say(done - pl.duration(seconds=600 + order % 900)),
        "EndDate": _say(done),
        "Status": pl.lit("0"),
        "IPAddress": pl.format("192.0.2.{}", order % 150 + 100),
        "Progress": pl.lit("100"),
        "Duration (in seconds)": (600 + order % 900).cast(pl.String),
        "Finished": pl.lit("1"),
        "RecordedDate": _say(done),
        "ResponseId": pl.format("R_demo{}", number),
        "RecipientLastName": pl.lit("Voorbeeld"),
        "RecipientFirstName": pl.format("Leider {}", number),
        "RecipientEmail": pl.format("leider{}@voorbeeld.invalid", number),
        "ExternalReference": pl.col("leader"),
        "LocationLatitude": pl.lit("0.0"),
        "LocationLongitude": pl.lit("0.0"),
        "DistributionChannel": pl.lit("email"),
        "UserLanguage": pl.lit("NL"),
    }
    return [expression.alias(name) for name, expression in made.items()]


def _say(moment: pl.Expr) -> pl.Expr:
    return moment.dt.strftime("%Y-%m-%d %H:%M:%S")


def _spoil(spoiler: Spoiler, rated: list[str]) -> None:
    for column, code in ((rated[0], "9"), (rated[3], "55"), (rated[5], "0"), (rated[-1], "9")):
        spoiler.change("code_outside_scale", column, spoiler.pick(1), replace_by(code))
    twice = spoiler.pick(6)
    later = [f"2021-11-{20 + n % 9:02d} 20:15:00" for n in range(len(twice))]
    spoiler.answer_again("answered_twice", twice, at="RecordedDate", moments=later)
    spoiler.append_row(
        "leader_unknown", "ExternalReference", ExternalReference=UNKNOWN_LEADER, ResponseId="R_demoX0001"
    )


def _write(frame: pl.DataFrame, columns: list[tuple[str, Item]], headings: dict[str, str]) -> str:
    names = [name for name, _, _ in _FIXED] + [headings[name] for name, _ in columns]
    questions = [question for _, question, _ in _FIXED] + [item.wording.nl for _, item in columns]
    imports = [import_id for _, _, import_id in _FIXED] + [f"QID{n}" for n in range(1, len(columns) + 1)]
    rows = [names, questions, [json.dumps({"ImportId": name}) for name in imports]]
    top = pl.DataFrame(rows, schema=frame.columns, orient="row")
    return pl.concat([top, frame]).write_csv(None, include_header=False)
