"""Writes half.json: 20 training steps of workloads 2 and 4 by PyTorch under autocast to bfloat16.

usage: half.py     (torch 2.13 CPU; takes long on processors without bfloat16)
"""
import json
import pathlib

from make import losses

cases = {n: losses(n, "bf16") for n in "24"}
(pathlib.Path(__file__).resolve().parent / "half.json").write_text(
    "{\n" + ",\n".join(f'"{n}": {json.dumps(v)}' for n, v in cases.items()) + "\n}\n")
