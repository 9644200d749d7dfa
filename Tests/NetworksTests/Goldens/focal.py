"""Makes focal.json: the focal loss of several classes with its gradient, in double precision.

usage: focal.py (writes beside itself; needs torch). PyTorch has no such loss: it is written out
from its log_softmax as in Lin et al., arXiv 1708.02002.
"""
import json
import pathlib

import torch

torch.manual_seed(2030)
torch.set_default_dtype(torch.float64)


def pack(t):
    return {"shape": list(t.shape), "values": t.detach().flatten().tolist()}


def case(gamma, alpha, ignored=None, reduction="mean"):
    x = (2 * torch.randn(6, 4)).requires_grad_()
    classes = torch.tensor([0, 3, 1, 2, 3, 1])
    kept = classes != (-1 if ignored is None else ignored)
    own = x.log_softmax(1)[torch.arange(6), classes][kept]
    loss = getattr(-alpha * (1 - own.exp()) ** gamma * own, reduction)()
    loss.backward()
    return {"gamma": gamma, "alpha": alpha, "ignored": ignored, "reduction": reduction,
            "outputs": pack(x), "classes": classes.tolist(), "loss": loss.item(),
            "gradient": pack(x.grad)}


cases = [case(2, 1), case(0, 1), case(0.5, 0.25), case(2, 1, ignored=3),
         case(5, 1, reduction="sum")]
(pathlib.Path(__file__).parent / "focal.json").write_text(json.dumps(cases) + "\n")
