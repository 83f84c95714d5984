"""Writes the demo world as the raw exports of a programme."""

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from etl.configure import load_programme
from etl.demo.answers import Answering
from etl.demo.attendance_sheets import write_attendance, write_sessions
from etl.demo.dirt import Ledger
from etl.demo.export_forms import export_forms
from etl.demo.export_limesurvey import export_limesurvey
from etl.demo.export_qualtrics import export_qualtrics
from etl.demo.export_spss import export_spss
from etl.demo.parameters import Parameters
from etl.demo.registers import write_registers
from etl.demo.structure import LEADERS, DemoSizeError
from etl.demo.world import World, draw_world, make_generator
from etl.example import MARKER, BrokenMarkerError, find_strangers, is_example, list_exports
from etl.told_error import ToldError
from schemas.codebook import Instrument
from schemas.programme import Programme

PROGRAMME = "schoolleiders-2021-2023"
SEED = 20230630
_FOLDERS = ("registers", "aanwezigheid", "bevragingen")
_HOME = Path(__file__).parents[2] / "data" / "programmes" / PROGRAMME
_EXPORTS = {
    "begin": export_qualtrics,
    "between": export_forms,
    "end": export_limesurvey,
    "followup": export_spss,
}
Report = Callable[[str, float], None]


class DemoError(ToldError):
    """The demo cannot be written."""


@dataclass(frozen=True)
class _Settings:
    seed: int
    leaders: int
    parameters: Parameters

    def to_json(self, ledger: Ledger) -> dict[str, Any]:
        return {
            "synthetic": True,
            "seed": self.seed,
            "leaders": self.leaders,
            "parameters": self.parameters.to_json(),
            "dirt": ledger.to_json(),
        }


def write_demo(folder: Path, *, seed: int = SEED, leaders: int = LEADERS, report: Report) -> None:
    """Raw exports of the demo world in `folder`/raw: the same bytes for the same seed.

    `folder` is a programme folder; without a programme.toml in it, that of the school leaders is
    used. `report` is told the share (0-1) of each step, under the step's message key.
    `raw/demo.json` marks the exports as made up, and holds the true parameters and every fault.

    Raises:
        DemoError: for another programme, too few leaders, or exports that are not made up.
    """
    home = folder if (folder / "programme.toml").is_file() else _HOME
    configuration = load_programme(home)
    if configuration.programme.id != PROGRAMME:
        raise DemoError("demo.other_programme", programme=PROGRAMME)
    settings = _Settings(seed=seed, leaders=leaders, parameters=Parameters())
    report("demo.draw_world", 0.0)
    world = _draw(configuration.programme, configuration.instruments[0], settings)
    report("demo.draw_world", 1.0)
    raw = folder / "raw"
    _clear(raw)
    ledger = Ledger()
    _mark(raw, settings.to_json(ledger))
    _write_exports(world, raw, ledger, seed=seed, report=report)
    _mark(raw, {**settings.to_json(ledger), "files": list_exports(raw)})


def _draw(programme: Programme, instrument: Instrument, settings: _Settings) -> World:
    try:
        return draw_world(
            programme,
            instrument,
            seed=settings.seed,
            leaders=settings.leaders,
            parameters=settings.parameters,
        )
    except DemoSizeError as fault:
        raise DemoError("demo.too_few_leaders", least=fault.args[0]) from None


def _clear(raw: Path) -> None:
    """Remove an earlier demo; real exports are never touched."""
    if raw.is_dir() and any(raw.iterdir()) and not _is_all_ours(raw):
        raise DemoError("demo.real_exports", folder=raw)
    for name in _FOLDERS:
        shutil.rmtree(raw / name, ignore_errors=True)
    raw.mkdir(parents=True, exist_ok=True)


def _is_all_ours(raw: Path) -> bool:
    try:
        return is_example(raw) and not find_strangers(raw)
    except BrokenMarkerError:
        return False


def _mark(raw: Path, content: dict[str, Any]) -> None:
    """Written first as well as last: exports that were broken off are made up too."""
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (raw / MARKER).write_text(text + "\n", encoding="utf-8")


def _write_exports(world: World, raw: Path, ledger: Ledger, *, seed: int, report: Report) -> None:
    rng = make_generator(seed, "dirt")
    report("demo.write_registers", 0.0)
    write_registers(world, raw, ledger, make_generator(seed, "registers"))
    write_sessions(world, raw)
    report("demo.write_registers", 1.0)
    report("demo.write_attendance", 0.0)
    write_attendance(world, raw, ledger, rng)
    report("demo.write_attendance", 1.0)
    answering = Answering(world.instrument, world.parameters, world.traits, rng)
    for number, (wave, export) in enumerate(_EXPORTS.items()):
        report("demo.write_surveys", number / len(_EXPORTS))
        export(world, answering.list_items(wave), raw, ledger, rng)
    report("demo.write_surveys", 1.0)
