"""Writes attention_dropout.json: PyTorch's attention with dropout of its weights, and gradients, in
double precision. The masks are those of our streams, drawn here from the paper's Philox4x32-10.

Run: python3 attention_dropout.py
"""
import json
import os

import torch

torch.manual_seed(7)
torch.set_default_dtype(torch.float64)
KEY, STREAM, RATE = 0x0123456789ABCDEF, 0x42, 0.3


def philox(key, counter):
    low = 0xFFFFFFFF
    for _ in range(10):
        first, second = 0xD2511F53 * counter[0], 0xCD9E8D57 * counter[2]
        counter = (second >> 32 ^ counter[1] ^ key[0], second & low,
                   first >> 32 ^ counter[3] ^ key[1], first & low)
        key = (key[0] + 0x9E3779B9 & low, key[1] + 0xBB67AE85 & low)
    return counter


def kept(*shape):
    """1 where word i of the stream is at least RATE 2^32."""
    count = torch.Size(shape).numel()
    words = []
    for block in range((count + 3) // 4):
        words += philox((KEY & 0xFFFFFFFF, KEY >> 32), (block, 0, STREAM, 0))
    return torch.tensor([float(w >= int(RATE * 2**32)) for w in words[:count]]).reshape(shape)


def heads_of(t, heads):
    return t.unflatten(-1, (heads, -1)).transpose(1, 2)


def attend(q, k, v, heads, causal, padding):
    q, k, v = (heads_of(t, heads) for t in (q, k, v))
    scores = q @ k.mT / q.shape[-1] ** 0.5
    if causal:
        later = torch.ones(scores.shape[-2:]).triu(1) != 0
        scores = scores.masked_fill(later, -torch.inf)
    if padding is not None:
        scores = scores.masked_fill(padding[:, None, None] == 0, -torch.inf)
    weights = scores.softmax(-1) * kept(*scores.shape) / (1 - RATE)
    return (weights @ v).transpose(1, 2).flatten(2)


def flat(t):
    return [float(f"{v:.9g}") for v in t.detach().flatten().tolist()]


def case(operation, shapes, compute, padding=None, **settings):
    inputs = [torch.randn(*shape).requires_grad_() for shape in shapes]
    y = compute(*inputs)
    seed = torch.randn_like(y)
    y.backward(seed)
    if padding is not None:
        inputs.append(padding)
    return dict(
        operation=operation, settings=settings, shapes=[list(i.shape) for i in inputs],
        inputs=[flat(i) for i in inputs], shape=list(y.shape), output=flat(y), seed=flat(seed),
        gradients=[flat(i.grad) if i.requires_grad else [] for i in inputs])


padding = torch.tensor([[1.0, 1, 0, 1], [1, 1, 1, 0]])
cases = [
    case("selfAttention", [(2, 5, 12)], lambda x: attend(*x.chunk(3, -1), 2, False, None), heads=2,
         causal=0),
    case("selfAttention", [(1, 5, 9)], lambda x: attend(*x.chunk(3, -1), 1, True, None), heads=1,
         causal=1),
    case("selfAttention", [(2, 4, 12)], lambda x: attend(*x.chunk(3, -1), 2, True, padding),
         padding, heads=2, causal=1),
    case("crossAttention", [(2, 3, 4), (2, 4, 8)],
         lambda q, kv: attend(q, *kv.chunk(2, -1), 2, False, None), heads=2),
    case("crossAttention", [(2, 3, 4), (2, 4, 8)],
         lambda q, kv: attend(q, *kv.chunk(2, -1), 1, False, padding), padding, heads=1),
]
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "attention_dropout.json")
with open(path, "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
