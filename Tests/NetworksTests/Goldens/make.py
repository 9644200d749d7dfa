"""Makes layers.json and losses.json: values and gradients of PyTorch in double precision.

usage: make.py (writes beside itself; needs torch). Images are converted from NCHW to NHWC and
convolution weights from [out, in, kh, kw] to [out, kh, kw, in].
"""
import json
import pathlib

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(2026)
torch.set_default_dtype(torch.float64)
HERE = pathlib.Path(__file__).parent


def nhwc(t):
    return t.permute(0, 2, 3, 1).contiguous() if t.dim() == 4 else t


def pack(t):
    t = nhwc(t.detach())
    return {"shape": list(t.shape), "values": [float(f"{v:.7g}") for v in t.flatten().tolist()]}


NAMES = {"running_mean": "runningMean", "running_var": "runningVariance"}


def packed(tensors):
    return {NAMES.get(n, n): pack(t) for n, t in tensors if n != "num_batches_tracked"}


def layer_case(name, layer, *shape, training=True):
    layer.train(training)
    if isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d)):
        nn.init.normal_(layer.weight)
        nn.init.normal_(layer.bias)
        nn.init.normal_(layer.running_mean)
        nn.init.uniform_(layer.running_var, 0.5, 2)
    case = {"name": name, "training": training}
    x = torch.randn(*shape, requires_grad=True)
    case["input"] = pack(x)
    case["parameters"] = packed(layer.named_parameters()) | packed(layer.named_buffers())
    y = layer(x)
    seed = torch.randn_like(y)
    y.backward(seed)
    case["output"], case["cotangent"] = pack(y), pack(seed)
    case["inputGradient"] = pack(x.grad)
    case["gradients"] = packed((n, p.grad) for n, p in layer.named_parameters())
    case["statistics"] = packed(layer.named_buffers())
    return case


def flatten_case():
    x = torch.randn(2, 3, 2, 4)
    case = layer_case("flatten", nn.Flatten(), 2, 3)
    flat = nhwc(x).flatten(1)
    seed = torch.randn_like(flat)
    back = seed.view(2, 2, 4, 3)
    return case | {"input": pack(x), "output": pack(flat), "cotangent": pack(seed),
                   "inputGradient": {"shape": list(back.shape), "values": pack(seed)["values"]}}


def layers():
    yield layer_case("linear", nn.Linear(7, 5), 4, 7)
    yield layer_case("linear without bias", nn.Linear(3, 2, bias=False), 4, 3)
    yield layer_case("conv2d 3 padding 1", nn.Conv2d(3, 4, 3, padding=1), 2, 3, 5, 6)
    yield layer_case("conv2d 5 stride 2", nn.Conv2d(2, 3, 5, stride=2), 2, 2, 9, 8)
    yield layer_case("conv2d 1 without bias", nn.Conv2d(4, 3, 1, bias=False), 2, 4, 3, 3)
    for training in (True, False):
        suffix = "training" if training else "evaluation"
        yield layer_case("batch-norm1d " + suffix, nn.BatchNorm1d(5), 6, 5, training=training)
        yield layer_case(
            "batch-norm2d " + suffix, nn.BatchNorm2d(3, momentum=0.3, eps=1e-3), 2, 3, 4, 3,
            training=training)
    yield layer_case("relu", nn.ReLU(), 3, 7)
    yield layer_case("leaky-relu", nn.LeakyReLU(), 3, 7)
    yield layer_case("leaky-relu 0.2", nn.LeakyReLU(0.2), 3, 7)
    yield layer_case("tanh", nn.Tanh(), 3, 7)
    yield layer_case("sigmoid", nn.Sigmoid(), 3, 7)
    yield layer_case("gelu", nn.GELU(), 3, 7)
    yield layer_case("gelu tanh", nn.GELU("tanh"), 3, 7)
    yield layer_case("softmax", nn.Softmax(1), 3, 7)
    yield layer_case("max-pool2d 2", nn.MaxPool2d(2), 2, 3, 6, 5)
    yield layer_case("max-pool2d 3 stride 2 padding 1", nn.MaxPool2d(3, 2, 1), 2, 3, 7, 6)
    yield layer_case("avg-pool2d 2", nn.AvgPool2d(2), 2, 3, 6, 5)
    yield layer_case("avg-pool2d 3 stride 2 padding 1", nn.AvgPool2d(3, 2, 1), 2, 3, 7, 6)
    yield layer_case("adaptive-avg-pool2d 1", nn.AdaptiveAvgPool2d(1), 2, 3, 5, 4)
    yield layer_case("adaptive-avg-pool2d 3x2", nn.AdaptiveAvgPool2d((3, 2)), 2, 3, 5, 7)
    yield flatten_case()


def loss_case(name, function, outputs, targets, kind):
    outputs.requires_grad_(True)
    loss = function(outputs, targets)
    loss.backward()
    packed_targets = targets.tolist() if kind == "classes" else pack(targets)
    return {"name": name, "outputs": pack(outputs), kind: packed_targets, "loss": loss.item(),
            "gradient": pack(outputs.grad)}


def losses():
    classes = torch.tensor([0, 3, 2, 3, 1])
    spread = torch.softmax(torch.randn(5, 4), 1)
    for reduction in ("mean", "sum"):
        for smoothing in (0.0, 0.1):
            def cross_entropy(z, t):
                return F.cross_entropy(z, t, label_smoothing=smoothing, reduction=reduction)
            name = f"cross-entropy {smoothing} {reduction}"
            yield loss_case(name, cross_entropy, 3 * torch.randn(5, 4), classes, "classes")
            yield loss_case(name + " spread", cross_entropy, torch.randn(5, 4), spread,
                            "probabilities")
        yield loss_case(
            f"binary-cross-entropy {reduction}",
            lambda z, t: F.binary_cross_entropy_with_logits(z, t, reduction=reduction),
            20 * torch.randn(4, 3), torch.rand(4, 3), "values")
        yield loss_case(
            f"binary-cross-entropy {reduction} classes",
            lambda z, t: F.binary_cross_entropy_with_logits(
                z, t.to(z.dtype)[:, None], reduction=reduction),
            torch.randn(4, 1), torch.tensor([0, 1, 1, 0]), "classes")
        yield loss_case(
            f"mean-squared-error {reduction}",
            lambda z, t: F.mse_loss(z, t, reduction=reduction),
            torch.randn(4, 3), torch.randn(4, 3), "values")


(HERE / "layers.json").write_text(json.dumps(list(layers())) + "\n")
(HERE / "losses.json").write_text(json.dumps(list(losses())) + "\n")
