import polars as pl

from etl.printing import (
    FINDINGS_A_CHECK,
    order_findings,
    print_difference,
    print_findings,
    print_release,
    print_releases,
)
from etl.release import write_release
from etl.shelf import Shelf
from schemas.table import empty_frame
from schemas.warehouse import Findings
from tests.builders.release import make_tables
from texts import texts_in

NL, EN = texts_in("nl"), texts_in("en")


def _finding(row: int, *, severity: str = "error") -> tuple[object, ...]:
    return ("code", severity, "eind.csv", "blad", row, "A1", 3, f"Fout op rij {row}.", f"Fault in row {row}.")


def _findings(count: int) -> pl.DataFrame:
    rows = [_finding(row) for row in range(1, count + 1)]
    return pl.DataFrame(rows, schema=empty_frame(Findings).schema, orient="row")


def _shelf(folder) -> Shelf:
    shelf = Shelf(folder)
    write_release(make_tables(release_id="one"), shelf.path_of("one"))
    shelf.use("one")
    return shelf


def test_findings_show_severity_and_sentence(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    print_findings(_findings(1), texts=NL)

    said = capsys.readouterr().out
    for words in ("fout", "Fout op rij 1.", "1 bevinding."):
        assert words in said


def test_findings_of_one_check_beyond_ten_are_counted(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    print_findings(_findings(FINDINGS_A_CHECK + 3), texts=EN)

    said = capsys.readouterr().out
    assert "3 more findings of this kind" in said
    assert "13 findings." in said


def test_findings_when_listed_begin_with_what_refuses_a_file_and_then_go_by_file_and_row():
    given = [
        ("postcode_old", "warning", "a.csv", 1),
        ("key_twice", "error", "b.csv", 9),
        ("label_unknown", "error", "b.csv", 2),
        ("key_twice", "error", "a.csv", 7),
        ("column_missing", "error", "z.csv", None),
        ("file_missing", "error", None, None),
    ]
    rows = [
        (check, severity, file, None, row, None, None, "nl", "en") for check, severity, file, row in given
    ]

    ordered = order_findings(pl.DataFrame(rows, schema=empty_frame(Findings).schema, orient="row"))

    assert ordered.select("check", "file", "row").rows() == [
        ("file_missing", None, None),
        ("column_missing", "z.csv", None),
        ("key_twice", "a.csv", 7),
        ("label_unknown", "b.csv", 2),
        ("key_twice", "b.csv", 9),
        ("postcode_old", "a.csv", 1),
    ]


def test_findings_that_are_not_there_are_said(capsys):
    print_findings(_findings(0), texts=NL)

    assert "Geen bevindingen." in capsys.readouterr().out


def test_releases_show_which_is_in_service(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    print_releases(_shelf(tmp_path).list_all(), texts=NL)

    said = capsys.readouterr().out
    assert "In gebruik" in said
    assert "20 november 2026" in said


def test_releases_on_a_narrow_terminal_keep_their_whole_names(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "60")
    name = "20261121-2239-03eec1"
    shelf = Shelf(tmp_path)
    write_release(make_tables(release_id=name), shelf.path_of(name))

    print_releases(shelf.list_all(), texts=NL)

    assert name in capsys.readouterr().out


def test_no_release_says_how_to_make_one(tmp_path, capsys):
    print_releases(Shelf(tmp_path).list_all(), texts=EN)

    assert "python -m etl build" in capsys.readouterr().out


def test_one_release_shows_its_policy_and_fingerprints(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    print_release(_shelf(tmp_path).show(), texts=NL)

    said = capsys.readouterr().out
    assert "Vingerafdruk van de cijfers" in said
    assert "1" * 64 in said


def test_difference_counts_and_names_the_changed_figures(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    shelf, tables = _shelf(tmp_path), make_tables(release_id="two")
    changed = tables["statements"].with_columns(low=pl.col("low") + 1)
    write_release({**tables, "statements": changed}, shelf.path_of("two"))

    print_difference(shelf.compare("one", "two"), first="one", second="two", texts=NL)
    said = capsys.readouterr().out
    assert "Alleen in one: 0. Alleen in two: 0. Veranderd: " in said
    assert "… en nog" in said

    print_difference(shelf.compare("one", "one"), first="one", second="one", texts=NL)
    assert "dezelfde cijfers" in capsys.readouterr().out
