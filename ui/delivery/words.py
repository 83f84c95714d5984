"""Deliveries in the words of the reader."""

from datetime import datetime

from babel.dates import format_time

from schemas.delivery import DeliveredFile, Delivery
from schemas.wording import Wording
from texts import Texts
from ui.labels import label_role, start_upper
from ui.page import Page
from ui.viewer import Viewer


def write_moment(moment: datetime, *, texts: Texts) -> str:
    """Day and time in words, on the server's clock."""
    local = moment.astimezone()
    clock = format_time(local, format="HH:mm", locale=texts.language)
    return texts("access.moment", date=texts.date(local.date()), time=clock)


def name_deliverer(page: Page, delivery: Delivery) -> str:
    """Whose it is, as a role: nobody's name is kept."""
    viewer = Viewer(role=delivery.role, trajectories=delivery.trajectories)
    return label_role(viewer, programme=page.programme, texts=page.texts)


def name_files(delivery: Delivery) -> str:
    """The names of its files, in one line."""
    return ", ".join(dict.fromkeys(file.name for file in delivery.files))


def tell_state(page: Page, delivery: Delivery, *, decides: bool) -> str:
    """How far it came and what happens next; `decides`: for who decides on it."""
    own = page.texts(f"delivery.about_{delivery.state}")
    key = f"delivery.next_{delivery.state}_{'steward' if decides else 'organiser'}"
    return f"{own} {page.texts(key)}" if page.texts.has(key) else own


def tell_rows(delivery: Delivery, *, texts: Texts) -> str:
    """How many rows were left out, then how much was found. Empty before anything was read."""
    read = sum(file.rows or 0 for file in delivery.files)
    if not read:
        return ""
    left = sum(file.refused or 0 for file in delivery.files)
    key = "delivery.rows_left" if left else "delivery.rows_all"
    rows = texts.count(key, left or read, rows=texts.number(read))
    return f"{rows} {_tell_found(delivery, texts=texts)}"


def _tell_found(delivery: Delivery, *, texts: Texts) -> str:
    if not (delivery.errors or delivery.warnings):
        return texts("delivery.found_nothing")
    counts = {"errors": delivery.errors, "warnings": delivery.warnings}
    parts = [texts.count(f"quality.count_{name}", n) for name, n in counts.items() if n]
    return texts("delivery.found", found=texts("delivery.and").join(parts))


def tell_fault(fault: str | None, values: dict[str, str], *, texts: Texts) -> str:
    """Why a file or a delivery went no further, in the words of whoever found it."""
    if fault is None:
        return ""
    try:
        return texts(fault, **values)
    except KeyError:
        # A key of a later version, or a place that nobody filled in.
        return texts("delivery.fault")


def name_file(file: DeliveredFile) -> str:
    """A file, with its sheet where it has more than one: `gegevens.xlsx · Scholen`."""
    return file.name if file.sheet is None else f"{file.name} · {file.sheet}"


def tell_step(step: str, *, texts: Texts) -> str:
    """What a command is doing."""
    return tell_fault(step, {}, texts=texts) if texts.has(step) else texts("delivery.working")


def tell_file(file: DeliveredFile, *, texts: Texts) -> str:
    """What became of one file, in a sentence."""
    if file.fault is not None:
        return tell_fault(file.fault, file.values, texts=texts)
    if file.source is None:
        return texts("delivery.file_unknown")
    if file.rows is None:
        return texts("delivery.file_not_read")
    refused = file.refused or 0
    return texts.count("delivery.file_left" if refused else "delivery.file_all", refused or file.rows)


def label_source(page: Page, source: str, *, label: Wording | None) -> str:
    """What the programme calls a source, or else its name."""
    return name_source(source) if label is None else start_upper(label.in_language(page.language))


def name_source(source: str) -> str:
    """A source as its owner would write it: `bevraging-eind` → `Bevraging eind`."""
    return start_upper(source.replace("-", " ").replace("_", " "))


def name_target(page: Page, target: str) -> str:
    """What a column can be: the wording of a question, or the name of a field."""
    kind, _, name = target.partition(":")
    if kind == "item":
        found = page.store.indicators().filter(indicator_id=name)
        wording = found[f"wording_{page.language}"].to_list() or found[f"label_{page.language}"].to_list()
        return page.texts("delivery.target_item", name=name, wording=wording[0]) if wording else name
    key = f"delivery.field_{name}"
    return page.texts(key) if page.texts.has(key) else name_source(name)
