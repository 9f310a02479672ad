# `make` alone prints this menu; every target makes ready what it needs.
.DEFAULT_GOAL := menu
SHELL := /bin/sh
PYTHON := .venv/bin/python

DEVELOPMENT := device screen voice development
DEVICE := device screen voice

# Tests of the middleware start programs and wait for them. What failed is asked once more, by itself in a new process: a mistake fails
# again. How many that were is told at the end; a test that needs it is mended. What failed in an earlier run is forgotten before: a run
# that is broken off must not be taken for it.
ANEW := rm -f .pytest_cache/v/cache/lastfailed
AGAIN := { echo "Once more, by themselves:"; $(PYTHON) -m pytest --last-failed --last-failed-no-failures none; }
ASKED := build/asked
TELL := $(PYTHON) -m tests.asked_again

.PHONY: menu demo test lint unit middleware lab powercut bench soak coverage check-units requests-page imports-page fonts install set-up clean
.NOTPARALLEL:

menu:  ## print this menu
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: fonts  ## watch members tap in, on simulated hardware (without a display: screenshots in build/demo)
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then exec .venv/bin/kiosk demo; else exec .venv/bin/kiosk demo --headless build/demo; fi

test: lint unit middleware  ## what every change is checked by (CI runs `make lab` after it)

lint: set-up  ## ruff, mypy, the architecture's contracts
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	.venv/bin/lint-imports

unit: fonts  ## the quick tests, on every core; each is asked once and has a second
	$(PYTHON) -m pytest --numprocesses auto --dist worksteal --ignore tests/middleware

middleware: fonts  ## the tests on pcscd, evdev, Kivy, the speech engine, systemd; one by one those that measure time
	@rm -rf $(ASKED); $(ANEW)
	$(PYTHON) -m pytest tests/middleware -m side_by_side --numprocesses auto --dist loadfile --junitxml $(ASKED)/beside.xml \
		|| $(AGAIN) || { $(TELL) $(ASKED)/beside.xml; exit 1; }
	@$(ANEW)
	$(PYTHON) -m pytest tests/middleware -m "not side_by_side" --junitxml $(ASKED)/alone.xml \
		|| $(AGAIN) || { $(TELL) $(ASKED)/beside.xml $(ASKED)/alone.xml; exit 1; }
	@$(TELL) $(ASKED)/beside.xml $(ASKED)/alone.xml

lab: set-up  ## the counter on a real Linux kernel: GPIO lines, keyboard reader, PC/SC (builds the kernel once, 6 minutes)
	tests/lab/run.sh

powercut: set-up  ## cut the power 10,000 times in a rush; kill the counter, and the screen, in one of 500 taps (15 minutes)
	$(PYTHON) -m tests.powercut

bench: fonts  ## what a tap costs: a table, and build/bench.json (25 minutes; as root; NAMES="work decision" for some of it)
	$(PYTHON) -m benchmarks $(NAMES)

soak: fonts  ## a tap a second for 10 minutes through pcscd: none missed, none double (as root; MINUTES=60 for longer)
	$(PYTHON) -m benchmarks soak --minutes $(or $(MINUTES),10)

coverage: fonts  ## which branches the quick tests reach
	$(PYTHON) -m coverage run -m pytest --ignore tests/middleware
	$(PYTHON) -m coverage report

check-units: set-up  ## what systemd thinks of the units
	$(PYTHON) -m pytest tests/middleware/test_systemd.py

requests-page: set-up  ## write docs/requests.md anew, from the code
	$(PYTHON) -m tests.requests_page

imports-page: set-up  ## write docs/imports.md anew, from the code
	$(PYTHON) -m tests.imports_page

fonts: set-up  ## take the Simplified Chinese face out of Debian's font collection
	@$(PYTHON) -m kiosk.screens.kit.fonts >/dev/null

install:  ## on a device, as root, from /opt/kiosk: units, rules, user, home
	config/set-up.sh $(DEVICE)
	systemd/install.sh

set-up:  ## Debian packages and .venv, with nothing done when nothing changed
	@config/set-up.sh $(DEVELOPMENT)

clean:  ## remove .venv and everything that was made
	rm -rf .venv build kiosk.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
