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
    return [float(f"{v:.9g}") for v in t.detach().flatten().tolist()]


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


FAMILIES = [embeddings]
cases = [c for family in FAMILIES for c in family()]
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "sequences.json"), "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
