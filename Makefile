# Every command of Kompas. `make` alone lists them.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test code types build check bench shots docs prepared clean

KOMPAS_PROGRAMME ?= schoolleiders-2021-2023
HOST ?= 127.0.0.1
PORT ?= 8501
export KOMPAS_PROGRAMME

PYTHON := .venv/bin/python
# A stamp carries the checksum of what it stands for: a changed pin makes a new one.
RUN_STAMP := .venv/.run-$(shell cksum < requirements.txt | cut -d' ' -f1)
DEV_STAMP := .venv/.dev-$(shell cat requirements.txt requirements-dev.txt | cksum | cut -d' ' -f1)
STATIC_STAMP := .cache/static/.ready-$(shell grep '^streamlit==' requirements.txt | cksum | cut -d' ' -f1)

help: ## list the commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1	/' | expand -t 14

run: $(RUN_STAMP) $(STATIC_STAMP) ## open the dashboard (the first time: install, make the demonstration data, build)
	@.ci/prepare_release
	@$(PYTHON) server.py --host $(HOST) --port $(PORT)

test: $(DEV_STAMP) $(STATIC_STAMP) ## check everything: lint, types, contracts, tests, a real browser
	@$(MAKE) --no-print-directory --output-sync -j2 code types
	KOMPAS_POSTGRES="$$(.ci/find_postgres | tail -1)" KOMPAS_VERAPDF="$$(.ci/find_verapdf | tail -1)" \
		KOMPAS_PDFTOTEXT="$$(.ci/find_program KOMPAS_PDFTOTEXT pdftotext poppler-utils | tail -1)" \
		$(PYTHON) -m pytest -n 2 --dist loadfile --no-loadscope-reorder -m "not browser"
	KOMPAS_CHROMIUM="$$(.ci/find_chromium | tail -1)" \
		KOMPAS_NGINX="$$(.ci/find_program KOMPAS_NGINX nginx nginx-light | tail -1)" \
		$(PYTHON) -m pytest -n 2 --dist worksteal -m browser

code: $(DEV_STAMP)
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	.venv/bin/lint-imports

types: $(DEV_STAMP)
	$(PYTHON) -m mypy

build: $(RUN_STAMP) ## build a release of KOMPAS_PROGRAMME from its raw exports
	$(PYTHON) -m etl build $(KOMPAS_PROGRAMME)

check: $(RUN_STAMP) ## tell the findings in the raw exports of KOMPAS_PROGRAMME, and build nothing
	$(PYTHON) -m etl check $(KOMPAS_PROGRAMME)

bench: $(DEV_STAMP) $(STATIC_STAMP) ## measure speed and memory; writes benchmarks/RESULTS.md
	KOMPAS_CHROMIUM="$$(.ci/find_chromium | tail -1)" $(PYTHON) -m benchmarks

shots: $(DEV_STAMP) $(STATIC_STAMP) ## take a screenshot of each page in three widths, light and dark, into artifacts/
	KOMPAS_CHROMIUM="$$(.ci/find_chromium | tail -1)" $(PYTHON) -m tests.browser.screenshots

docs: $(RUN_STAMP) ## write docs/data_dictionary.md from the schemas
	$(PYTHON) -m docs.generate

prepared: $(DEV_STAMP) ## judge the demonstration data anew, after a change in etl/disclosure: some minutes
	$(PYTHON) -m tests.builders.prepared_demo

clean: ## remove what was built and cached; your raw exports and .venv stay
	rm -rf .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf data/built artifacts benchmarks/results

.venv/bin/python:
	@.ci/make_venv

$(RUN_STAMP): | .venv/bin/python
	@$(PYTHON) -m pip install --disable-pip-version-check --progress-bar on -r requirements.txt
	@touch $@

$(DEV_STAMP): | .venv/bin/python
	@$(PYTHON) -m pip install --disable-pip-version-check --progress-bar on -r requirements-dev.txt
	@touch $@

$(STATIC_STAMP): | $(RUN_STAMP)
	@$(PYTHON) -m serve
	@touch $@
