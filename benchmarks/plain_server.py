"""Serves a page of comparison with the same settings: `python benchmarks/plain_server.py PAGE --port N`."""

import argparse
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from streamlit import runtime

sys.path.insert(0, str(Path(__file__).parents[1]))

from serve.listen import open_socket, run_app


def main() -> int:
    """Serve until stopped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("page")
    parser.add_argument("--port", type=int, required=True)
    options = parser.parse_args()

    @asynccontextmanager
    async def live(_app: st.App) -> AsyncIterator[None]:
        await runtime.get_instance().does_script_run_without_error()
        print(f"http://127.0.0.1:{options.port}", flush=True)
        yield

    app = st.App(Path(__file__).parent / options.page, lifespan=live)
    run_app(app, listening=open_socket(host="127.0.0.1", port=options.port), proxies=())
    return 0


if __name__ == "__main__":
    sys.exit(main())
