# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
#
# Needs Python 3.11 or later, and make. Another interpreter, in a virtual environment of its own:
#   make test PYTHON=python3.12 VENV=.venv-3.12
#
# Every path is relative: make splits its prerequisites at spaces, and the clone's folder may hold one.

PYTHON ?= $(shell python3.11 -c '' >/dev/null 2>&1 && echo python3.11 || echo python3)
VENV ?= .venv
WORKERS ?= 2
RUNS ?= 20000
MUTANTS ?= compensatie.*

BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPENSATIE := $(BIN)/compensatie
PYTEST := $(BIN)/python -m pytest
AXE := axe-core-4.14.1
AXE_SHA256 := e6b0ce02b84d892e2e33e403485e7f3d6c29e2be6df65daf44d89ba564139745
DRENTHE := solve instances/drenthe-2023.toml --model models/per-saldo.toml
SUPPLY := .venv-supply
SUPPLY_TOOLS := cyclonedx-bom==7.5.0 pip-audit==2.10.1

.DELETE_ON_ERROR:
.PHONY: help demo install develop test coverage nightly validation fuzz mutants axe picture bench check format schemas manual lock sbom audit-dependencies clean

help: ## what can be made
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' Makefile | expand -t 20

demo: install ## the package for one scenario; then what all scenarios together ask
	@echo '$$ compensatie $(DRENTHE) --scenario havelte-600'
	@$(COMPENSATIE) $(DRENTHE) --scenario havelte-600
	@echo
	@echo '$$ compensatie $(DRENTHE)'
	@$(COMPENSATIE) $(DRENTHE); code=$$?; \
	if [ $$code -ne 1 ]; then \
		echo "All scenarios together have no package, so exit code 1 was expected, not $$code." >&2; \
		exit 1; \
	fi

install: $(VENV)/installed ## the program in its virtual environment
develop: $(VENV)/developing ## the same, with what tests and checks need

test: develop ## the suite, with a seeded tenth of the drawn instances
	$(PYTEST) -n $(WORKERS) --benchmark-disable

coverage: develop ## the suite once more, slower, and the coverage that it must reach
	rm -f .coverage .coverage.*
	$(PYTEST) -n $(WORKERS) --benchmark-disable --cov --cov-report= --junitxml=.coverage.xml \
		-o faulthandler_timeout=600 -o faulthandler_exit_on_timeout=true
	$(BIN)/python -m tests.validation.covered .coverage.xml docs/validation.md

nightly: develop ## the whole suite: every drawn instance, every long test
	COMPENSATIE_NIGHTLY=1 $(PYTEST) -n $(WORKERS) --benchmark-disable -m ''

validation: develop ## the whole suite, and its figures in docs/validation.md; TESTS=... for a part
	rm -f .validation.xml
	-COMPENSATIE_NIGHTLY=1 $(PYTEST) -n $(WORKERS) --benchmark-disable -m '' --junitxml=.validation.xml $(TESTS)
	COMPENSATIE_NIGHTLY=1 $(BIN)/python -m tests.validation.page .validation.xml docs/validation.md

mutants: develop ## by night: rules, audit, objectives, checker, changed; a test must notice; MUTANTS=... for a part
	rm -rf mutants
	$(BIN)/mutmut run --max-children $(WORKERS) $(MUTANTS:%='%')
	$(BIN)/python -m tests.validation.killed docs/validation.md

fuzz: develop ## bad files that look for code which none reached yet; RUNS=... for more
	$(BIN)/python -m tests.fuzz.guided -atheris_runs=$(RUNS) -artifact_prefix=.fuzz-

axe: develop .axe/package/axe.min.js ## the report in Chromium: accessible to everyone, and inert
	COMPENSATIE_BROWSER=here $(PYTEST) tests/browser

picture: develop ## the picture of a report that README shows
	$(BIN)/python -m tests.browser.picture docs/report.png

bench: develop ## time and memory, measured and printed
	$(PYTEST) tests/benchmarks --benchmark-only -s

check: develop ## style, types, layers and licences
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/reuse lint --lines

format: develop ## set the code in its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schemas: install ## the JSON Schemas of instance, model and package files, from the classes
	$(BIN)/python -m compensatie.files.schema

manual: install ## the pages of rule families and objectives in models/README.md, from their docstrings
	$(BIN)/python -m compensatie.reports.manual models/README.md

lock: install ## requirements/*.txt anew from pyproject.toml
	$(PIP) install 'uv>=0.9'
	requirements/lock $(VENV)

sbom: $(SUPPLY)/installed ## sbom.json: what an installation is made of, with hashes, as CycloneDX
	$(SUPPLY)/bin/python -W ignore -m cyclonedx_py requirements requirements/run.txt \
		--pyproject pyproject.toml --output-reproducible --output-file sbom.json

audit-dependencies: $(SUPPLY)/installed ## known weaknesses of what is pinned; asks a database on the network
	$(SUPPLY)/bin/pip-audit --strict --disable-pip --require-hashes --requirement requirements/dev.txt

clean: ## the virtual environment and every cache
	rm -rf $(VENV) $(SUPPLY) sbom.json .axe .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks .coverage* .validation.xml mutants

# Never committed: it is another's work, and only the tests in a browser need it.
.axe/package/axe.min.js:
	mkdir -p .axe
	cd .axe && npm pack --silent $(AXE:axe-core-%=axe-core@%)
	cd .axe && echo "$(AXE_SHA256)  $(AXE).tgz" | sha256sum --check --quiet
	tar -xzf .axe/$(AXE).tgz -C .axe package/axe.min.js
	@touch $@

$(VENV)/created:
	@$(PYTHON) -c 'import sys; sys.exit("compensatie needs Python 3.11 or later; set PYTHON=...") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	@touch $@

# Tools that look at the pinned requirements from outside: in an environment of their own, so that
# nothing of them is in what they look at.
$(SUPPLY)/installed: Makefile
	$(PYTHON) -m venv --clear $(SUPPLY)
	$(SUPPLY)/bin/python -m pip --disable-pip-version-check --quiet install $(SUPPLY_TOOLS)
	@touch $@

$(VENV)/installed: $(VENV)/created requirements/run.txt pyproject.toml
	$(PIP) install --require-hashes --requirement requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# requirements/dev.txt holds all of run.txt, at the same versions.
$(VENV)/developing: $(VENV)/installed requirements/dev.txt
	$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@
