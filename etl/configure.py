"""Loads a programme and its codebook, and says in plain sentences what is wrong with them."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from etl.configuration_checks import check_names
from etl.read.source import list_files
from schemas.codebook import Instrument
from schemas.programme import Programme, Source
from texts.configuration_faults import describe_error, describe_syntax, say

PROGRAMME_FILE = "programme.toml"
CODEBOOK_FOLDER = "codebook"
LAYOUTS_FOLDER = "layouts"
Model = TypeVar("Model", bound=BaseModel)


class ConfigurationError(Exception):
    """A configuration that does not hold. Each message is a Dutch sentence with file and key."""

    def __init__(self, messages: tuple[str, ...]) -> None:
        super().__init__("\n".join(messages))
        self.messages = messages


@dataclass(frozen=True)
class Configuration:
    """A programme, its instruments in the order of their file names, and the folder they stand in."""

    programme: Programme
    instruments: tuple[Instrument, ...]
    folder: Path

    @property
    def raw(self) -> Path:
        """The folder with the raw exports."""
        return self.folder / "raw"

    @property
    def knows_everybody(self) -> bool:
        """Whether a register lists all leaders. Without one only those who answered are known, and
        nobody can say what share of all leaders they are.
        """
        registers = [source for source in self.programme.sources if source.table == "leaders"]
        return any(source.required or list_files(source, raw=self.raw) for source in registers)


def load_programme(folder: Path) -> Configuration:
    """The configuration in `folder`: `programme.toml`, every `codebook/*.toml`, and every `layouts/*.toml`: a
    source that `etl.deliver` learnt from somebody who said what the columns of a file are.

    Raises:
        ConfigurationError: with one sentence a fault, of all files together.
    """
    faults: list[str] = []
    programme = _load(folder / PROGRAMME_FILE, Programme, folder=folder, faults=faults)
    paths = sorted((folder / CODEBOOK_FOLDER).glob("*.toml"))
    learnt = [_load(p, Source, folder=folder, faults=faults) for p in list_layouts(folder)]
    instruments = [_load(path, Instrument, folder=folder, faults=faults) for path in paths]
    if faults or programme is None:
        raise ConfigurationError(tuple(faults))
    sources = (*programme.sources, *(source for source in learnt if source is not None))
    programme = programme.model_copy(update={"sources": sources})
    loaded = tuple(instrument for instrument in instruments if instrument is not None)
    faults.extend(check_names(programme, dict(zip([_name(p, folder) for p in paths], loaded, strict=True))))
    if faults:
        raise ConfigurationError(tuple(faults))
    return Configuration(programme=programme, instruments=loaded, folder=folder)


def list_layouts(folder: Path) -> list[Path]:
    """The files with the layouts that a programme learnt."""
    return sorted((folder / LAYOUTS_FOLDER).glob("*.toml"))


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _load(path: Path, model: type[Model], *, folder: Path, faults: list[str]) -> Model | None:
    """The model in `path`, or None with the reasons added to `faults`."""
    name = _name(path, folder)
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        faults.append(say("missing", file=name, folder=folder.as_posix()))
    except OSError:
        faults.append(say("unreadable", file=name))
    except UnicodeDecodeError:
        faults.append(say("encoding", file=name))
    except tomllib.TOMLDecodeError as fault:
        faults.append(describe_syntax(str(fault), file=name))
    except ValidationError as fault:
        faults.extend(describe_error(error, file=name) for error in fault.errors())
    return None
