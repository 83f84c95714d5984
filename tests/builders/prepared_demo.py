"""`make prepared`: judges the demo with the code of now, and keeps the judgements with the programme.

A first `make run`, and the tests, find them there and judge nothing; the audit does all of its work.
"""

import sys
import tempfile
from pathlib import Path

from etl.disclosure.judged import FILE, PREPARED, read_judged, write_judged
from tests.builders.service import PROGRAMME, ROOT, build_demo

PLACE = ROOT / "data" / "programmes" / PROGRAMME / PREPARED


def main() -> int:
    """Build without what is prepared, and prepare what came of it."""
    with tempfile.TemporaryDirectory() as folder:
        built = build_demo(Path(folder), prepared=False)
        judged = read_judged(built / PROGRAMME / FILE)
    PLACE.parent.mkdir(exist_ok=True)
    write_judged(judged, PLACE)
    sys.stdout.write(f"{len(judged)} judgements in {PLACE.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
