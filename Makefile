# What a checkout needs, by name: `make help`. A fresh machine has Python 3.11 or later, make and git; the rest comes
# into .venv from the lock files.

SHELL := /bin/bash
VENV  := .venv
BIN   := $(VENV)/bin
READY := $(VENV)/.ready
PEERS := build/peers/.venv
SPARK := build/spark/.venv
GOOGLEAPIS := proto/.googleapis/.ready
COMPILED := build/compiled/.ready
# Where there is none, the benchmark of speed goes without what is compiled.
COMPILER := $(shell command -v cc || command -v gcc || command -v clang)

# The lock files are tried with python3.11; a later python3 serves as well.
PYTHON ?= $(shell command -v python3.11 || command -v python3)

# For pytest: make test ARGS="-k ordinals -x"
ARGS ?=

COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"
GENERATE := $(BIN)/buf generate proto --path proto/veritab --template proto/buf.gen.yaml
IMAGE    := $(BIN)/buf build proto --path proto/veritab --exclude-source-info

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint pages proto proto-breaking proto-baseline lock spark compiled wheel wheel-compiled clean bench-extraction bench-accuracy bench-speed bench-scale bench-batch bench-spark bench-service bench-gateway gateway gateway-files

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' Makefile

setup: $(READY) ## build .venv with everything, and the project in it

# Written last, so that an interrupted setup starts again.
$(READY): pyproject.toml requirements/dev.lock
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Veritab needs Python 3.11 or later; '$(PYTHON)' is none. Name one: make setup PYTHON=python3.12" >&2; exit 1; }
	@$(BIN)/python -c '' 2>/dev/null || "$(PYTHON)" -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

demo: $(READY) ## check the example texts against the tables that ship
	@$(BIN)/veritab check examples/*.txt || [ $$? -eq 1 ]   # 1: conflicts were found; 2: it could not be done

test: $(READY) ## run the tests
	$(BIN)/python -m pytest $(ARGS)

lint: $(READY) $(GOOGLEAPIS) ## style, types, import contracts, protos, and whether the stubs are fresh
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/buf lint proto --path proto/veritab
	$(BIN)/buf format proto --path proto/veritab --diff --exit-code
	@rm -rf build/stubs && mkdir -p build/stubs && $(GENERATE) --output build/stubs 2>build/stubs/log || { cat build/stubs/log >&2; exit 1; }
	@diff -rq -x '*.proto' -x __init__.py -x py.typed -x __pycache__ build/stubs/proto/veritab proto/veritab || \
		{ echo "The stubs are not what their protos give; run: make proto" >&2; exit 1; }

gateway: $(READY) ## HTTP and gRPC on one port: Envoy in front of two servers; ARGS="--port 9000"
	@$(BIN)/python -m tools.gateway $(ARGS)

gateway-files: $(READY) ## what an Envoy of your own reads: ARGS="FOLDER --server HOST:PORT …", or --help
	$(BIN)/python -m tools.gateway.configuration $(ARGS)

pages: $(READY) ## make the pages of docs that the code tells
	$(BIN)/python -m tools.pages

proto: $(READY) $(GOOGLEAPIS) ## format the protos and generate their stubs
	$(BIN)/buf format proto --path proto/veritab --write
	rm -f proto/veritab/*/*_pb2*.py proto/veritab/*/*_pb2*.pyi
	$(GENERATE)

proto-breaking: $(READY) $(GOOGLEAPIS) ## is anything broken that callers of v1 rely on?
	@mkdir -p build
	$(IMAGE) --output build/protos.binpb
	$(BIN)/buf breaking build/protos.binpb --against proto/baseline.binpb --config proto/buf.yaml --exclude-imports

proto-baseline: $(READY) $(GOOGLEAPIS) ## promise callers the protos as they are now
	$(IMAGE) --output proto/baseline.binpb

# Copied from an installed package, because buf reads only below proto/.
$(GOOGLEAPIS): $(READY) tools/googleapis.py
	@$(BIN)/python tools/googleapis.py $(@D)
	@touch $@

bench-extraction: DATA ?= ../shared/data/extraction
bench-extraction: $(READY) ## score extraction on the gold sets in DATA=folder; ARGS="--misses SET" shows what is not right
	@mkdir -p build
	$(BIN)/python -m benchmarks.extraction $(DATA) --json build/extraction.json $(ARGS)

bench-accuracy: DATA ?= ../shared/data
bench-accuracy: $(READY) ## score verdicts on the gold sets in DATA=folder; ARGS="--only reports" runs some of it
	$(BIN)/python -m benchmarks.accuracy $(DATA) $(ARGS)

bench-speed: DATA ?= ../shared/data
bench-speed: $(READY) $(PEERS)/.ready $(if $(COMPILER),$(COMPILED)) ## measure extraction in KB/s beside other extractors on the texts of DATA=folder
	$(BIN)/python -m benchmarks.speed $(DATA) --peers $(PEERS)/bin/python --compiled build/compiled --json build/speed.json $(ARGS)

bench-service: $(READY) ## measure the service: overhead, scaling, load, soak; ARGS="load --seconds 60" some of it
	$(BIN)/python -m benchmarks.service $(ARGS)

bench-batch: FOLDER ?= build/batch
bench-batch: $(READY) ## measure batches of 1,000 to 100,000 articles, made in FOLDER=folder (15 min); ARGS="--documents 1000" some
	@mkdir -p build
	$(BIN)/python -m benchmarks.batch $(FOLDER) --json build/batch.json $(ARGS)

bench-gateway: $(READY) ## measure the gateway: what killing a server costs, JSON and gRPC through it; ARGS="kill" some of it
	$(BIN)/python -m benchmarks.gateway $(ARGS)

bench-scale: FOLDER ?= build/scale
bench-scale: $(READY) ## measure how load, memory and the cost of a document grow with rows and tables, made in FOLDER=folder
	@mkdir -p build
	$(BIN)/python -m benchmarks.scale $(FOLDER) --json build/scale.json $(ARGS)

# The systems that ours is measured beside; they share no environment with it.
$(PEERS)/.ready: benchmarks/speed/peers.lock
	@"$(PYTHON)" -m venv --clear $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

lock: $(READY) ## pin dependencies anew; UPGRADE=--upgrade for the newest
	$(COMPILE) $(UPGRADE) pyproject.toml --extra server --extra html --extra excel --extra sql --extra tracing --group dev --output-file requirements/dev.lock
	$(COMPILE) pyproject.toml --constraints requirements/dev.lock --output-file requirements/light.lock
	$(COMPILE) pyproject.toml --constraints requirements/dev.lock --extra server --output-file requirements/server.lock
	$(COMPILE) pyproject.toml --constraints requirements/dev.lock --extra server --extra tracing --extra excel --extra sql --output-file requirements/container.lock
	$(COMPILE) pyproject.toml --constraints requirements/dev.lock --extra server --extra html --extra spark --group spark --output-file requirements/spark.lock
	$(COMPILE) benchmarks/speed/peers.in --output-file benchmarks/speed/peers.lock

bench-spark: FOLDER ?= build/bench-spark
bench-spark: $(READY) $(SPARK)/.ready ## measure a batch on a Spark cluster of this machine beside one without; ARGS="--documents 1000"
	$(BIN)/python -m benchmarks.spark $(FOLDER) $(ARGS)

spark: $(SPARK)/.ready ## build an environment with Spark in build/spark, for its tests (1 min, 1 GB; they need Java 17)

$(SPARK)/.ready: pyproject.toml requirements/spark.lock
	@"$(PYTHON)" -m venv --clear $(SPARK)
	$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/spark.lock
	$(SPARK)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

compiled: $(COMPILED) ## compile the engine's hot modules with mypyc into build/compiled (2 min; needs a C compiler)

$(COMPILED): $(READY) tools/compiled.py $(shell find server/veritab_engine -type f -not -name '*.pyc')
	$(BIN)/python tools/compiled.py
	@touch $@

wheel: $(READY) ## build the wheel into dist/
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

wheel-compiled: $(COMPILED) ## build a wheel for this platform, compiled, into dist/
	HATCH_BUILD_HOOK_ENABLE_CUSTOM=true $(BIN)/python -m build --wheel --no-isolation --outdir dist

clean: ## remove .venv and everything that was built
	rm -rf $(VENV) build dist proto/.googleapis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
