# `make` alone lists what there is. `make run` needs nothing but Python 3.11 or newer.

SHELL := /bin/sh
.DEFAULT_GOAL := help
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
CORES ?= $(shell $(PYTHON) -c 'import os; print(min(os.cpu_count() or 1, 8))')
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	--no-emit-index-url

.PHONY: help run install dev test bench lint types lock messages assets assets-check

help: ## List these targets
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: install ## Install into .venv and run the site (PORT=8000, ICT4SOCIETY_DATA=var); Ctrl-C stops everything
	@exec $(BIN)/ict4society serve

install: ## Install what running needs (done once; offline afterwards)
	@$(need_python)
	@$(PYTHON) requirements/install.py run

dev: ## Install what developing needs, too
	@$(need_python)
	@$(PYTHON) requirements/install.py dev

test: dev ## Run the tests on all cores; TESTS=tests/agenda runs a part, CORES=0 in one process
	@command -v chromium >/dev/null || echo "chromium is missing, so the browser tests are skipped (Debian: apt install chromium)."
	@$(BIN)/python -m pytest --numprocesses $(CORES) --dist loadfile --no-loadscope-reorder $(TESTS)

bench: dev ## Measure requests against the bare server (needs wrk); SECONDS=6 KINDS=thread,reply DATA=folder
	@$(BIN)/python -m benchmarks --seconds "$(or $(SECONDS),6)" --kinds "$(KINDS)" $(if $(DATA),--data "$(DATA)")

lint: dev ## Check style, imports between tiers and layers, and missing migrations
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports
	@$(BIN)/ict4society makemigrations --check --dry-run

types: dev ## Check types
	@$(BIN)/mypy

lock: dev ## Resolve the packages of pyproject.toml again, with hashes
	@$(COMPILE) pyproject.toml --output-file requirements/run.lock
	@$(COMPILE) --extra dev pyproject.toml --output-file requirements/dev.lock

messages: dev ## Collect the texts for translation and compile the catalogues (locale/)
	@$(BIN)/python locale/catalogue.py update

assets: ## Build CSS and JavaScript from frontend/ (needs npm; what it builds is committed)
	@cd frontend && npm ci --no-audit --no-fund && npm run build

assets-check: ## Prove that the committed CSS and JavaScript are what frontend/ builds
	@cd frontend && npm ci --no-audit --no-fund --silent && npm run --silent check

define need_python
test -n "$(PYTHON)" || { echo "ict4society: Python 3.11 or newer is needed, and there is none: install it (Debian: apt install python3 python3-venv), or name one with make PYTHON=/path/to/python3." >&2; exit 1; }
endef
