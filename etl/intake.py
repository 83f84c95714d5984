"""Takes in the raw exports of a programme: reads, checks and cleans them, and counts every row."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from etl.check.consequences import drop_consequences, is_roster_refused
from etl.check.counts import Tally, count_rows
from etl.check.dates import check_within_programme
from etl.check.files import find_files, hash_files, read_files
from etl.check.keys import check_keys
from etl.check.ownership import refuse_others
from etl.clean.attendance import clean_attendance
from etl.clean.categories import take_categories
from etl.clean.desk import Desk, Roster
from etl.clean.fields import KEYS
from etl.clean.marks import check_marks
from etl.clean.owned import drop_rows_of_others, drop_submissions_of_others
from etl.clean.partnerships import spell_labels
from etl.clean.places import PLACES, RawFiles
from etl.clean.registers import Registers, clean_all, clean_registers
from etl.clean.roster import derive_leaders
from etl.clean.sessions import clean_sessions
from etl.clean.submissions import choose_submissions, write_responses
from etl.clean.surveys import Submissions, clean_survey
from etl.clean.warehouse import write_tables
from etl.configure import CODEBOOK_FOLDER, PROGRAMME_FILE, Configuration, list_layouts
from etl.read.handed import HandedTable
from etl.read.source import SourceFile
from etl.read.table import RawTable
from etl.references import REFERENCES_FILE, check_references
from schemas.programme import Source

Report = Callable[[str, float], None]
_REGISTERS = ("partnerships", "schools", "leaders", "applications", "coaches", "actions")


@dataclass(frozen=True)
class Intake:
    """What an intake yields.

    `tables`: every table of schemas.warehouse.TABLES, validated. `configuration`: as given, with the
    categories that were taken from the registers. `refused`: a file could not be taken in, so nothing
    may be built on this. `input_sha256`: of the configuration and all files.
    """

    tables: dict[str, pl.DataFrame]
    configuration: Configuration
    refused: bool
    input_sha256: str


@dataclass
class _Work:
    """The state of one intake."""

    configuration: Configuration
    files: tuple[SourceFile, ...]
    handed: Mapping[str, HandedTable]
    desk: Desk
    report: Report
    tally: Tally = field(default_factory=Tally)
    done: int = 0

    def read(self, key: str, sources: Iterable[Source]) -> Iterator[tuple[Source, RawTable]]:
        """The readable files of `sources`, counted and reported."""
        wanted = {source.id for source in sources}
        files = (f for f in self.files if f.source.id in wanted)
        for file, raw in read_files(files, ledger=self.desk.ledger, handed=self.handed):
            self.done += 1
            self.report(f"checks.progress.{key}", 0.9 * self.done / max(len(self.files), 1))
            self.tally.count(raw)
            yield file.source, raw

    def choose(self, kind: str, *, table: str | None = None) -> list[Source]:
        """The programme's sources of a kind, and of a register if given."""
        sources = self.configuration.programme.sources
        return [s for s in sources if s.kind == kind and (table is None or s.table == table)]


def take_in(
    configuration: Configuration, *, secret: bytes, report: Report, handed: Sequence[HandedTable] = ()
) -> Intake:
    """The raw exports of a programme as the tables of the warehouse, with all findings.

    Args:
        configuration: The programme; its files stand in `configuration.raw`.
        secret: The key for pseudonyms (HMAC-SHA256).
        report: Told the progress: a key of the catalogue and a share from 0 to 1.
        handed: What was handed in through the dashboard; it adds to the raw exports.
    """
    tables = {table.raw.file: table for table in handed}
    owners = {name: table.owners for name, table in tables.items() if table.owners is not None}
    desk = Desk(programme=configuration.programme, secret=secret, handed=frozenset(tables), owners=owners)
    report("checks.progress.find", 0.0)
    sources = configuration.programme.sources
    files = find_files(sources, raw=configuration.raw, ledger=desk.ledger, handed=handed)
    hashes = hash_files(files, handed=tables)
    work = _Work(configuration=configuration, files=files, handed=tables, desk=desk, report=report)
    cleaned, loaded = _clean(work)
    report("checks.progress.check", 0.95)
    cleaned["intake"] = count_rows(files, hashes=hashes, tally=work.tally, loaded=loaded, ledger=desk.ledger)
    check_references(configuration, ledger=desk.ledger)
    cleaned["findings"] = _write_findings(work)
    written = write_tables(cleaned, configuration=configuration)
    report("checks.progress.done", 1.0)
    return Intake(
        tables=written,
        configuration=replace(configuration, programme=work.desk.programme),
        refused=bool(desk.ledger.refused_files),
        input_sha256=_hash_input(configuration, hashes),
    )


def _write_findings(work: _Work) -> pl.DataFrame:
    findings = work.desk.ledger.write_findings()
    sources = work.configuration.programme.sources
    if is_roster_refused(sources, work.files, ledger=work.desk.ledger):
        return drop_consequences(findings)
    return findings


def _clean(work: _Work) -> tuple[dict[str, pl.DataFrame], list[pl.DataFrame]]:
    """The cleaned tables, and the rows of all files that were loaded."""
    raw = {name: list(work.read("registers", work.choose("register", table=name))) for name in _REGISTERS}
    programme = take_categories(raw, programme=work.desk.programme, ledger=work.desk.ledger)
    registers, work.desk = clean_registers(raw, desk=replace(work.desk, programme=programme))
    with_register = bool(raw["leaders"])
    kept, responses, registers = _clean_surveys(work, registers, with_register=with_register)
    work.desk = replace(work.desk, roster=_know_leaders(work.desk.roster, registers))
    tables = _clean_lists(work, raw, registers) | {
        "partnerships": registers.partnerships,
        "schools": registers.schools,
    }
    sessions = list(work.read("attendance", work.choose("sessions")))
    tables["sessions"] = clean_sessions(sessions, partnerships=registers.partnerships, desk=work.desk)
    rows, tables["attendance"] = _clean_attendance(work, tables["sessions"], registers.leaders)
    loaded = [*tables.values(), rows, kept, *([registers.leaders] if with_register else [])]
    return {**tables, "leaders": registers.leaders, "responses": responses}, loaded


def _clean_lists(work: _Work, raw: Mapping[str, RawFiles], registers: Registers) -> dict[str, pl.DataFrame]:
    """The registers that no other table refers to."""
    desk, ledger = work.desk, work.desk.ledger
    told = {
        name: clean_all(raw[name], table=name, desk=desk) for name in ("applications", "coaches", "actions")
    }
    own = {
        "applications": refuse_others(told["applications"], owners=desk.owners, ledger=ledger),
        "coaches": drop_rows_of_others(
            told["coaches"], owned=registers.partnerships, by="partnership_id", desk=desk
        ),
        "actions": drop_rows_of_others(told["actions"], owned=registers.leaders, by="leader_id", desk=desk),
    }
    tables = {name: check_keys(rows, keys=KEYS[name], ledger=ledger) for name, rows in own.items()}
    applied, programme = tables["applications"], work.desk.programme
    check_within_programme(applied, field="applied_on", programme=programme, ledger=ledger, early=True)
    return tables


def _know_leaders(roster: Roster, registers: Registers) -> Roster:
    return replace(roster, leaders=frozenset(registers.leaders["leader_id"]))


def _clean_surveys(
    work: _Work, registers: Registers, *, with_register: bool
) -> tuple[pl.DataFrame, pl.DataFrame, Registers]:
    """The submissions that count, their answers, and the registers with leaders for certain."""
    instruments = {instrument.id: instrument for instrument in work.configuration.instruments}
    submissions: list[Submissions] = []
    labels: list[pl.DataFrame] = []
    for source, raw in work.read("surveys", work.choose("survey")):
        instrument = instruments[source.instrument or ""]
        submissions.append(clean_survey(raw, source=source, instrument=instrument, desk=work.desk))
        if not with_register:
            labels.append(spell_labels([(source, raw)]))
    submissions = drop_submissions_of_others(
        submissions,
        leaders=registers.leaders if with_register else None,
        partnerships=registers.partnerships,
        desk=work.desk,
    )
    kept = choose_submissions(submissions, desk=work.desk)
    if not with_register and not kept.is_empty():
        leaders, partnerships = derive_leaders(
            kept, registers.partnerships, pl.concat(labels), desk=work.desk
        )
        registers = replace(registers, leaders=leaders, partnerships=partnerships)
        kept = work.desk.ledger.drop_refused(kept)
    return kept, write_responses(submissions, kept), registers


def _clean_attendance(
    work: _Work, sessions: pl.DataFrame, leaders: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The rows of attendance that were loaded, and the marks that count."""
    rows, marks = [pl.DataFrame(schema=PLACES)], []
    for source, raw in work.read("attendance", work.choose("attendance")):
        kept, read = clean_attendance(raw, source=source, sessions=sessions, leaders=leaders, desk=work.desk)
        rows.append(kept.select(list(PLACES)))
        marks.append(read)
    counted = check_marks(marks, sessions=sessions, leaders=leaders, desk=work.desk)
    return work.desk.ledger.drop_refused(pl.concat(rows)), counted


def _hash_input(configuration: Configuration, hashes: dict[str, str]) -> str:
    """SHA-256 over the configuration files and all raw files, by name."""
    paths = [
        configuration.folder / PROGRAMME_FILE,
        *sorted((configuration.folder / CODEBOOK_FOLDER).glob("*.toml")),
        *list_layouts(configuration.folder),
        *configuration.folder.glob(REFERENCES_FILE),
    ]
    own = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
    lines = [f"{digest} {name}" for name, digest in sorted({**hashes, **own}.items())]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
