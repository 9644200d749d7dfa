"""Makes optimizers.json: five steps of PyTorch's optimizers on one parameter, in double precision.

usage: optimizers.py (writes beside itself; needs torch). Lion is not in PyTorch: its steps follow
the algorithm of Chen et al., arXiv 2302.06675, line by line.
"""
import json
import pathlib

import torch

torch.manual_seed(2027)
torch.set_default_dtype(torch.float64)
HERE = pathlib.Path(__file__).parent
O = torch.optim


class Lion(torch.optim.Optimizer):
    def __init__(self, params, lr, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            b1, b2 = group["betas"]
            for p in group["params"]:
                m = self.state[p].setdefault("m", torch.zeros_like(p))
                c = b1 * m + (1 - b1) * p.grad
                p.sub_(group["lr"] * (c.sign() + group["weight_decay"] * p))
                m.mul_(b2).add_((1 - b2) * p.grad)


CASES = {
    "rmsprop": lambda p: O.RMSprop(p, lr=0.01),
    "rmsprop-momentum": lambda p: O.RMSprop(
        p, lr=0.02, alpha=0.9, eps=1e-6, momentum=0.8, weight_decay=0.1),
    "adagrad": lambda p: O.Adagrad(p, lr=0.05),
    "adagrad-decay": lambda p: O.Adagrad(p, lr=0.05, lr_decay=0.1, weight_decay=0.1, eps=1e-8),
    "nadam": lambda p: O.NAdam(p, lr=0.02),
    "nadam-decay": lambda p: O.NAdam(
        p, lr=0.02, betas=(0.8, 0.99), eps=1e-6, weight_decay=0.1, momentum_decay=0.01),
    "nadam-decoupled": lambda p: O.NAdam(
        p, lr=0.02, weight_decay=0.1, decoupled_weight_decay=True),
    "lion": lambda p: Lion(p, lr=0.01),
    "lion-decay": lambda p: Lion(p, lr=0.01, betas=(0.8, 0.95), weight_decay=0.5),
}
# A weight that decays and a bias that does not.
GROUPED = {
    "adamw-grouped": lambda w, b: O.AdamW(
        [{"params": [w]}, {"params": [b], "weight_decay": 0.0, "lr": 0.1}], lr=0.02,
        weight_decay=0.3),
}


def pack(t):
    values = [float(f"{v:.9g}") for v in t.detach().flatten().tolist()]
    return {"shape": list(t.shape), "values": values}


def run(name, make):
    weight, bias = (torch.nn.Parameter(torch.randn(*s)) for s in ((3, 7), (5,)))
    updater = make(weight, bias)
    case = {"name": name, "before": [pack(weight), pack(bias)], "gradients": []}
    for _ in range(5):
        for p in (weight, bias):
            p.grad = torch.randn_like(p)
        case["gradients"].append([pack(weight.grad), pack(bias.grad)])
        updater.step()
    case["after"] = [pack(weight), pack(bias)]
    return case


cases = [run(n, lambda w, b, make=make: make([w, b])) for n, make in CASES.items()]
cases += [run(n, make) for n, make in GROUPED.items()]
(HERE / "optimizers.json").write_text(json.dumps(cases) + "\n")
