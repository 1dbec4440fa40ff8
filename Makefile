# Everything lives in the clone: the virtual environment, the package caches and Prefect's database.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
OUT ?= reports_out
export UV_CACHE_DIR := $(CURDIR)/$(VENV)/cache/uv
export PIP_CACHE_DIR := $(CURDIR)/$(VENV)/cache/pip
export XDG_CACHE_HOME := $(CURDIR)/$(VENV)/cache
export PREFECT_HOME ?= $(abspath $(OUT))/.prefect
# Compiled modules are kept (git ignores them): without them every command compiles Prefect again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: setup setup-dev setup-ocr setup-render setup-postgresql demo test lint bench lock clean

setup: $(VENV)/.base
setup-dev: $(VENV)/.dev

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Gouji needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2; exit 2; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "Python's venv module is incomplete here; on Debian: apt install python3-venv" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .lock/uv.txt

$(VENV)/.base: $(UV) .lock/base.txt pyproject.toml
	@echo "gouji: installing the locked packages into $(VENV) ..."
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r .lock/base.txt
	@$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.base .lock/dev.txt
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r .lock/dev.txt
	@touch $@

# Text recognition for scanned reports (optional; the models come inside the packages).
setup-ocr: $(VENV)/.base
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r .lock/ocr.txt

# Pages that exist only after JavaScript (optional; drives a Chromium that is installed on the machine).
setup-render: $(VENV)/.base
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r .lock/render.txt

# The driver for a ledger on a PostgreSQL server (optional).
setup-postgresql: $(VENV)/.base
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r .lock/postgresql.txt

demo: setup
	@$(BIN)/gouji demo --out $(OUT)

# A file's tests stay together: many share one site, one night or one browser. Each process has a Prefect server of its own.
test: setup-dev
	@$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

lint: setup-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

# Scrapy, which the crawl is measured against; without it that one comparison is left out.
$(VENV)/.bench: $(VENV)/.dev .lock/bench.txt
	@$(UV) pip install --quiet --python $(BIN)/python --require-hashes -r .lock/bench.txt && touch $@ || echo "gouji: Scrapy cannot be installed, no comparison with it" >&2

bench: setup-dev $(VENV)/.bench
	@$(BIN)/python -m tests.bench

lock: $(UV)
	@mkdir -p .lock
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml --group lock -o .lock/base.txt
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --constraint .lock/base.txt pyproject.toml --group lock --group dev -o .lock/dev.txt
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --constraint .lock/base.txt --constraint .lock/dev.txt pyproject.toml --group bench -o .lock/bench.txt
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --constraint .lock/base.txt pyproject.toml --extra ocr -o .lock/ocr.txt
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --constraint .lock/base.txt pyproject.toml --extra render -o .lock/render.txt
	@$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --constraint .lock/base.txt pyproject.toml --extra postgresql -o .lock/postgresql.txt

clean:
	@rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
