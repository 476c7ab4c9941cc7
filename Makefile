# Everything here sets itself up: the first target that needs Python packages installs them into .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SUBMISSIONS ?= tests/submissions
OUT ?= grades
ARGS ?=
ASSIGNMENT ?= shallow_network
# one more than there are processors, since some tests wait for a clock
TESTERS = $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

define NEW_ENOUGH
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed, $$($(PYTHON) --version) was found: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "Python's venv module is missing: apt-get install python3-venv, then run make again"; exit 1; }
endef

.DEFAULT_GOAL := help
.PHONY: help grade doctor assignments check test test-browser soak audit lint otter-zip gradescope release student bench lock clean

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | awk -F '\t' '{printf "  make %-13s %s\n", $$1, $$2}'

grade: $(VENV)/ready ## grade the sample class, or SUBMISSIONS=folder, into OUT=grades
	@$(BIN)/autograder grade "$(SUBMISSIONS)" --out "$(OUT)" $(ARGS)

doctor: $(VENV)/ready ## show how well student code is isolated on this machine
	@$(BIN)/autograder doctor

assignments: $(VENV)/ready ## build student notebooks, public tests and solutions from their masters
	$(BIN)/autograder build

check: $(VENV)/ready ## fail if a generated file is stale
	$(BIN)/autograder build --check

audit: $(VENV)/ready ## run every known mistake and variant against the tests; ARGS=--write renews docs/audit.md
	$(BIN)/autograder audit $(ARGS)

lint: $(VENV)/ready ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint check audit ## everything that must hold before a change lands
	$(BIN)/pytest --numprocesses $(TESTERS) --dist worksteal

test-browser: $(VENV)/ready ## the pages in a real browser; installs Debian's chromium if there is none
	@command -v chromium chromium-browser google-chrome >/dev/null || { apt-get update -q && apt-get install -q -y --no-install-recommends chromium; }
	$(BIN)/pytest --override-ini addopts=-q tests/browser

soak: $(VENV)/ready ## mistakes and attacks through the engine, 50 SIGKILLs, 10 000 damaged notebooks, fuzzing: 45 minutes
	SOAK=1 $(BIN)/pytest --numprocesses $(TESTERS) --dist worksteal tests/test_catalogue.py tests/test_parity.py tests/attacks
	$(BIN)/python -m tests.soak_kills --kills 50 --submissions 200
	$(BIN)/python -m tests.soak_fuzz --inputs 10000 --graded 200
	@$(BIN)/python -c 'import atheris' 2>/dev/null || $(BIN)/pip install --quiet --require-hashes --requirement requirements-fuzz.lock || true
	$(BIN)/python -m tests.soak_atheris --seconds 120

otter-zip: $(VENV)/ready ## zips for stock otter, in dist/otter (not safe for marks)
	$(BIN)/autograder otter-zip

gradescope: $(VENV)/ready ## zips for Gradescope, in dist/gradescope
	$(BIN)/autograder gradescope-zip $(ARGS)

release: $(VENV)/ready ## zips for students, in dist/release
	$(BIN)/autograder release $(ARGS)

student: ## JupyterLab for ASSIGNMENT=shallow_network, in lessons/; what you wrote is kept; its options in ARGS
	@test -d assignments/$(ASSIGNMENT) || { echo "There is no assignment $(ASSIGNMENT). There are: $(notdir $(wildcard assignments/*))"; exit 1; }
	$(NEW_ENOUGH)
	@test -x lessons/.venv/bin/jupyter || { echo "Setting up lessons/.venv: once, a few minutes"; $(PYTHON) -m venv lessons/.venv; }
	@lessons/.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement assignments/$(ASSIGNMENT)/requirements.txt
	@lessons/.venv/bin/python -m autograder student $(ASSIGNMENT)
	cd lessons/$(ASSIGNMENT) && ../.venv/bin/jupyter lab $(ASSIGNMENT).ipynb $(ARGS)

bench: $(VENV)/ready ## measure grading beside others and above the floor, into docs/performance.md; twenty minutes
	$(BIN)/python -m benchmarks $(ARGS)
	$(BIN)/python benchmarks/pages.py

lock: $(VENV)/ready ## resolve requirements.lock and benchmarks/peers.lock anew
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" pyproject.toml --extra dev --output-file requirements.lock
	grep -oP '^fuzz = \["\K[^"]+' pyproject.toml | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
		--no-emit-index-url --custom-compile-command "make lock" - --output-file requirements-fuzz.lock
	cd benchmarks && ../$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-annotate --custom-compile-command "make lock" --constraint ../requirements.lock peers.in --output-file peers.lock

clean: ## remove what can be made again
	rm -rf $(VENV) $(OUT) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/ready: requirements.lock pyproject.toml
	$(NEW_ENOUGH)
	@echo "Setting up $(VENV): once, a minute or two"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@
