"""The one reader of the release: every number on a screen, in a table or in a file comes from here.

The viewer's scope is applied here, to every table that has cells or names trajectories, so that no page
can forget it. `ui.service` opens the release in service for the viewer of a run.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import duckdb
import polars as pl

from schemas.release import TABLES, TOTAL
from schemas.table import complete_frame, empty_frame
from ui.cells import Cell, list_pools_with, list_wider, name_pools
from ui.memory import Memory, keep_rows
from ui.order import ORDER
from ui.release import ReleaseInfo, describe_release
from ui.remember import Places
from ui.veil import hide_numbers, range_of_others, veil_models, veil_reach
from ui.viewer import Viewer

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_NEAREST = 3
UnreadableError = duckdb.Error  # what a file that is no release raises


class UnknownCellError(KeyError):
    """The release has no such cell, or this viewer may not see it."""


class Store:
    """One release as one viewer sees it. Frames have the columns of `schemas.release`."""

    def __init__(self, *, path: Path, viewer: Viewer) -> None:
        self._connection = duckdb.connect(str(path), read_only=True, config=_SETTINGS)
        self.viewer = viewer
        self.info: ReleaseInfo = describe_release(self._rows("SELECT * FROM release").to_dicts()[0])
        self._cells = self._read_cells()
        self._memory = Memory()
        self.places = Places()

    def cells(self) -> pl.DataFrame:
        """The cells that the viewer may see."""
        frame = self._rows("SELECT * FROM cells ORDER BY cell_id")
        return frame.filter(pl.col("cell_id").is_in(list(self._cells)))

    def cell(self, cell_id: str) -> Cell:
        """The cell with this id.

        Raises:
            UnknownCellError: if there is none, or the viewer may not see it.
        """
        try:
            return self._cells[cell_id]
        except KeyError:
            raise UnknownCellError(cell_id) from None

    @property
    def every_cell(self) -> Mapping[str, Cell]:
        """The cells that the viewer may see, by id."""
        return self._cells

    def has_cell(self, cell_id: str) -> bool:
        """Whether the viewer may see a cell with this id."""
        return cell_id in self._cells

    def indicators(
        self, *, level: str | None = None, kinds: Sequence[str] | None = None, scale: str | None = None
    ) -> pl.DataFrame:
        """Indicators in screen order, of one level, of some kinds, of one scale."""
        frame = self._indicators
        if level is not None:
            frame = frame.filter(pl.col("level") == level)
        if kinds is not None:
            frame = frame.filter(pl.col("kind").is_in(list(kinds)))
        return frame if scale is None else frame.filter(pl.col("scale_id") == scale)

    def statements(
        self,
        *,
        cell_id: str | None = None,
        cell_ids: Sequence[str] | None = None,
        indicator_ids: Sequence[str] | None = None,
        waves: Sequence[str] | None = None,
        statistics: Sequence[str] | None = None,
    ) -> pl.DataFrame:
        """Statements of the named cells (all that the viewer may see when none is named)."""
        filters = {"indicator_id": indicator_ids, "wave": waves, "statistic": statistics}
        if cell_id is not None:
            return keep_rows(self._of_cell("statements", cell_id), **filters)
        wanted = {"cell_id": self._scope(cell_ids), **filters}
        return self._filtered("statements", wanted, order=ORDER["statements"])

    def count_shown(self) -> int:
        """The number of shown statements that the viewer may see."""
        sql = "SELECT count(*) FROM statements WHERE status = 'shown' AND cell_id IN (SELECT unnest(?))"
        return int(self._memory.recall(("count",), lambda: self._rows(sql, list(self._cells))).item())

    def reach(
        self,
        *,
        cell_id: str = TOTAL,
        measures: Sequence[str] | None = None,
        dimensions: Sequence[str] | None = None,
    ) -> pl.DataFrame:
        """Reach facts of one cell."""
        facts = keep_rows(self._of_cell("reach", cell_id), measure=measures, dimension=dimensions)
        return veil_reach(facts, viewer=self.viewer)

    def models(
        self, *, models: Sequence[str] | None = None, indicator_ids: Sequence[str] | None = None
    ) -> pl.DataFrame:
        """Results of models, about the whole programme."""
        known = [trajectory.id for trajectory in self.info.programme.trajectories]
        results = keep_rows(self._whole("models"), model=models, indicator_id=indicator_ids)
        return veil_models(results, viewer=self.viewer, trajectories=known)

    def methods(self) -> pl.DataFrame:
        """Which method gave something that is shown: method, indicator_id (null: of no indicator)."""
        sql = (
            "SELECT DISTINCT method, indicator_id FROM statements "
            "WHERE status = 'shown' AND cell_id IN (SELECT unnest(?)) "
            "UNION SELECT method, indicator_id FROM models WHERE status = 'shown' "
            "UNION SELECT method, NULL FROM yardsticks WHERE status = 'shown' ORDER BY ALL"
        )
        return self._memory.recall(("methods",), lambda: self._rows(sql, list(self._cells)))

    def yardsticks(self, *, cell_ids: Sequence[str]) -> pl.DataFrame:
        """The facts of the yardsticks in the named cells."""
        wanted: dict[str, Sequence[str] | None] = {"cell_id": self._scope(cell_ids)}
        return self._filtered("yardsticks", wanted, order=ORDER["yardsticks"])

    def references(self) -> pl.DataFrame:
        """Values from elsewhere, to show beside ours; a release from before there were any has none."""
        return self._whole("reference_values")

    def quality(self) -> pl.DataFrame:
        """The findings of the intake, for who may see single raw values; for others none."""
        return self._whole("quality") if self.viewer.sees_findings else empty_frame(TABLES["quality"])

    def count_findings(self) -> dict[str, int]:
        """How many findings there are of each severity: `{"error": 3, "warning": 10}`."""
        return dict(self._whole("quality").group_by("severity").len().iter_rows())

    def sources(self) -> pl.DataFrame:
        """The source files, with rows read, loaded and refused; none for who may not see their names."""
        return self._whole("sources") if self.viewer.sees_files else empty_frame(TABLES["sources"])

    def count_rows(self) -> dict[str, int]:
        """Rows of all source files together: `{"read": 10, "loaded": 9, "refused": 1}`."""
        files = self._whole("sources")
        return {name: int(files[f"rows_{name}"].sum()) for name in ("read", "loaded", "refused")}

    def regions(self) -> pl.DataFrame:
        """The outlines of the regions."""
        return self._whole("regions")

    def document(self, name: str) -> bytes:
        """The content of a file that the release carries.

        Raises:
            KeyError: if it carries no file of this name, or the viewer may not have it.
        """
        if name not in self.documents():
            raise KeyError(name)
        content: bytes = self._filtered("documents", {"name": [name]}, order="name")["content"][0]
        return content

    def documents(self) -> tuple[str, ...]:
        """Names of the files that the release carries: lists of findings, for who may see these."""
        if not self.viewer.sees_findings:
            return ()
        return tuple(self._rows("SELECT name FROM documents ORDER BY name")["name"])

    def nearest_shown(
        self, *, cell_id: str, indicator_id: str, wave: str, statistic: str
    ) -> tuple[Cell, ...]:
        """The nearest cells in which this statement is shown, at most three: pools, then wider ones."""
        own = self.cell(cell_id)
        around = (*list_pools_with(own, cells=self._cells), *list_wider(own))
        wider = [name for name in around if name in self._cells]
        found = self.statements(
            cell_ids=wider, indicator_ids=[indicator_id], waves=[wave], statistics=[statistic]
        ).filter(pl.col("status") == "shown")
        shown = set(found["cell_id"])
        return tuple(self._cells[name] for name in wider if name in shown)[:_NEAREST]

    def range_of_others(
        self, *, indicator_id: str, wave: str, statistic: str
    ) -> tuple[float, float, int] | None:
        """Lowest and highest value of the trajectories that this viewer may not name, and their number.

        The only numbers of cells outside the scope, and without a name: None where too few are shown.
        """
        sql = (
            "SELECT trajectory_id, value, status FROM statements JOIN cells USING (cell_id) "
            "WHERE kind = 'trajectory' AND indicator_id IN (SELECT unnest(?)) "
            "AND wave IN (SELECT unnest(?)) AND statistic IN (SELECT unnest(?))"
        )
        return range_of_others(self._rows(sql, [indicator_id], [wave], [statistic]), viewer=self.viewer)

    def _of_cell(self, table: str, cell_id: str) -> pl.DataFrame:
        """Every row of one cell: a page asks for one cell in many ways."""
        scope = self._scope([cell_id])
        return self._memory.recall(
            (table, *scope), lambda: self._filtered(table, {"cell_id": scope}, order=ORDER[table])
        )

    def _whole(self, table: str) -> pl.DataFrame:
        return self._memory.recall((table,), lambda: self._filtered(table, {}, order=ORDER[table]))

    @cached_property
    def _indicators(self) -> pl.DataFrame:
        return self._rows("SELECT * FROM indicators ORDER BY position")

    @cached_property
    def _tables(self) -> frozenset[str]:
        """The tables of this release: an earlier one can lack a table that was added since."""
        return frozenset(self._rows("SELECT table_name FROM information_schema.tables")["table_name"])

    def _read_cells(self) -> dict[str, Cell]:
        rows = self._rows("SELECT * FROM cells ORDER BY cell_id").to_dicts()
        cells = (Cell(**row) for row in rows)
        seen = {
            cell.cell_id: cell
            for cell in cells
            if self.viewer.may_see(kind=cell.kind, trajectory_id=cell.trajectory_id)
        }
        return name_pools(seen)

    def _scope(self, cell_ids: Iterable[str] | None) -> list[str]:
        return list(self._cells) if cell_ids is None else [name for name in cell_ids if name in self._cells]

    def _filtered(self, table: str, filters: dict[str, Sequence[str] | None], *, order: str) -> pl.DataFrame:
        if table not in self._tables:
            return empty_frame(TABLES[table])
        used = {column: list(values) for column, values in filters.items() if values is not None}
        where = " AND ".join(f"{column} IN (SELECT unnest(?))" for column in used) or "true"
        # Table, columns and order are ours; what a reader can choose goes in as parameters.
        sql = f"SELECT * FROM {table} WHERE {where} ORDER BY {order}"  # noqa: S608
        return hide_numbers(complete_frame(self._rows(sql, *used.values()), TABLES[table]))

    def _rows(self, sql: str, *parameters: list[str]) -> pl.DataFrame:
        return self._connection.cursor().execute(sql, list(parameters)).pl()
