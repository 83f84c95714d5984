import polars as pl

from reports.csv import write_csv

TABLE = pl.DataFrame({"schaal": ["Bruikbaarheid; één"], "waarde": [4.2], "n": [None]})


def test_csv_when_dutch_has_a_mark_semicolons_and_decimal_commas() -> None:
    content = write_csv(TABLE, language="nl")
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.decode("utf-8-sig") == 'schaal;waarde;n\n"Bruikbaarheid; één";4,2;\n'


def test_csv_when_english_has_commas_and_decimal_points() -> None:
    assert write_csv(TABLE, language="en").decode("utf-8-sig") == "schaal,waarde,n\nBruikbaarheid; één,4.2,\n"


def test_csv_when_a_cell_looks_like_a_formula_is_disarmed() -> None:
    table = pl.DataFrame({"kolom": ["=cmd|' /C calc'!A0", "gewoon"]})
    assert "'=cmd" in write_csv(table, language="nl").decode("utf-8-sig")


def test_csv_when_floats_are_whole_writes_them_without_decimals() -> None:
    table = pl.DataFrame({"aantal": [118.0, None], "aandeel": [0.5, 1.0]})
    assert write_csv(table, language="nl").decode("utf-8-sig") == "aantal;aandeel\n118;0,5\n;1,0\n"
