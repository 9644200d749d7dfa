"""Writes losses.json: 20 training steps of each workload by PyTorch: both memory layouts, and double precision.

usage: make.py     (torch 2.13 CPU)
"""
import json
import pathlib
import subprocess
import sys

here = pathlib.Path(__file__).resolve().parent
script = here.parents[2] / "Sources/Workloads/pytorch_steps.py"


def losses(number, mode):
    return json.loads(subprocess.check_output([sys.executable, script, "losses", number, mode]))


cases = {n: [losses(n, mode) for mode in ("eager", "tuned", "double")] for n in "12345678"}
(here / "losses.json").write_text(
    "{\n" + ",\n".join(f'"{n}": {json.dumps(v)}' for n, v in cases.items()) + "\n}\n")
