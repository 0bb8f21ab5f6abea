"""One pass of the encoder over a document: each token's row of numbers, from which frames and mentions are read.

The only user of onnxruntime.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from sayso.inventory import Inventory
from sayso.model import SaysoError
from sayso.tokens import CLS, SEP, Tokenizer, Tokens, windows

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS = Path(__file__).parent / "data" / "weights"


@dataclass(frozen=True)
class Scores:
    """A document's ``tokens`` and the encoder's ``rows`` [n, width] for them, laid out by ``inventory.layout``."""

    tokens: Tokens
    rows: NDArray[np.float32]
    inventory: Inventory
    heads: dict[str, NDArray[np.float32]]

    def columns(self, name: str) -> NDArray[np.float32]:
        """The columns of the rows that carry ``name``: [n, columns]."""
        first, last = self.inventory.layout[name]
        return self.rows[:, first:last]

    def mean(self, spans: NDArray[np.int64], name: str) -> NDArray[np.float32]:
        """The mean of the columns ``name`` over each span [s, 2] of tokens: [s, columns]."""
        first, last = self.inventory.layout[name]
        lengths = spans[:, 1] - spans[:, 0]
        total = self.rows[spans[:, 0], first:last]
        for k in range(1, int(lengths.max(initial=0))):
            longer = np.nonzero(lengths > k)[0]
            total[longer] += self.rows[spans[longer, 0] + k, first:last]
        total /= lengths[:, None]
        return total


class Encoder:
    """The weights of a directory: ``encoder.onnx``, ``heads.npz``, ``inventory.json``, ``tokenizer.json``."""

    def __init__(self, weights: Path) -> None:
        import onnxruntime

        if not (weights / "encoder.onnx").exists():
            raise SaysoError(f"{weights}: no weights here (encoder.onnx is missing); `make weights` builds them")
        options = onnxruntime.SessionOptions()
        # one core by default: documents, not matrices, are what many cores are for
        options.intra_op_num_threads = int(os.environ.get("SAYSO_THREADS", "1"))
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # without this fusion int8 encoders are a tenth faster here
        self._session = onnxruntime.InferenceSession(
            str(weights / "encoder.onnx"), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
        )
        self.inventory = Inventory.load(weights / "inventory.json")
        self.tokenizer = Tokenizer(weights / "tokenizer.json")
        with np.load(weights / "heads.npz") as stored:
            self.heads = {name: stored[name] for name in stored.files}

    def __call__(self, text: str) -> Scores:
        """Read a text."""
        tokens = self.tokenizer(text)
        rows = np.zeros((len(tokens), self.inventory.width), np.float32)
        for a, b in windows(tokens.ids, self.inventory.window):
            ids = np.concatenate([[CLS], tokens.ids[a:b], [SEP]])[None]
            shapes = np.concatenate([[0], tokens.shapes[a:b], [0]])[None]
            rows[a:b] = self._session.run(None, {"ids": ids, "shapes": shapes})[0][0, 1:-1]
        return Scores(tokens, rows, self.inventory, self.heads)


@lru_cache(maxsize=2)
def load(weights: Path = WEIGHTS) -> Encoder:
    """The encoder of a directory, read once a process."""
    return Encoder(weights)
