"""Writes image_operations.json: convolutions with dilation and groups, transposed ones, sequences
and upsampling of PyTorch with their gradients, channels last.

Inputs are multiples of 1/4, so that every sum is exact. Run: python3 image_operations.py
"""
import json
import os

import torch
import torch.nn.functional as F

torch.manual_seed(0)


def quarters(*shape):
    return (torch.randint(-8, 9, shape) / 4).requires_grad_()


def last(t):
    return t.movedim(1, -1) if t.dim() > 2 else t


def flat(t):
    values = [float(f"{v:.7g}") for v in last(t.detach()).flatten().tolist()]
    return [int(v) if v == int(v) else v for v in values]


def case(operation, inputs, compute, **settings):
    y = compute(*inputs)
    seed = quarters(*y.shape).detach()
    y.backward(seed)
    return dict(
        operation=operation, settings={k: list(v) for k, v in settings.items()},
        shapes=[list(last(i).shape) for i in inputs], inputs=[flat(i) for i in inputs],
        shape=list(last(y).shape), output=flat(y), seed=flat(seed),
        gradients=[flat(i.grad) for i in inputs])


def convolution(n, h, w, c, f, kernel, stride=(1, 1), padding=(0, 0), dilation=(1, 1), groups=1):
    inputs = quarters(n, c, h, w), quarters(f, c // groups, *kernel), quarters(f)
    return case(
        "conv2d", inputs, lambda x, k, b: F.conv2d(x, k, b, stride, padding, dilation, groups),
        stride=stride, padding=padding, dilation=dilation, groups=[groups])


def sequence(n, t, c, f, kernel, stride=1, padding=0, dilation=1, groups=1):
    inputs = quarters(n, c, t), quarters(f, c // groups, kernel), quarters(f)
    return case(
        "conv1d", inputs, lambda x, k, b: F.conv1d(x, k, b, stride, padding, dilation, groups),
        stride=[stride], padding=[padding], dilation=[dilation], groups=[groups])


def transposed(n, h, w, f, c, kernel, stride=(1, 1), padding=(0, 0), dilation=(1, 1), groups=1,
               more=(0, 0)):
    inputs = quarters(n, f, h, w), quarters(f, c // groups, *kernel), quarters(c)
    return case(
        "convTranspose2d", inputs,
        lambda x, k, b: F.conv_transpose2d(x, k, b, stride, padding, more, groups, dilation),
        stride=stride, padding=padding, dilation=dilation, groups=[groups], outputPadding=more)


def upsampling(mode, h, w, c, factor):
    options = {} if mode == "nearest" else dict(align_corners=False)
    return case(
        mode, [quarters(2, c, h, w)],
        lambda x: F.interpolate(x, scale_factor=factor, mode=mode, **options), factor=[factor])


cases = [
    convolution(2, 7, 6, 3, 4, (3, 3), padding=(2, 2), dilation=(2, 2)),
    convolution(1, 8, 9, 4, 6, (3, 2), stride=(2, 3), padding=(1, 0), dilation=(1, 2), groups=2),
    convolution(2, 6, 5, 5, 5, (3, 3), padding=(1, 1), groups=5),
    convolution(1, 7, 8, 3, 3, (3, 3), stride=(2, 2), padding=(1, 1), groups=3),
    convolution(1, 6, 6, 2, 6, (2, 2), groups=2),
    convolution(1, 4, 9, 2, 3, (1, 3), (1, 2), (0, 1)),
    sequence(2, 9, 3, 4, 3, padding=1), sequence(1, 11, 4, 4, 3, 2, 2, 2, 2),
    sequence(2, 6, 3, 3, 2, groups=3),
    transposed(2, 4, 3, 3, 4, (2, 2), (2, 2)),
    transposed(1, 4, 5, 4, 2, (3, 3), (2, 2), (1, 1), more=(1, 1)),
    transposed(1, 3, 4, 4, 6, (3, 2), (2, 3), (1, 0), (1, 2), 2, (1, 0)),
    transposed(1, 5, 6, 3, 3, (3, 3), (1, 1), (3, 3), groups=3),
    upsampling("nearest", 3, 2, 3, 2), upsampling("nearest", 2, 3, 2, 3),
    upsampling("bilinear", 3, 4, 3, 2), upsampling("bilinear", 2, 1, 2, 3),
]
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "image_operations.json")
with open(path, "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
