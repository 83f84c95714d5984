"""What a release says of the differences between leaders, partnerships and trajectories."""

from collections.abc import Mapping
from dataclasses import dataclass

from ui.page import Page
from ui.present.codebook import name_wave
from ui.present.missing_models import ModelRows, read_models
from ui.present.scene import Row, label_of
from ui.remember import remembered


@dataclass(frozen=True)
class Chosen:
    """A scale at a moment, or its change between two."""

    scale: str
    wave: str


@remembered
def read_variance(page: Page) -> ModelRows:
    """The rows of the model of variance, by scale, moment and term."""
    return read_models(page, "variance")


@remembered
def list_moments(page: Page) -> dict[str, str]:
    """What can be chosen: the moments and, after these, the changes, by id, with their names."""
    rows, programme = read_variance(page), page.programme
    ids = [wave.id for wave in programme.waves] + [contrast.id for contrast in programme.contrasts]
    named = {wave: name_wave(wave, programme=programme, texts=page.texts) for wave in ids}
    return {wave: name for wave, name in named.items() if rows.has(wave=wave)}


def find_moment(page: Page) -> str | None:
    """The end of the programme's main change if something is known of it, else the first moment there is."""
    moments = list_moments(page)
    ends = [contrast.to_wave for contrast in page.programme.contrasts]
    return next((wave for wave in (*ends, *moments) if wave in moments), None)


@remembered
def list_scales(page: Page, *, wave: str) -> dict[str, Row]:
    """The scales measured at `wave`, by id, in the order of the questionnaire."""
    return {row["indicator_id"]: row for row in read_variance(page).list_scales(page, wave=wave)}


def is_change(page: Page, wave: str) -> bool:
    """Whether `wave` stands for a change between two moments."""
    return any(contrast.id == wave for contrast in page.programme.contrasts)


def find_terms(page: Page, chosen: Chosen) -> Mapping[str, Row]:
    """What the model says of the chosen scale, by term."""
    rows = read_variance(page).rows
    return {key[2]: row for key, row in rows.items() if key[:2] == (chosen.scale, chosen.wave)}


def name_subject(page: Page, chosen: Chosen) -> str:
    """`“Bruikbaarheid” (eindmeting)`, or `de verandering van “Bruikbaarheid” (van begin naar einde)`."""
    kind = "change" if is_change(page, chosen.wave) else "level"
    label = label_of(list_scales(page, wave=chosen.wave)[chosen.scale], texts=page.texts)
    return page.texts(f"differences.subject_{kind}", label=label, moment=list_moments(page)[chosen.wave])


def name_units(page: Page) -> dict[str, str]:
    """What the programme calls its trajectories, partnerships and leaders, for sentences."""
    units, language = page.programme.units, page.language
    return {
        "trajectory": units.trajectory.one.in_language(language),
        "trajectories": units.trajectory.many.in_language(language),
        "partnership": units.partnership.one.in_language(language),
        "partnerships": units.partnership.many.in_language(language),
        "leaders": units.leader.many.in_language(language),
    }


def name_levels(page: Page) -> dict[str, str]:
    """Where differences lie, from wide to narrow: between trajectories, partnerships, within these."""
    units, texts = name_units(page), page.texts
    return {
        "trajectory": texts("differences.level", units=units["trajectories"]),
        "partnership": texts("differences.level", units=units["partnerships"]),
        "leader": texts("differences.level_own", **units),
    }
