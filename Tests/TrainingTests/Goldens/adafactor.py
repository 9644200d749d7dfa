"""Makes adafactor.json: six steps of PyTorch's Adafactor, in double precision.

usage: adafactor.py (writes beside itself; needs torch 2.5 or later).
"""
import json
import pathlib

import torch

torch.manual_seed(2031)
torch.set_default_dtype(torch.float64)


def pack(t):
    return {"shape": list(t.shape), "values": t.detach().flatten().tolist()}


def case(name, **settings):
    parameters = [torch.nn.Parameter(torch.randn(*s)) for s in ((3, 7), (5,), (2, 3, 4))]
    updater = torch.optim.Adafactor(parameters, **settings)
    found = {"name": name, "before": [pack(p) for p in parameters], "gradients": []}
    for _ in range(6):
        for p in parameters:
            p.grad = torch.randn_like(p)
        found["gradients"].append([pack(p.grad) for p in parameters])
        updater.step()
    found["after"] = [pack(p) for p in parameters]
    return found


cases = [case("plain"), case("set", lr=0.2, beta2_decay=-0.5, eps=(None, 0.01), d=1.2,
                             weight_decay=0.1)]
(pathlib.Path(__file__).parent / "adafactor.json").write_text(json.dumps(cases) + "\n")
