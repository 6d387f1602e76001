# make help lists the targets. Everything runs in .venv, made from the hashed lists of packages.

PYTHON ?= python3
PROJECT ?= .
BIN := .venv/bin
SAKSGANG := $(BIN)/saksgang --project "$(PROJECT)"

.DEFAULT_GOAL := help
.PHONY: help minutes agenda papers mandates status pages bump all check check-sources check-code test bench accept generate lock ci-tools clean

help: ## vis denne listen
	@awk -F ':.*## ' '/^[a-z][a-z-]*:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- for the secretary -------------------------------------------------------------------------------------------

minutes: $(BIN)/saksgang ## lag referatet fra hvert møte som er holdt, under build/
	@$(SAKSGANG) build referat

agenda: $(BIN)/saksgang ## lag innkallingene med saksliste, under build/
	@$(SAKSGANG) build innkalling

papers: $(BIN)/saksgang ## lag saksfremleggene og notatene, under build/
	@$(SAKSGANG) build saksfremlegg notat

mandates: $(BIN)/saksgang ## lag mandatene, under build/
	@$(SAKSGANG) build mandat

status: $(BIN)/saksgang ## lag statusvedlegg og statusrapporter; bare vedleggene, slik de sto en dag: AS_OF=10.03.2023
	@$(SAKSGANG) build status $(if $(AS_OF),--as-of "$(AS_OF)",statusrapport) $(ARGS)

pages: $(BIN)/saksgang ## regn ut sidetallene i mandatene med LibreOffice
	@$(SAKSGANG) mandate pages $(M)

bump: $(BIN)/saksgang ## lag en ny versjon av et mandat: make bump M=trygg ARGS='--minor --change "…"'
	@test -n "$(M)" || { echo "Si hvilket mandat: make bump M=trygg. «saksgang list mandater» viser hva de heter." >&2; exit 2; }
	@$(SAKSGANG) mandate bump "$(M)" $(ARGS)

all: $(BIN)/saksgang ## lag alle dokumentene
	@$(SAKSGANG) build

check-sources: $(BIN)/saksgang ## si hva som er galt i kildene, hvor, og hvordan det rettes
	@$(SAKSGANG) check

# --- for the engineer --------------------------------------------------------------------------------------------

check: check-sources check-code ## kontroller kildene, og så koden bak

check-code: .venv/dev.stamp ## lint, format and types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

test: .venv/dev.stamp ## run the tests (REQUIRE_TOOLS=1: a missing outside tool is a failure)
	@REQUIRE_TOOLS=$(REQUIRE_TOOLS) $(BIN)/python -m pytest -n auto

bench: .venv/dev.stamp ## measure against a plain docxtpl script, side by side
	@$(BIN)/python tests/bench/run.py

accept: .venv/dev.stamp ## approve the documents as they are now made, as tests/approved/
	@ACCEPT=1 $(BIN)/python -m pytest -q tests/test_approved.py

generate: .venv/dev.stamp ## write anew what is generated: catalogues, schemas, the list of diagnostics
	@$(BIN)/python tools/generate.py

lock: ## choose newer packages and write the hashed lists anew (needs uv)
	uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q \
	    pyproject.toml tools/build-backend.in -o requirements.lock
	uv pip compile --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q \
	    --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

ci-tools: ## install LibreOffice, fonts and the Open XML SDK validator (Debian; needs root or sudo)
	@tools/install-ci-tools

clean: ## fjern det som kan lages på nytt: dokumenter og mellomlager (ikke .venv)
	@rm -rf build/* .pytest_cache .ruff_cache .mypy_cache .hypothesis
	@find pipeline tests -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment ---------------------------------------------------------------------------------------------

.venv/bin/python:
	@echo "Lager .venv (første gang, under et minutt) …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "saksgang trenger Python 3.11 eller nyere; $(PYTHON) er eldre. Prøv: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { echo "Python mangler venv. På Debian og Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }

$(BIN)/saksgang: .venv/bin/python requirements.lock pyproject.toml
	@$(BIN)/python -m pip install --disable-pip-version-check -q --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev.stamp: $(BIN)/saksgang requirements-dev.lock
	@$(BIN)/python -m pip install --disable-pip-version-check -q --require-hashes -r requirements-dev.lock
	@touch $@
