# The two commands of the README: `make demo` and `make test`. Both build their own .venv first.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint types check-imports format clean

demo: .venv/.installed
	$(BIN)/scriptcheck check examples/calls -o out/demo --fail-on never
	$(BIN)/python examples/show_reports.py out/demo/reports.jsonl

# What is installed comes over the network, so the system's packages and Python's are fetched at the
# same time. The tests of Spark wait for Java more than they compute: they run beside the others.
test:
	$(MAKE) --jobs 2 .venv/.installed-dev office
	$(MAKE) --jobs 3 checks tests tests-of-spark

.PHONY: checks tests tests-of-spark
checks: lint types check-imports

# Of tests that pass, which build and install packages too, nothing stays on the disk.
KEEP := -o tmp_path_retention_policy=failed
tests: .venv/.installed-dev browser office
	$(BIN)/pytest $(KEEP) -n auto --dist worksteal --ignore tests/spark

# Its output comes at once, not among that of the other tests.
tests-of-spark: .venv/.installed-dev java
	@mkdir -p out
	@$(BIN)/pytest $(KEEP) tests/spark >out/tests-of-spark.txt 2>&1; status=$$?; cat out/tests-of-spark.txt; exit $$status

# The tests of the HTML report look at it in a real browser. Where one is missing and can be had, as
# in CI, it is installed; elsewhere those tests skip, saying so, but with CI=true they fail.
.PHONY: browser
browser:
	@if ! command -v chromium chromium-browser google-chrome >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ]; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; \
	fi

# The same holds for Java, which the tests of Spark need. Only one process may install at a time.
.PHONY: java
java: browser
	@if ! command -v java >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ]; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends openjdk-17-jre-headless procps; \
	fi

# The tests of tables open them in LibreOffice, and look at the workbook as it would be printed.
.PHONY: office
office: java
	@if ! { command -v soffice && command -v pdftotext; } >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1 && [ "$$(id -u)" = 0 ]; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends libreoffice-calc-nogui poppler-utils fonts-noto-cjk; \
	fi

lint: .venv/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.installed-dev
	$(BIN)/mypy

check-imports: .venv/.installed-dev
	$(BIN)/lint-imports

format: .venv/.installed-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# A virtual environment of its own also works where the system's Python is externally managed.
.venv/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'scriptcheck needs Python 3.11 or newer; say make PYTHON=python3.12'; exit 1; }
	$(PYTHON) -m venv .venv

.venv/.installed: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet -e '.[fast]'
	touch $@

# Of eleven thousand modules the tests import a part, and compile those when they do. uv fetches and
# unpacks many packages at once, from the index that pip is set to; where it cannot, pip installs. Without
# its cache, in which PySpark alone, built anew from its sources each time, would leave 1.4 GB an install.
EXTRAS := .[fast,dev,bench]
.venv/.installed-dev: .venv/bin/python pyproject.toml
	$(BIN)/python -m pip install --quiet --no-compile 'uv>=0.5'
	@index=$${PIP_INDEX_URL:-$$($(BIN)/python -m pip config get global.index-url 2>/dev/null)}; \
	  $${index:+env UV_DEFAULT_INDEX=$$index} $(BIN)/uv pip install --quiet --no-cache --python $(BIN)/python -e '$(EXTRAS)' \
	  || $(BIN)/python -m pip install --quiet --no-compile -e '$(EXTRAS)'
	touch .venv/.installed $@

clean:
	rm -rf .venv out build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# The published schemas, made from the models.
.PHONY: schemas
schemas: .venv/.installed-dev
	$(BIN)/scriptcheck schema report > docs/report.schema.json
	$(BIN)/scriptcheck schema lexicon > lexicons/schema.json
	$(BIN)/scriptcheck schema profile > lexicons/profile.schema.json
	$(BIN)/scriptcheck schema evaluation > docs/evaluation.schema.json

# The documentation as a site, in out/site.
.PHONY: docs catalogue tables
docs: .venv/.installed-dev catalogue tables
	$(BIN)/zensical build --strict

catalogue: .venv/.installed-dev
	$(BIN)/python .ci/catalogue.py

# The tables of the documentation that restate code; tests/docs checks that they are current.
tables: .venv/.installed-dev
	$(BIN)/python .ci/generated_tables.py

# The exact versions that tests run with, and the licences of what users install.
.PHONY: lock licences
lock: .venv/.installed-dev
	$(BIN)/uv pip compile --universal --python-version 3.11 --all-extras --upgrade --no-emit-index-url \
	  --no-header --no-annotate --quiet pyproject.toml -o requirements.lock

licences: .venv/.installed-dev
	$(BIN)/python .ci/licences.py

# The figures of docs/quality.md and docs/learned.md: after a change of the lexicon or the model; takes five minutes.
.PHONY: quality
quality: .venv/.installed-dev
	$(BIN)/python -m benchmarks.quality
	$(BIN)/python -m benchmarks.learned_curves docs/images
	$(MAKE) tables

# The figures of docs/benchmarks.md; takes ten minutes.
.PHONY: bench
bench: .venv/.installed-dev
	$(BIN)/python -m benchmarks.speed
	$(BIN)/python -m benchmarks.sizes
	$(BIN)/python -m benchmarks.noise --plot docs/images/noise.png
