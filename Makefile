# Everything the project installs goes into .venv. All that is needed to begin: python3 (3.11 or newer, with venv and pip) and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export UV_CACHE_DIR := $(CURDIR)/$(VENV)/cache
export UV_PYTHON_DOWNLOADS := never

.PHONY: help setup data demo test lint evaluate bench docs ui lock clean

help:  ## what can be asked of make
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

setup: $(READY)  ## install what the lock names into .venv

# uv reads nothing of pip's configuration, so an index that is set there is handed on.
WITH_INDEX = index="$${UV_DEFAULT_INDEX:-$${PIP_INDEX_URL:-$$($(BIN)/python -m pip config get global.index-url 2>/dev/null)}}"; \
	if [ -n "$$index" ]; then export UV_DEFAULT_INDEX="$$index"; fi;

$(READY): requirements/uv.txt requirements/all.txt pyproject.toml
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@$(WITH_INDEX) $(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes requirements/all.txt requirements/uv.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

data: $(READY)  ## build the release: raw/ -> outputs/
	@$(BIN)/entente build

demo: $(READY)  ## the whole way on a document written for the project, into demo/
	@$(BIN)/entente demo

test: lint  ## lint, types, import contract and tests
	@$(BIN)/pytest --numprocesses auto

lint: $(READY)  ## style, types and the import contract
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo

evaluate: $(READY)  ## how good the rows are: each document with gold rows built on its own and scored
	@$(BIN)/python -m evaluation

bench: $(VENV)/.bench  ## how fast extraction is, beside spaCy on the same text (installs spaCy into .venv)
	@$(BIN)/python -m evaluation.bench

$(VENV)/.bench: $(READY) requirements/bench.txt
	@$(WITH_INDEX) $(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --require-hashes -r requirements/bench.txt
	@touch $@

docs: $(READY)  ## write docs/tables.md anew from schemas/, and the answers in the README from outputs/
	@$(BIN)/python -m schemas.dictionary > docs/tables.md
	@$(BIN)/python -m tests.readme

ui: $(READY)  ## the same graph in Dagster's web page
	VIRTUAL_ENV=$(CURDIR)/$(VENV) DAGSTER_HOME=$(CURDIR)/.dagster $(BIN)/dg dev

lock: $(READY)  ## write the locks anew from pyproject.toml
	@echo uv | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade - -o requirements/uv.txt
	@$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade --python-version 3.11 --extra dev pyproject.toml -o requirements/all.txt
	@echo 'spacy>=3.8' | $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate --upgrade --python-version 3.11 --constraint requirements/all.txt - -o requirements/bench.txt

clean:  ## remove what was installed and every trace of runs; raw/ and outputs/ stay
	if [ -d .dagster ]; then find .dagster -mindepth 1 ! -path .dagster/dagster.yaml -delete; fi
	rm -rf $(VENV) demo .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
