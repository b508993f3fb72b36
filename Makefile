# make run    read the sample papers in raw/ into extracted/, and say where the report is
# make test   the tests; installs what they need where it may
# make check  format, lint, types, import layers
# make bench  speed and memory of the run, of reading, numbers, claims and comparing
# make docs   the site, in site/
# make fuzz   damaged PDFs and random texts for FUZZ_SECONDS (600): what Derek can't bear is kept and named
# make schemas, make reference, make constraints   write the generated files anew

PYTHON ?= python3
BIN := .venv/bin
FUZZ_SECONDS ?= 600
FUZZ_SEED ?= 0

.PHONY: run test check bench fuzz docs schemas reference constraints clean
.DELETE_ON_ERROR:

run: .venv/.run
	$(BIN)/derek run raw --out extracted

test: .venv/.test
	scripts/debian_packages.sh
	$(BIN)/python -m pytest -q -n 2 --dist loadfile

check: .venv/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/.test
	$(BIN)/python benchmarks/pipeline_speed.py
	$(BIN)/python benchmarks/scale.py --write docs/performance.md
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/quantities.py
	$(BIN)/python benchmarks/claims.py
	$(BIN)/python benchmarks/comparing.py --write docs/performance.md
	$(BIN)/python benchmarks/report.py

fuzz: .venv/.test
	$(BIN)/python scripts/fuzz.py --seconds $(FUZZ_SECONDS) --seed $(FUZZ_SEED)

schemas: .venv/.run
	$(BIN)/python scripts/write_schemas.py

reference: .venv/.run
	$(BIN)/python scripts/write_reference.py

docs: .venv/.test
	$(BIN)/mkdocs build --strict

constraints: .venv/.test
	{ sed -n "/^#/p" constraints.txt; $(BIN)/pip freeze --all --exclude pip --exclude-editable; } > constraints.new
	mv constraints.new constraints.txt

.venv/.run: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Derek needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

.venv/.test: .venv/.run
	$(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[test]'
	touch $@

clean:
	rm -rf .venv build dist *.egg-info
