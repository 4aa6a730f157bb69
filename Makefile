# Two commands matter: `make demo` and `make test`. Each sets up what is missing first.
SHELL := /bin/sh
RUN := .venv/bin
ENV := . var/setup/tools.env &&
# Where bytecode is not kept, every process compiles Django and Pharos anew: more than half of its start.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo test prove check bench faults shots

help:
	@printf '%s\n' \
	  'make demo     set up and run everything with the demonstration world (ARGS="--speed 4 --port 9000")' \
	  'make test     set up and run every test (ARGS="tests/rooms/cases -n0")' \
	  'make setup    set up only; then .venv/bin/pharos is the command line' \
	  'make prove    cover against every completion, in 100,000 invented cases (ten minutes)' \
	  'make check    style, types, imports, templates, migrations, translations' \
	  'make bench    measure, and print the figures' \
	  'make faults   kill every process under load, 50 times each' \
	  'make shots    make the pictures of the documentation'

setup:
	@sh scripts/setup.sh

tools:
	@sh scripts/setup.sh --tests

demo: setup
	@$(RUN)/pharos demo $(ARGS)

test: tools
	@$(ENV) $(RUN)/pytest -v -n auto --dist worksteal $(ARGS)

prove: tools
	@$(ENV) PHAROS_PROVE=$${PHAROS_PROVE:-100000} $(RUN)/pytest -v -n auto tests/rules/policies/cover/test_every_completion.py $(ARGS)

check: setup
	@$(RUN)/ruff check .
	@$(RUN)/ruff format --check .
	@$(RUN)/mypy
	@$(RUN)/lint-imports
	@git ls-files -z '*.html' | xargs -0 $(RUN)/djade --check --target-version 6.1
	@$(RUN)/pharos makemigrations --check --dry-run
	@$(RUN)/pharos messages check
	@$(RUN)/pharos check

bench: setup
	@$(RUN)/python -m bench $(ARGS)

faults: tools
	@$(ENV) PHAROS_FAULTS=$${PHAROS_FAULTS:-50} $(RUN)/pytest -v -n0 -p no:randomly tests/faults $(ARGS)

shots: tools
	@$(ENV) $(RUN)/python scripts/shots.py $(ARGS)
