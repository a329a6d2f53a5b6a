# make demo    builds output/ from the sample pages in seeds/
# make test    runs all tests
# make check   runs the linter, the type checker and the contract on the order of the stages
# make clean   removes what these made
#
# Each sets itself up in .venv first. Another Python: make test PYTHON=python3.13

PYTHON ?=
VENV ?= .venv
BIN = $(VENV)/bin
# What of pyproject.toml's dependency groups is installed for tests and checks.
DEV_GROUPS ?= test lint
# The stamps bear Python's name: naming another one sets up anew.
DEMO_READY = $(VENV)/.ready-demo-$(subst /,_,$(PYTHON))
DEV_READY = $(VENV)/.ready-dev-$(subst /,_,$(PYTHON))

.PHONY: demo test check clean

demo: $(DEMO_READY)
	$(BIN)/python -m lawgraph.cli build seeds -o output
	@echo
	@echo 'lawgraph is in $(BIN): run ". $(BIN)/activate" first, or type $(BIN)/lawgraph for lawgraph.'

test: $(DEV_READY)
	$(BIN)/python -m pytest

check: $(DEV_READY)
	$(BIN)/python -m ruff check
	$(BIN)/python -m mypy
	$(BIN)/lint-imports

$(DEMO_READY): pyproject.toml tools/setup.sh
	@PYTHON='$(PYTHON)' sh tools/setup.sh '$(VENV)'
	@touch '$@'

$(DEV_READY): pyproject.toml tools/setup.sh
	@PYTHON='$(PYTHON)' sh tools/setup.sh '$(VENV)' $(DEV_GROUPS)
	@touch '$@' '$(DEMO_READY)'

clean:
	rm -rf '$(VENV)' dist
	find output -mindepth 1 ! -name .gitkeep -delete
