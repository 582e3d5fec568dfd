# Everything a newcomer needs: `make demo` and `make test`. Both set up what they need in .venv and build/.
# `make help` lists the rest.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
BENCH_READY := $(VENV)/.bench-ready
SODA_READY := build/soda/.ready
WORKERS ?= auto

.DEFAULT_GOAL := help
.PHONY: help demo test check format lock bench growth handbook samples schema clean

help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

demo: $(READY)  ## judge the sample exports and build the handbook
	@$(BIN)/guiju demo

test: check browser postgres  ## format, lint, types, import contracts, then every test
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup

check: $(READY)  ## format, lint, types, import contracts; changes nothing
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/pyright
	@$(BIN)/lint-imports

format: $(READY)  ## format the code and mend what the linter can mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

handbook: $(READY)  ## build the handbook site into build/site
	@$(BIN)/guiju handbook build

samples: $(READY)  ## write the sample exports anew
	@$(BIN)/python samples/generate.py

schema: $(READY)  ## write the JSON Schemas anew
	@$(BIN)/guiju schema

bench: $(BENCH_READY) $(SODA_READY)  ## measure against peers (BENCH="--large" adds 10M rows)
	@$(BIN)/python benchmarks/run.py $(BENCH)

growth: $(BENCH_READY)  ## measure how time and memory grow, and draw it (GROWTH="--huge": up to 100M rows)
	@$(BIN)/python benchmarks/growth.py $(GROWTH)

lock: $(READY) $(BENCH_READY)  ## write requirements.lock from what is installed now
	@$(BIN)/python -m pip freeze --exclude-editable > requirements.lock

clean:  ## remove everything that was made
	rm -rf build dist $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.PHONY: browser
browser:
	@scripts/browser.sh > /dev/null

.PHONY: postgres
postgres:
	@scripts/postgres.sh > /dev/null || true  # the tests that need it are skipped, and say so

$(READY): pyproject.toml requirements.lock
	@scripts/setup.sh $(PYTHON) $(VENV)
	@touch $@

$(BENCH_READY): $(READY)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint requirements.lock --group bench
	@touch $@

# Soda asks for other versions of what it shares with the other tools.
$(SODA_READY): benchmarks/requirements-soda.txt
	@$(PYTHON) -m venv build/soda
	@build/soda/bin/python -m pip install --quiet --disable-pip-version-check --requirement $<
	@touch $@
