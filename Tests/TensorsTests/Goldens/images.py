"""Writes images.json: convolutions and pooling of PyTorch with their gradients, in NHWC order.

All inputs are multiples of 1/4, so that every sum is exact and no tolerance is needed (means of
windows are compared with one). Run: python3 images.py
"""
import json
import os

import torch
import torch.nn.functional as F

torch.manual_seed(0)


def quarters(*shape):
    return (torch.randint(-8, 9, shape) / 4).requires_grad_()


def nhwc(t):
    return t.permute(0, 2, 3, 1) if t.dim() == 4 else t


def flat(t):
    return [float(f"{v:.7g}") for v in nhwc(t.detach()).flatten().tolist()]


def case(operation, inputs, compute, **settings):
    y = compute(*inputs)
    seed = quarters(*y.shape).detach()
    y.backward(seed)
    return dict(
        operation=operation, settings=settings,
        shapes=[list(nhwc(i).shape) for i in inputs], inputs=[flat(i) for i in inputs],
        shape=list(nhwc(y).shape), output=flat(y), seed=flat(seed),
        gradients=[flat(i.grad) for i in inputs])


def convolution(n, h, w, c, f, kh, kw, stride, padding):
    inputs = quarters(n, c, h, w), quarters(f, c, kh, kw), quarters(f)
    return case(
        "conv2d", inputs, lambda x, k, b: F.conv2d(x, k, b, stride, padding),
        stride=stride, padding=padding)


def pooling(operation, function, h, w, c, kernel, stride, padding):
    return case(
        operation, [quarters(2, c, h, w)], lambda x: function(x, kernel, stride, padding),
        kernel=kernel, stride=stride, padding=padding)


def adaptive(h, w, c, height, width):
    return case(
        "adaptiveAvgPool2d", [quarters(1, c, h, w)],
        lambda x: F.adaptive_avg_pool2d(x, (height, width)), height=height, width=width)


cases = [
    convolution(2, 5, 4, 3, 4, 3, 3, 1, 1), convolution(1, 7, 6, 2, 3, 3, 2, 2, 1),
    convolution(1, 6, 6, 1, 6, 5, 5, 1, 2), convolution(2, 5, 5, 4, 2, 1, 1, 2, 0),
    pooling("maxPool2d", F.max_pool2d, 6, 4, 3, 2, 2, 0),
    pooling("maxPool2d", F.max_pool2d, 7, 5, 2, 3, 2, 1),
    pooling("avgPool2d", F.avg_pool2d, 6, 4, 2, 2, 2, 0),
    pooling("avgPool2d", F.avg_pool2d, 7, 5, 2, 3, 2, 1),
    adaptive(6, 4, 3, 1, 1), adaptive(7, 5, 2, 3, 2), adaptive(2, 3, 1, 4, 5),
]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "images.json"), "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
