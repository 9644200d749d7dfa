"""Makes morelosses.json: further losses of PyTorch with their gradients, in double precision.

usage: morelosses.py (writes beside itself; needs torch). The binary hinge loss is not in PyTorch:
max(0, 1 - s y) written out. Distillation is Hinton's formula from PyTorch's parts.
"""
import json
import pathlib

import torch
import torch.nn.functional as F

torch.manual_seed(2028)
torch.set_default_dtype(torch.float64)
HERE = pathlib.Path(__file__).parent


def pack(t):
    values = [float(f"{v:.9g}") for v in t.detach().flatten().tolist()]
    return {"shape": list(t.shape), "values": values}


def case(name, function, outputs, **targets):
    outputs.requires_grad_(True)
    loss = function(outputs)
    loss.backward()
    kinds = {k: v.tolist() if k == "classes" else pack(v) for k, v in targets.items()}
    return {"name": name, "outputs": pack(outputs), "loss": loss.item(),
            "gradient": pack(outputs.grad), **kinds}


def log_p():
    return torch.randn(5, 4).log_softmax(1)


def losses():
    c, ignored = torch.tensor([0, 3, 1, 2, 3]), torch.tensor([3, 0, 3, 1, 1])
    q, t = torch.rand(5, 4).softmax(1), torch.randn(5, 3)
    zero_one, share = torch.tensor([0.0, 1, 1, 0, 1]).view(5, 1), torch.rand(5, 2)
    for r in ("mean", "sum"):
        yield case(f"nll {r}", lambda x: F.nll_loss(x, c, reduction=r), log_p(), classes=c)
        yield case(f"nll ignoring {r}",
                   lambda x: F.nll_loss(x, ignored, ignore_index=3, reduction=r), log_p(),
                   classes=ignored)
        yield case(f"cross-entropy ignoring {r}", lambda x: F.cross_entropy(
            x, ignored, ignore_index=3, reduction=r), torch.randn(5, 4), classes=ignored)
        yield case(f"kl {r}", lambda x: F.kl_div(
            x, q, reduction={"mean": "batchmean", "sum": "sum"}[r]), log_p(), probabilities=q)
        yield case(f"multi-margin {r}", lambda x: F.multi_margin_loss(
            x, c, margin=0.8, reduction=r), torch.randn(5, 4), classes=c)
        yield case(f"bce {r}", lambda x: F.binary_cross_entropy(x, share, reduction=r),
                   torch.rand(5, 2) * 0.9 + 0.05, values=share)
        yield case(f"l1 {r}", lambda x: F.l1_loss(x, t, reduction=r), torch.randn(5, 3), values=t)
        yield case(f"huber {r}", lambda x: F.huber_loss(x, t, delta=0.6, reduction=r),
                   torch.randn(5, 3), values=t)
        yield case(f"hinge {r}", lambda x: getattr(
            F.relu(1 - (2 * zero_one - 1) * x), r)(), torch.randn(5, 1), values=zero_one)
    yield case("bce of certainties", lambda x: F.binary_cross_entropy(x, zero_one),
               torch.tensor([0.0, 1, 0, 1, 0.5]).view(5, 1), values=zero_one)
    teacher = 2 * torch.randn(5, 4)
    yield case("distillation", lambda x: 0.7 * 9 * F.kl_div(
        (x / 3).log_softmax(1), (teacher / 3).softmax(1), reduction="batchmean")
        + 0.3 * F.cross_entropy(x, c), torch.randn(5, 4), classes=c, teacher=teacher)
    places = torch.tensor([0, 3, 1, 2, 3, 1])
    teacher = 2 * torch.randn(2, 3, 4)
    for name, kept in [("", places >= 0), (" ignoring", places != 3)]:
        yield case(f"distillation of positions{name}", lambda x: 0.7 * 9 * F.kl_div(
            (x / 3).log_softmax(2).view(6, 4)[kept], (teacher / 3).softmax(2).view(6, 4)[kept],
            reduction="batchmean") + 0.3 * F.cross_entropy(x.view(6, 4)[kept], places[kept]),
            torch.randn(2, 3, 4), classes=places, teacher=teacher)


(HERE / "morelosses.json").write_text(json.dumps(list(losses())) + "\n")
