PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

N ?= 2000

.PHONY: run test fuzz audit chaos bench lint format lock clean

run: $(VENV)/run.stamp
	@exec $(BIN)/python main.py serve

test: $(VENV)/dev.stamp
	$(BIN)/python -m pytest $(ARGS)

# Asks public databases about every locked package: needs the network, and says where it has none.
audit:
	@.ci/audit

# Long: N inputs for the quick ones, the same each time; with SEED=7 others, by that seed.
fuzz: $(VENV)/dev.stamp
	FUZZ_RUNS=$(N) $(if $(SEED),FUZZ_SEEDED=1) $(BIN)/python -m pytest -q tests/fuzz $(if $(SEED),--hypothesis-seed=$(SEED))

# SEEDS="3 17" runs these seeds, COUNT=100 the first hundred; by default the first twenty.
chaos: $(VENV)/dev.stamp
	$(BIN)/python -m tests.chaos $(SEEDS) $(if $(COUNT),--count $(COUNT))

bench: $(VENV)/dev.stamp
	$(BIN)/python -m bench

lint: $(VENV)/dev.stamp
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(VENV)/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# The locks name exact versions and hashes of everything that is installed, for every platform.
# Extras stay in them: older pips take a newer version for `name[extra]` otherwise, and refuse it.
lock: $(VENV)/dev.stamp
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-strip-extras --no-emit-index-url --no-header --upgrade \
		pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-strip-extras --no-emit-index-url --no-header \
		--constraint requirements.lock --all-extras pyproject.toml -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(VENV)/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: $$($(PYTHON) --version) is too old" >&2; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
		{ echo "Python's venv is missing; on Debian or Ubuntu: sudo apt install python3-venv" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/made.stamp requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/dev.stamp: $(VENV)/made.stamp requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@ $(VENV)/run.stamp
