# Aliases for those who have make; nothing here is needed to run or to test.
PYTHON := .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run test check bench nightly screenshots migration package ready

help: ## list these aliases
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' Makefile | expand -t 20

run: ## start the program
	python3 run.py

test: ## run all tests
	python3 run.py test

check: ready ## run every check of .pre-commit-config.yaml
	.venv/bin/pre-commit run --all-files --hook-stage manual

bench: ready ## measure the ratios that the product promises
	$(PYTHON) -m tests.benchmarks

nightly: ready ## run trials, property tests and the fuzzer far longer, then the benchmarks
	HYPOTHESIS_PROFILE=nightly RELMANAGER_TRIALS=500 $(PYTHON) -m pytest -n auto --timeout 3600
	$(PYTHON) -m tests.fuzz --seconds 600 --seed $$(date +%Y%m%d)
	$(PYTHON) -m tests.benchmarks

screenshots: ready ## draw every page of the sample portfolio into tour/
	$(PYTHON) -m relmanager_desktop tour

migration: ready ## draft the migration for a changed catalogue: make migration NAME="add a field"
	$(PYTHON) migrations/draft.py "$(NAME)"

package: ready ## build the wheel into dist/
	$(PYTHON) -m build --wheel --no-isolation

ready:
	@python3 run.py test --version >/dev/null
