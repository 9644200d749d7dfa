"""Makes networks.json: short trainings by PyTorch.

usage: make.py (writes beside itself; needs torch). Images are converted from NCHW to NHWC, weights
of convolutions from [out, in, kh, kw] to [out, kh, kw, in], and the columns of the linear layer
behind the flattened images to the order height, width, channels.
"""
import json
import pathlib

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(2026)
torch.set_default_dtype(torch.float64)
HERE = pathlib.Path(__file__).parent
STEPS = 3


class Net(nn.Sequential):
    """`flat` tells (the position of the linear layer behind a flatten, channels, height, width)."""
    def __init__(self, *layers, flat=None):
        super().__init__(*layers)
        self.flat = flat


def mlp():
    return Net(nn.Linear(6, 8), nn.Tanh(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 4))


def cnn():
    """No bias ahead of the normalization: its gradient is rounding noise, which Adam would magnify."""
    return Net(
        nn.Conv2d(2, 4, 3, padding=1, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.MaxPool2d(2),
        nn.Conv2d(4, 3, 3), nn.ReLU(), nn.Flatten(), nn.Linear(3 * 2 * 1, 4),
        flat=(7, 3, 2, 1))


INPUTS = {"mlp": (5, 6), "cnn": (5, 2, 8, 6)}
NETWORKS = {"mlp": mlp, "cnn": cnn}
OPTIMIZERS = {
    "sgd": lambda p: torch.optim.SGD(p, lr=0.1),
    "sgd-momentum": lambda p: torch.optim.SGD(p, lr=0.1, momentum=0.9),
    "sgd-nesterov-decay": lambda p: torch.optim.SGD(
        p, lr=0.1, momentum=0.9, nesterov=True, weight_decay=0.05),
    "adam": lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.8, 0.99), eps=1e-6),
    "adam-decay": lambda p: torch.optim.Adam(p, lr=0.01, weight_decay=0.1),
    "adamw": lambda p: torch.optim.AdamW(p, lr=0.01, weight_decay=0.1),
}


def pack(t):
    return {"shape": list(t.shape), "values": [float(f"{v:.7g}") for v in t.flatten().tolist()]}


def image(t):
    return t.permute(0, 2, 3, 1).contiguous() if t.dim() == 4 else t


def state(net):
    result = {}
    for name, t in net.state_dict().items():
        position, kind = name.split(".")
        if kind == "num_batches_tracked":
            continue
        if net.flat and int(position) == net.flat[0] and kind == "weight":
            t = t.view(t.shape[0], *net.flat[1:]).permute(0, 2, 3, 1).reshape(t.shape)
        name = name.replace("running_mean", "runningMean")
        result[name.replace("running_var", "runningVariance")] = pack(image(t))
    return result


def train(name, network, optimizer, clip=None, reduction="mean"):
    net = NETWORKS[network]()
    updater = OPTIMIZERS[optimizer](net.parameters())
    schedule = torch.optim.lr_scheduler.CosineAnnealingLR(updater, 10, eta_min=0.001)
    case = {"name": name, "network": network, "optimizer": optimizer, "reduction": reduction,
            "clip": clip, "before": state(net), "batches": [], "losses": [], "norms": [],
            "learningRates": []}
    for _ in range(STEPS):
        x, y = torch.randn(*INPUTS[network]), torch.randint(0, 4, (5,))
        case["batches"].append({"inputs": pack(image(x)), "classes": y.tolist()})
        updater.zero_grad()
        loss = F.cross_entropy(net(x), y, label_smoothing=0.1, reduction=reduction)
        loss.backward()
        norm = nn.utils.clip_grad_norm_(net.parameters(), clip or float("inf"))
        case["losses"].append(loss.item())
        case["norms"].append(norm.item())
        case["learningRates"].append(schedule.get_last_lr()[0])
        updater.step()
        schedule.step()
    case["after"] = state(net)
    return case


def networks():
    for optimizer in OPTIMIZERS:
        yield train(f"mlp {optimizer}", "mlp", optimizer)
    yield train("mlp clipped", "mlp", "sgd-momentum", clip=0.2)
    yield train("mlp summed", "mlp", "sgd", reduction="sum")
    for optimizer in ("sgd-nesterov-decay", "adamw"):
        yield train(f"cnn {optimizer}", "cnn", optimizer)
    yield train("cnn clipped", "cnn", "adam", clip=0.2)


(HERE / "networks.json").write_text(json.dumps(list(networks())) + "\n")
