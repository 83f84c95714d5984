"""Pools in the filters: which a page offers, and which is for what moment."""

import json
from pathlib import Path

import polars as pl
import pytest

from schemas.release import JOIN
from tests.builders.cells import POOLED_PARTNERSHIPS
from tests.builders.release import make_tables
from tests.builders.screens import list_options, open_screen, read_chosen, serve_release
from texts import texts_in
from ui.pools import list_overlapping

ORGANISER = {"rol": "organisator-pi-3", "traject": "pi-3"}
USUAL = "pi-3-swv-4+pi-3-swv-8"
OTHER = "pi-3-swv-7+pi-3-swv-8"
WHOLE = "trajectory=pi-3"


def add_pool(
    tables: dict[str, pl.DataFrame], *, level: str, waves: tuple[str, ...]
) -> dict[str, pl.DataFrame]:
    """The release with a second pool that Verband 8 is in, told of one level at these waves."""
    cell_id, members = f"{WHOLE}|partnership={OTHER}", [f"{WHOLE}|partnership={m}" for m in OTHER.split(JOIN)]
    cells = tables["cells"]
    pool = cells.filter(pl.col("cell_id") == POOLED_PARTNERSHIPS).with_columns(
        cell_id=pl.lit(cell_id), members=pl.lit(json.dumps(members))
    )
    about = tables["indicators"].filter(pl.col("level") == "learning")["indicator_id"].to_list()
    told = tables["statements"].filter(
        (pl.col("cell_id") == WHOLE)
        & pl.col("indicator_id").is_in(about)
        & (pl.col("wave") == "begin-end")
        & (pl.col("status") == "shown")
    )
    assert not told.is_empty()
    told = told.with_columns(cell_id=pl.lit(cell_id))
    return {
        **tables,
        "cells": pl.concat([cells, pool]),
        "statements": pl.concat([tables["statements"], told]),
    }


@pytest.fixture
def overlapping(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    serve_release(
        monkeypatch, built=tmp_path, tables=add_pool(make_tables(), level="learning", waves=("begin-end",))
    )


def read_offers(page: str, **query: str) -> dict[str, str]:
    return list_options(open_screen(page, query={**ORGANISER, **query}), "verband")


@pytest.mark.usefixtures("overlapping")
def test_pools_when_one_partnership_is_in_two_then_each_says_at_which_moments() -> None:
    offered = read_offers("learning")

    assert offered[OTHER] == "2 samenwerkingsverbanden samen (Verband 7 + Verband 8) · Begin en Eindm"
    assert offered[USUAL].startswith("2 samenwerkingsverbanden samen (Verband 4 + Verband 8) · ")


@pytest.mark.usefixtures("overlapping")
def test_pools_when_the_page_tells_nothing_of_one_then_it_is_not_offered() -> None:
    offered = read_offers("reaction")

    assert OTHER not in offered
    assert offered[USUAL] == "2 samenwerkingsverbanden samen (Verband 4 + Verband 8)"
    # A page that tells of every level offers both.
    assert {OTHER, USUAL} <= read_offers("about").keys()


@pytest.mark.usefixtures("overlapping")
def test_pools_when_the_chosen_one_is_not_told_on_the_page_then_it_stays_chosen() -> None:
    screen = open_screen("reaction", query={**ORGANISER, "verband": OTHER})

    assert read_chosen(screen, "verband") == OTHER
    assert list_options(screen, "verband")[OTHER].endswith(f"· {texts_in('nl')('frame.pool_nothing')}")


def test_pools_when_none_shares_a_member_then_no_moment_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    serve_release(monkeypatch, built=tmp_path, tables=None)

    assert "·" not in read_offers("about")[USUAL]


@pytest.mark.parametrize(
    ("offered", "found"),
    [
        (("a", "b"), set()),
        (("a", "a+b"), set()),
        (("a+b", "c+d"), set()),
        (("a+b", "b+c", "d+e"), {"a+b", "b+c"}),
    ],
)
def test_overlapping_when_pools_share_a_member_then_both_are(
    offered: tuple[str, ...], found: set[str]
) -> None:
    assert list_overlapping(offered) == found
