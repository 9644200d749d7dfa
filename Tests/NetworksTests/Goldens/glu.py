"""Makes glu.json: PyTorch's gated linear unit with its gradient, in double precision.

usage: glu.py (writes beside itself; needs torch).
"""
import json
import pathlib

import torch

torch.manual_seed(2029)
torch.set_default_dtype(torch.float64)


def pack(t):
    return {"shape": list(t.shape), "values": t.detach().flatten().tolist()}


def case(*shape):
    x = torch.randn(*shape, requires_grad=True)
    y = torch.nn.functional.glu(x)
    seed = torch.randn_like(y)
    y.backward(seed)
    return {"input": pack(x), "output": pack(y), "cotangent": pack(seed),
            "inputGradient": pack(x.grad)}


cases = [case(3, 8), case(2, 3, 4), case(2, 2, 2, 6)]
(pathlib.Path(__file__).parent / "glu.json").write_text(json.dumps(cases) + "\n")
