"""Writes half.json: PyTorch's products under torch.autocast("cpu", dtype=torch.bfloat16), with their gradients.
Images are in NHWC order, filters [f, kh, kw, c].

Run: python3 half.py
"""
import json
import os

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(5)


def flat(t):
    return [float(f"{v:.5g}") for v in t.detach().float().flatten().tolist()]


def drawn(*shape):
    return torch.randn(*shape).round(decimals=3).requires_grad_()


def case(operation, inputs, compute, **settings):
    with torch.autocast("cpu", dtype=torch.bfloat16):
        y = compute(*inputs).float()
    seed = torch.randn_like(y).round(decimals=3)
    y.backward(seed)
    return dict(
        operation=operation, settings=settings, shapes=[list(i.shape) for i in inputs],
        inputs=[flat(i) for i in inputs], shape=list(y.shape), output=flat(y), seed=flat(seed),
        gradients=[flat(i.grad) for i in inputs])


def nchw(t):
    return t.permute(0, 3, 1, 2)


def split(t, heads):
    return t.unflatten(-1, (heads, -1)).transpose(1, 2)


def attend(q, k, v, heads, causal):
    y = F.scaled_dot_product_attention(split(q, heads), split(k, heads), split(v, heads), is_causal=causal)
    return y.transpose(1, 2).flatten(2)


def recurrent(kind, gates, h):
    def compute(x, weight, *rest):
        layer = kind(gates * h, h, batch_first=True)
        values = dict(weight_ih_l0=torch.eye(gates * h), weight_hh_l0=weight, bias_ih_l0=torch.zeros(gates * h),
                      bias_hh_l0=rest[0] if rest else torch.zeros(gates * h))
        with torch.backends.mkldnn.flags(enabled=False):  # oneDNN lacks it on processors without bfloat16
            return torch.func.functional_call(layer, values, (x,))[0]

    return compute


def cases():
    yield case("linear", [drawn(2, 5, 19), drawn(7, 19), drawn(7)], F.linear)
    yield case("matmul", [drawn(3, 4, 9), drawn(3, 9, 5)], torch.matmul)
    for stride, groups, shape in ((1, 1, (6, 3, 3, 5)), (2, 1, (4, 3, 3, 5)), (1, 5, (10, 3, 3, 1))):
        yield case(
            "conv2d", [drawn(1, 5, 4, 5), drawn(*shape), drawn(shape[0])],
            lambda x, w, b: F.conv2d(nchw(x), nchw(w), b, stride, 1, 1, groups).permute(0, 2, 3, 1),
            stride=stride, groups=groups)
    yield case("convTranspose2d", [drawn(1, 3, 4, 5), drawn(5, 2, 2, 3)],
               lambda x, w: F.conv_transpose2d(nchw(x), nchw(w), stride=2).permute(0, 2, 3, 1))
    for causal in (0, 1):
        yield case("selfAttention", [drawn(1, 9, 3 * 8)],
                   lambda x: attend(*x.chunk(3, -1), 2, causal == 1), causal=causal)
    yield case("crossAttention", [drawn(2, 5, 8), drawn(2, 7, 16)],
               lambda q, kv: attend(q, *kv.chunk(2, -1), 2, False))
    yield case("rnn", [drawn(2, 6, 5), drawn(5, 5)], recurrent(nn.RNN, 1, 5))
    yield case("lstm", [drawn(2, 6, 20), drawn(20, 5)], recurrent(nn.LSTM, 4, 5))
    yield case("gru", [drawn(2, 6, 15), drawn(15, 5), drawn(15)], recurrent(nn.GRU, 3, 5))


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "half.json"), "w") as f:
    f.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases()) + "\n]\n")
