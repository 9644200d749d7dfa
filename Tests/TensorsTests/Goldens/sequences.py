"""Writes sequences.json: PyTorch's normalisations, activations, recurrent layers, attention and
embedding with their gradients, in double precision. Images are in NHWC order.

Run: python3 sequences.py
"""
import json
import os

import torch
import torch.nn as nn
import torch.nn.functional as F

torch.manual_seed(3)
torch.set_default_dtype(torch.float64)


def flat(t):
    return [float(f"{v:.7g}") for v in t.detach().flatten().tolist()]


def drawn(*shape):
    return torch.randn(*shape).requires_grad_()


def case(operation, inputs, compute, **settings):
    y = compute(*inputs)
    seed = torch.randn_like(y)
    y.backward(seed)
    return dict(
        operation=operation, settings=settings, shapes=[list(i.shape) for i in inputs],
        inputs=[flat(i) for i in inputs], shape=list(y.shape), output=flat(y), seed=flat(seed),
        gradients=[flat(i.grad) if i.requires_grad else [] for i in inputs])


def embeddings():
    ids = torch.tensor([[3, 0, 3], [4, 3, 0]])
    yield case(
        "embedding", [drawn(5, 3), ids.double()], lambda table, i: F.embedding(i.long(), table))


def normalizations():
    def nchw(t):
        return t.permute(0, 3, 1, 2)

    def nhwc(t):
        return t.permute(0, 2, 3, 1)

    yield case("layerNorm", [drawn(3, 5), drawn(5), drawn(5)],
               lambda x, s, b: F.layer_norm(x, (5,), s, b))
    yield case("layerNorm", [drawn(1, 2, 19), drawn(19), drawn(19)],
               lambda x, s, b: F.layer_norm(x, (19,), s, b))
    yield case("layerNorm", [drawn(2, 1), drawn(1), drawn(1)],
               lambda x, s, b: F.layer_norm(x, (1,), s, b))
    yield case("rmsNorm", [drawn(1, 2, 19), drawn(19)],
               lambda x, s: F.rms_norm(x, (19,), s, eps=1e-5))
    yield case("groupNorm", [drawn(2, 2, 3, 6), drawn(6), drawn(6)],
               lambda x, s, b: nhwc(F.group_norm(nchw(x), 3, s, b)), groups=3)
    yield case("groupNorm", [drawn(2, 6), drawn(6), drawn(6)],
               lambda x, s, b: F.group_norm(x, 2, s, b), groups=2)
    yield case("instanceNorm", [drawn(2, 3, 2, 5), drawn(5), drawn(5)],
               lambda x, s, b: nhwc(F.instance_norm(nchw(x), weight=s, bias=b)))


def activations():
    for name, function in dict(elu=F.elu, selu=F.selu, silu=F.silu, softplus=F.softplus,
                               hardSwish=F.hardswish).items():
        yield case(name, [(3 * torch.randn(1, 17)).requires_grad_()], function, parameter=1)
    yield case("elu", [drawn(9)], lambda x: F.elu(x, 0.3), parameter=0.3)
    yield case("softplus", [drawn(9)], lambda x: F.softplus(x, 2.5, 50), parameter=2.5)
    yield case("prelu", [drawn(4, 1), drawn(1)], F.prelu)
    yield case("prelu", [drawn(3, 5), drawn(1)], F.prelu)
    yield case("prelu", [drawn(3, 5), drawn(5)], F.prelu)


def recurrences():
    """x is made by a linear layer before; here it is the input's part of the sums itself."""
    for name, kind, gates in (("rnn", nn.RNN, 1), ("lstm", nn.LSTM, 4), ("gru", nn.GRU, 3)):
        b, t, h = 2, 3, 4
        inputs = [drawn(b, t, gates * h), drawn(gates * h, h)]
        inputs += [drawn(gates * h)] * (name == "gru")
        inputs += [drawn(b, h) for _ in range(2 if name == "lstm" else 1)]

        def compute(x, weight, *rest):
            layer = kind(gates * h, h, batch_first=True)
            bias = rest[0] if name == "gru" else torch.zeros(gates * h)
            states = [s[None] for s in rest[name == "gru":]]
            values = dict(weight_ih_l0=torch.eye(gates * h), weight_hh_l0=weight,
                          bias_ih_l0=torch.zeros(gates * h), bias_hh_l0=bias)
            state = tuple(states) if name == "lstm" else states[0]
            return torch.func.functional_call(layer, values, (x, state))[0]

        yield case(name, inputs, compute)


def attentions():
    def split(t, heads):
        return t.unflatten(-1, (heads, -1)).transpose(1, 2)

    def attend(q, k, v, heads, causal, padding):
        mask = None if padding is None else padding[:, None, None, :] != 0
        y = F.scaled_dot_product_attention(
            split(q, heads), split(k, heads), split(v, heads), attn_mask=mask, is_causal=causal)
        return y.transpose(1, 2).flatten(2)

    for causal in (0, 1):
        yield case("selfAttention", [drawn(2, 5, 18)],
                   lambda x: attend(*x.chunk(3, -1), 2, bool(causal), None), heads=2, causal=causal)
    padding = torch.tensor([[1., 1, 0, 1], [1, 1, 1, 0]])
    yield case("selfAttention", [drawn(2, 4, 12), padding],
               lambda x, p: attend(*x.chunk(3, -1), 1, False, p), heads=1, causal=0)
    yield case("crossAttention", [drawn(2, 3, 6), drawn(2, 4, 12)],
               lambda q, kv: attend(q, *kv.chunk(2, -1), 2, False, None), heads=2)
    yield case("crossAttention", [drawn(2, 3, 6), drawn(2, 4, 12), padding],
               lambda q, kv, p: attend(q, *kv.chunk(2, -1), 2, False, p), heads=2)


FAMILIES = [embeddings, normalizations, activations, recurrences, attentions]
cases = [c for family in FAMILIES for c in family()]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "sequences.json"), "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
