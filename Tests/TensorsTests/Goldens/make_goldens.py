"""Writes pytorch.json: values and gradients of PyTorch for the operations whose conventions matter.

usage: make_goldens.py     (torch 2.13; float64, so that the file holds the formulas' own values)

A case: inputs [{shape, values}], the result's values, and the gradient of sum(result * seed), with
seed[i] = 1 + i / 10, with respect to each input that has one.
"""
import json
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
cases = []


def tensor(*shape, scale=2.0, start=0):
    """The same few numbers everywhere, exact in single precision: no generator to agree on."""
    count = 1
    for extent in shape:
        count *= extent
    values = [((start + i) * 37 % 101 - 50) / 64 * scale for i in range(count)]
    return torch.tensor(values).reshape(shape)


def case(name, inputs, compute, fixed=(), numbers=None):
    leaves = [x.clone().requires_grad_() for x in inputs]
    results = compute(*leaves, *fixed)
    results = results if isinstance(results, tuple) else (results,)
    y = results[0]
    seed = (1 + torch.arange(y.numel()) / 10).reshape(y.shape)
    (y * seed).sum().backward()
    flat = lambda t: t.flatten().tolist()
    cases.append(dict(
        name=name, numbers=numbers or {},
        inputs=[dict(shape=list(x.shape), values=flat(x)) for x in [*inputs, *fixed]],
        results=[dict(shape=list(r.shape), values=flat(r.detach())) for r in results],
        gradients=[flat(x.grad) for x in leaves]))


wide = torch.tensor([-50.0, -9, -4, -2.5, -1, -0.5, -1e-3, 0, 1e-3, 0.5, 1, 2.5, 4, 9, 50])
case("gelu", [wide], F.gelu)
case("gelu-tanh", [wide], lambda x: F.gelu(x, approximate="tanh"))
case("leaky-relu", [wide], lambda x: F.leaky_relu(x, 0.01))
case("relu", [wide], F.relu)
case("tanh", [wide], torch.tanh)
case("sigmoid", [wide], torch.sigmoid)

logits = tensor(4, 5, scale=4)
classes = torch.tensor([3, 0, 4, 1])
soft = tensor(4, 5, start=9).softmax(1)
for reduction in ("mean", "sum"):
    for smoothing in (0.0, 0.1):
        case(f"cross-entropy-classes-{reduction}", [logits],
             lambda x: F.cross_entropy(x, classes, label_smoothing=smoothing, reduction=reduction),
             numbers=dict(smoothing=smoothing))
        case(f"cross-entropy-probabilities-{reduction}", [logits],
             lambda x, t: F.cross_entropy(x, t, label_smoothing=smoothing, reduction=reduction),
             fixed=[soft], numbers=dict(smoothing=smoothing))
    x = torch.tensor([-50.0, 50, -50, 50, 0, 3, -3, 20, -20, 0.5])
    t = torch.tensor([0.0, 1, 1, 0, 0.5, 1, 1, 0.25, 1, 0])
    case(f"binary-cross-entropy-{reduction}", [x],
         lambda x, t: F.binary_cross_entropy_with_logits(x, t, reduction=reduction), fixed=[t])
    case(f"squared-error-{reduction}", [tensor(3, 4), tensor(3, 4, start=5)],
         lambda x, y: F.mse_loss(x, y, reduction=reduction))

large = torch.tensor([[1e4, 1e4 - 1, -1e4], [80.0, 100, 120], [-1e30, 0, 1e-3], [3.0, 3, 3]])
case("softmax", [large], lambda x: x.softmax(-1))
case("log-softmax", [large], lambda x: x.log_softmax(-1))


def channels(x):  # [n, h, w, c] as batch_norm wants it
    return x.permute(0, 3, 1, 2)


def train(x, scale, shift):
    running_mean, running_var = torch.zeros(3), torch.ones(3)
    y = F.batch_norm(channels(x), running_mean, running_var, scale, shift, True, 1.0, 1e-5)
    count = x.numel() / 3
    return y.permute(0, 2, 3, 1), running_mean, running_var * (count - 1) / count


image = tensor(2, 2, 3, 3)
scale, shift = torch.tensor([0.5, 1.0, 2.0]), torch.tensor([-1.0, 0.0, 0.5])
case("batch-norm", [image, scale, shift], train)
case("batch-norm-inference", [image, scale, shift],
     lambda x, s, b, m, v: F.batch_norm(channels(x), m, v, s, b, False, 0.1, 1e-5).permute(0, 2, 3, 1),
     fixed=[torch.tensor([0.1, -0.2, 0.3]), torch.tensor([0.5, 1.0, 2.0])])


def optimizer(name, build, **numbers):
    """Three steps; results: the parameter after each."""
    p = tensor(3, 7).requires_grad_()
    start, steps = p.detach().clone(), []
    rule = build([p])
    for step in range(3):
        p.grad = tensor(3, 7, start=11 * step + 3)
        rule.step()
        steps.append(p.detach().clone())
    cases.append(dict(
        name=name, numbers=numbers, gradients=[],
        inputs=[dict(shape=[3, 7], values=t.flatten().tolist())
                for t in [start] + [tensor(3, 7, start=11 * s + 3) for s in range(3)]],
        results=[dict(shape=[3, 7], values=t.flatten().tolist()) for t in steps]))


O = torch.optim
optimizer("sgd", lambda p: O.SGD(p, lr=0.1, weight_decay=0.01), decay=0.01)
optimizer("sgd-momentum", lambda p: O.SGD(p, lr=0.1, momentum=0.9, weight_decay=0.01), decay=0.01)
optimizer("sgd-nesterov", lambda p: O.SGD(p, lr=0.1, momentum=0.9, nesterov=True), decay=0.0)
optimizer("adam", lambda p: O.Adam(p, lr=0.1, weight_decay=0.01), decay=0.01)
optimizer("adamw", lambda p: O.AdamW(p, lr=0.1, weight_decay=0.01), decay=0.01)

path = pathlib.Path(__file__).with_name("pytorch.json")
path.write_text("[\n" + ",\n".join(json.dumps(c, allow_nan=False) for c in cases) + "\n]\n")
