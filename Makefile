# Everything runs in .venv, made by the first target that needs it. GNU make 4.3 or later.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
JOBS ?= 2
PARALLEL := -n $(JOBS) --dist loadfile --no-loadscope-reorder
REPO ?=
REV ?=

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup scan test check bench reports lock clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

setup: $(READY) ## make .venv with the locked dependencies

$(READY): pyproject.toml requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "niltrail needs Python 3.11 or later as '$(PYTHON)'; name another with: make PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "'$(PYTHON)' cannot make virtual environments; install its venv package (Debian: python3-venv)" >&2; exit 1; }
	@echo "setting up $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-compile --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# 1 is "there are findings": for a demonstration that is success.
scan: $(READY) ## timeline, then one scan: REPO=<url or path> REV=<tag>, else the built-in demonstration
ifeq ($(strip $(REPO)),)
	@echo "No REPO= given: this is the built-in demonstration. Try: make scan REPO=https://github.com/containerd/containerd"
	@$(BIN)/niltrail timeline --repo demo || [ $$? -eq 1 ]
	@$(BIN)/niltrail scan --repo demo $(or $(REV),v2.0.0) || [ $$? -eq 1 ]
else
	@$(BIN)/niltrail timeline --repo '$(REPO)' || [ $$? -eq 1 ]
	@$(BIN)/niltrail scan --repo '$(REPO)' $(REV) || [ $$? -eq 1 ]
endif

test: $(READY) ## the tests
	@$(BIN)/python -m pytest -q $(PARALLEL)

check: $(READY) ## style, types, layers, the tests with coverage, and those on a real clone without
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -q $(PARALLEL) -m "not corpus"
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report --skip-covered
	@$(BIN)/python -m pytest -q $(PARALLEL) -m corpus

bench: $(READY) ## time and memory beside ast-grep and Semgrep: REPO=<path of a clone>
	@$(BIN)/python -m bench.run $(if $(strip $(REPO)),--repo '$(REPO)')

reports: $(READY) ## remake reports/containerd and the README's answer: REPO=<path of a clone>, else from the network
	@$(BIN)/python .ci/reports.py $(if $(strip $(REPO)),'$(REPO)')

lock: ## choose dependency versions anew (needs uv); requirements.lock is what the GitHub action installs
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --no-annotate --upgrade --quiet -o requirements-dev.lock
	uv pip compile pyproject.toml --constraint requirements-dev.lock --universal --python-version 3.11 --generate-hashes \
		--no-header --no-emit-index-url --no-annotate --upgrade --quiet -o requirements.lock

clean: ## remove what the other targets made, reports/ aside
	@rm -rf $(VENV) build dist .coverage .coverage.* .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
