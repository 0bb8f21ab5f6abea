# Two commands set up all they need: `make demo` and `make test`. Each environment is made once and again when what it is made from changes.

PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo $$python && break; done)
NEEDED = sayso needs Python 3.11, 3.12 or 3.13 with its venv module (on Debian and Ubuntu: apt-get install python3 python3-venv); none was found.
check = test -n '$(PYTHON)' || { echo '$(NEEDED)' >&2; exit 1; }
RUN = .venv/bin/python -m

.PHONY: help demo test weights bench lock interpreter clean

help:
	@echo 'make demo      read the demonstration articles and write their pages under demo/'
	@echo 'make test      lint, types and tests'
	@echo 'make weights   train the weights anew from ../shared/gold (hours on one core)'
	@echo 'make bench     words a second beside bare spaCy, start-up time, memory'
	@echo 'make lock      resolve requirements.lock from pyproject.toml'
	@echo 'make clean     remove the environments and what was made'

demo: .venv/ready
	@$(RUN) scripts.demo gold demo

test: .venv/ready
	$(RUN) ruff check
	$(RUN) ruff format --check
	$(RUN) mypy
	.venv/bin/pytest

weights: TRAIN = .venv-train/bin/python -m train
weights: GOLD = --gold ../shared/gold
weights: WEIGHTS = src/sayso/data/weights
weights: .venv-train/ready
	$(TRAIN).run $(GOLD) --runs runs/1 --stop 0.5
	$(TRAIN).run $(GOLD) --runs runs/2 --first runs/1/checkpoint.pt --other-epochs 0.8 --stop 0.1
	$(TRAIN).run $(GOLD) --runs runs/3a --first runs/2/checkpoint.pt --epochs 8 --other-epochs 0.4 --seed 1 --stop 0.22
	$(TRAIN).run $(GOLD) --runs runs/3b --first runs/2/checkpoint.pt --epochs 8 --other-epochs 0.4 --seed 2 --stop 0.22
	$(TRAIN).average runs/3a runs/3b --into runs/3
	$(TRAIN).run $(GOLD) --runs runs/4a --first runs/3/checkpoint.pt --epochs 4 --other-epochs 0.3 --rate 1.3e-4 --seed 11
	$(TRAIN).run $(GOLD) --runs runs/4b --first runs/3/checkpoint.pt --epochs 4 --other-epochs 0.3 --rate 1.3e-4 --seed 12
	$(TRAIN).average runs/4a runs/4b --into runs/4
	$(TRAIN).run $(GOLD) --runs runs/5 --first runs/4/checkpoint.pt --epochs 5 --other-epochs 0.9 --rate 1.3e-4 --seed 21 --stop 0.65
	$(TRAIN).run $(GOLD) --runs runs/6 --first runs/5/checkpoint.pt --epochs 8 --other-epochs 0.5 --rate 1.4e-4 --seed 31
	$(TRAIN).run $(GOLD) --runs runs/7 --first runs/6/checkpoint.pt --epochs 2.6 --other-epochs 0.3 --sets polnear,cnc,uds --published 2 --rate 1.2e-4 --seed 41
	$(TRAIN).run $(GOLD) --runs runs/8 --first runs/7/checkpoint.pt --epochs 0.8 --other-epochs 0.3 --sets polnear,cnc,cnc,uds --published 2 --rate 1e-4 --seed 51
	$(TRAIN).average runs/6 runs/7 runs/8 --into runs/8m
	$(TRAIN).run $(GOLD) --runs runs/9 --first runs/8m/checkpoint.pt --epochs 4.5 --other-epochs 0.25 --sets polnear,cnc,uds,gum --taught 0.5 --masked 0.12 --published 2 --rate 1.3e-4 --seed 61
	$(TRAIN).run $(GOLD) --runs runs/10 --first runs/9/checkpoint.pt --epochs 2.2 --other-epochs 0.35 --sets polnear,cnc,cnc,cnc,cnc,uds,gum --masked 0.1 --published 2 --rate 1.3e-4 --seed 71
	$(TRAIN).average runs/8m runs/9 runs/10 --into runs/11 --out $(WEIGHTS)
	$(TRAIN).calibrate $(GOLD) --weights $(WEIGHTS)
	$(TRAIN).card $(GOLD) --runs runs --weights $(WEIGHTS)

bench: .venv-bench/ready
	.venv-bench/bin/python benchmarks/speed.py

lock: .venv-lock/ready
	.venv-lock/bin/uv pip compile --quiet --universal --no-annotate --upgrade --extra dev --custom-compile-command 'make lock' \
		pyproject.toml --output-file requirements.lock

# Names the interpreter that will be used, or says what is missing.
interpreter:
	@$(check)
	@echo '$(PYTHON)'

.venv/ready: requirements.lock pyproject.toml
	$(venv)
	$(told)
	$(@D)/bin/python -m pip install --quiet --no-deps --requirement requirements.lock
	$(@D)/bin/python -m pip install --quiet --no-deps --editable .
	@touch $@

.venv-train/ready: EXTRA = train
.venv-bench/ready: EXTRA = bench
.venv-train/ready .venv-bench/ready: requirements.lock pyproject.toml
	$(venv)
	$(told)
	$(@D)/bin/python -m pip install --quiet --constraint requirements.lock --editable '.[$(EXTRA)]'
	@touch $@

.venv-lock/ready:
	$(venv)
	$(@D)/bin/python -m pip install --quiet uv
	@touch $@

# A working environment of a fitting Python is kept; any other is made anew.
define venv
@$(@D)/bin/python -c 'import sys, pip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null || { $(check); $(PYTHON) -m venv --clear $(@D); }
endef

told = @echo 'installing into $(@D), some minutes'

clean:
	rm -rf .venv .venv-* demo build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
