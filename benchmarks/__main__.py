"""`python -m benchmarks [--large N]`: measure everything and write benchmarks/RESULTS.md.

`--only reruns painting` measures these parts alone, prints them and writes nothing.
"""

import argparse
import sys
import tempfile
from collections.abc import Collection, Generator, Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from rich.console import Console
from rich.progress import Progress

from benchmarks.building import Built, measure_again, measure_build
from benchmarks.measures import measure_growth
from benchmarks.painting import median_painting, time_first_page
from benchmarks.recovery import measure_recovery
from benchmarks.reruns import median_rerun
from benchmarks.results import Result, write_results
from tests.browser.conftest import FLAGS, find_chromium
from tests.browser.visits import address_of
from tests.builders.service import serve
from ui.navigation import PAGES

QUERIES = tuple(f"traject=pi-{number}&taal=nl" for number in range(1, 6))
ROUNDS = 20
ONE_CHART = "reaction"
"""The page that draws one chart at first sight."""
MORE_CHARTS = ("overview", "reach", "attendance", "learning", "behaviour")
PAINTINGS = 15
PARTS = ("again", "measures", "recovery", "reruns", "painting", "large")


def main() -> int:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument(
        "--large", type=int, default=50_000, help="leaders of the large programme; 0 leaves it out"
    )
    parser.add_argument("--only", nargs="+", choices=PARTS, help="measure these parts, and write nothing")
    options = parser.parse_args()
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as folder, Progress() as progress:
        task = progress.add_task("benchmarks", total=None)
        for result in measure(Path(folder), large=options.large, parts=options.only or PARTS):
            results.append(result)
            progress.update(task, description=result.what)
            progress.console.print(f"{result.what}: {result.value:.2f} {result.unit} {result.verdict}")
    if options.only:
        return 0
    write_results(results)
    Console().print("benchmarks/RESULTS.md")
    return 0


def measure(folder: Path, *, large: int, parts: Collection[str]) -> Iterator[Result]:
    """The measurements of these parts, one by one."""
    demo = measure_build(folder / "demo", leaders=492)
    yield Result("build of the example programme (492 leaders)", demo.seconds, "s", goal=60)
    yield Result("its peak memory", demo.peak_gib, "GiB")
    if "again" in parts:
        again = measure_again(folder / "demo")
        yield Result("build again after one answer was put right ÷ the first", again / demo.seconds, "×")
    if "measures" in parts:
        yield from measure_growth(folder, sizes=(492, large // 10, large) if large else (492,))
    if "recovery" in parts:
        yield from measure_recovery()
    small: dict[str, float] = {}
    if "reruns" in parts or ("large" in parts and large):
        small = yield from measure_reruns(demo)
    if "painting" in parts:
        yield from measure_painting(demo)
    if "large" in parts and large:
        yield from measure_large(folder / "large", leaders=large, small=small)


def measure_reruns(demo: Built) -> Generator[Result, None, dict[str, float]]:
    """The server's work for each page; returns them in ms."""
    with serve(demo.folder, program=("benchmarks/plain_server.py", "empty_page.py")) as plain:
        empty = median_rerun(plain.address, page="", queries=QUERIES, rounds=ROUNDS)
    yield Result("rerun of an empty Streamlit page", empty, "ms")
    with serve(demo.folder) as service:
        times = {name: _rerun(service.address, name=name) for name in PAGES}
    for name, time in times.items():
        yield Result(f"rerun of {address_of(name)} ÷ the empty page", time / empty, "×", goal=3)
    return times


def measure_painting(demo: Built) -> Iterator[Result]:
    """What a reader waits for: each page beside the one that draws one chart, and a bare page with one."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        with serve(demo.folder, program=("benchmarks/plain_server.py", "one_chart.py")) as plain:
            bare = median_painting(browser, plain.address, rounds=PAINTINGS)
        yield Result("choice to a painted chart on a bare page with one chart", bare, "ms")
        with serve(demo.folder) as service:
            yield Result("first page, empty browser", time_first_page(browser, service.address), "s")
            one = _painting(browser, service.address, name=ONE_CHART)
            yield Result(f"choice to the painted chart of {address_of(ONE_CHART)}", one, "ms")
            for name in MORE_CHARTS:
                ratio = _painting(browser, service.address, name=name) / one
                what = f"choice to painted charts on {address_of(name)} ÷ {address_of(ONE_CHART)}, with one"
                yield Result(what, ratio, "×", 1.5)
        browser.close()


def _painting(browser: Browser, address: str, *, name: str) -> float:
    return median_painting(browser, f"{address}{address_of(name)}", rounds=PAINTINGS)


def measure_large(folder: Path, *, leaders: int, small: dict[str, float]) -> Iterator[Result]:
    """A programme a hundred times as large, and what it does to a page."""
    built = measure_build(folder, leaders=leaders)
    yield Result(f"build of {leaders:,} leaders", built.seconds, "s")
    yield Result("its peak memory", built.peak_gib, "GiB", goal=4)
    with serve(built.folder) as service:
        time = _rerun(service.address, name=ONE_CHART)
    yield Result(
        f"rerun of {address_of(ONE_CHART)} ÷ the same of 492 leaders", time / small[ONE_CHART], "×", goal=1.1
    )


def _rerun(address: str, *, name: str) -> float:
    return median_rerun(address, page=address_of(name).strip("/"), queries=QUERIES, rounds=ROUNDS)


if __name__ == "__main__":
    sys.exit(main())
