"""The factuality probe: no set of weights may read it worse than these shares, well under what is reached."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from sayso.model import FACTUALITY

ROOT = Path(__file__).resolve().parents[1]
LEAST = {"found": 0.85, "type": 0.7, "factuality": 0.88, "author": 0.8}


@pytest.fixture(scope="module")
def probe() -> ModuleType:
    spec = importlib.util.spec_from_file_location("probe", ROOT / "benchmarks" / "probe.py")
    assert spec
    assert spec.loader
    module = sys.modules["probe"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_sentences_hold(probe: ModuleType) -> None:
    cases = probe.cases()
    types = Counter(case["type"] for case in cases)
    assert len(cases) >= 220
    assert len(types) == 16
    for case in cases:
        assert len(re.findall(rf"\b{case['event']}\b", case["sentence"])) == 1, case
        assert case["factuality"] in FACTUALITY
        assert case["author"] in (*FACTUALITY, "")
        assert case["author"] != case["factuality"] or case["construction"] == "admitted"


def test_what_is_reached_does_not_fall(probe: ModuleType) -> None:
    shares = dict(probe.run())["all"]
    for name, least in LEAST.items():
        assert getattr(shares, name).value >= least, name
