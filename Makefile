# make run   starts Fifty Cups         make test   lints, then every test
# make demo  a lively example          make install  only installs, for a service manager to start
# make strings TO=de  gathers the words for translation, and makes or renews the catalog of a language
# make clean removes what the others made, never your data
PYTHON ?= python3
KILLS ?= 300
# How many processes the tests are spread over: half as many again as there are cores, for many of them wait for servers.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((3 * (os.cpu_count() or 1) + 1) // 2)')
# `make lock UPGRADE=--upgrade` moves to the newest versions; without it the pins that still fit stay.
UPGRADE ?=

VENV := .venv
BIN := $(VENV)/bin
# One stamp for each Python, so that an upgrade of the distribution installs anew by itself.
VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)
RUN := $(VENV)/run-$(VERSION).stamp
DEV := $(VENV)/dev-$(VERSION).stamp
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
BABEL := $(BIN)/pybabel --quiet
WORDS := webapp/translations
COMPILE := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" $(UPGRADE) pyproject.toml --group build --all-extras

.PHONY: run install demo test lint prove-crash strings lock clean
.DELETE_ON_ERROR:

run: $(RUN)
	@$(BIN)/fiftycups run

install: $(RUN)

demo: $(RUN)
	@$(BIN)/fiftycups demo

# The processes that tests start over and over compile the sources once.
test: export PYTHONDONTWRITEBYTECODE :=
test: $(DEV) lint
	@tools/test-needs.sh
	$(BIN)/python -m pytest --numprocesses $(WORKERS) --dist worksteal

lint: $(DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

prove-crash: $(DEV)
	@tools/test-needs.sh
	KILLS=$(KILLS) $(BIN)/python -m pytest tests/prove -k crash

strings: $(RUN)
	@mkdir -p $(WORDS)
	$(BABEL) extract --mapping pyproject.toml --keyword N_ --no-wrap --project "Fifty Cups" --output $(WORDS)/messages.pot .
ifdef TO
	@test -f $(WORDS)/$(TO)/LC_MESSAGES/messages.po || $(BABEL) init -i $(WORDS)/messages.pot -d $(WORDS) -l $(TO)
	$(BABEL) update --no-wrap -i $(WORDS)/messages.pot -d $(WORDS) -l $(TO)
	$(BABEL) compile -d $(WORDS) -l $(TO)
endif

lock:
	@command -v uv >/dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --constraint requirements.lock --group dev --output-file requirements-dev.lock

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# The project itself is installed editable and without build isolation: what builds it is locked too.
# Newer versions of pip show setuptools' advice about editable installs as a warning; it is meant for packagers.
$(RUN): requirements.lock pyproject.toml
	@tools/venv.sh $(PYTHON) $(VENV)
	@echo "Installing the locked packages into $(VENV)"
	@$(PIP) --require-hashes -r requirements.lock
	@PYTHONWARNINGS=ignore $(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# The packages of the tests contain those of a run.
$(DEV): requirements-dev.lock requirements.lock pyproject.toml
	@tools/venv.sh $(PYTHON) $(VENV)
	@echo "Installing the locked packages of the tests into $(VENV)"
	@$(PIP) --require-hashes -r requirements-dev.lock
	@PYTHONWARNINGS=ignore $(PIP) --no-deps --no-build-isolation --editable .
	@touch $(RUN) $@
