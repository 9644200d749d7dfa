"""Writes tensor_operations.json: general tensor operations of PyTorch with their gradients.

Inputs are multiples of 1/4, which leaves ties for maxima, bounds and comparisons.
Run: python3 tensor_operations.py
"""
import json
import os

import torch

torch.manual_seed(0)


def quarters(*shape, low=-8, high=8):
    return (torch.randint(low, high + 1, shape).double() / 4).requires_grad_()


def from_zero(exponent):
    """0 in the place of exponents below 1, for which powers of 0 have no slope in JSON."""
    return torch.where(exponent < 1, 0, exponent).detach().requires_grad_()


def flat(t):
    return [float(f"{v:.12g}") for v in t.detach().flatten().tolist()]


def case(operation, inputs, compute, **settings):
    y = compute(*inputs)
    seed = quarters(*y.shape).detach()
    y.backward(seed)
    return dict(
        operation=operation, settings=settings, shapes=[list(i.shape) for i in inputs],
        inputs=[flat(i) for i in inputs], shape=list(y.shape), output=flat(y), seed=flat(seed),
        gradients=[flat(i.grad) for i in inputs])


def binary(operation, a, b, compute, low=-8):
    return case(operation, [quarters(*a), quarters(*b, low=low)], compute)


def unary(operation, compute, low=-12, high=12, **settings):
    return case(operation, [quarters(3, 7, low=low, high=high)], compute, **settings)


def largest(x, axes, pick):
    """max(dim) over several axes: brought to the end and made one."""
    kept = [a for a in range(x.dim()) if a not in axes]
    rows = x.permute(*kept, *axes).flatten(len(kept))
    return pick(rows, -1).values


def reductions(shape, axes):
    def one(operation, compute):
        return case(operation, [quarters(*shape)], compute, axes=axes)
    return [
        one("sum", lambda x: x.sum(axes)), one("mean", lambda x: x.mean(axes)),
        one("max", lambda x: largest(x, axes, torch.max)),
        one("min", lambda x: largest(x, axes, torch.min)),
        one("variance", lambda x: x.var(axes)),
        one("biasedVariance", lambda x: x.var(axes, unbiased=False)),
        one("logSumExp", lambda x: x.logsumexp(axes)),
    ]


def indexed(operation, shape, axis, indices, compute, *others):
    index = torch.tensor(indices)
    return case(
        operation, [quarters(*shape), *others], lambda x, *rest: compute(x, index, *rest),
        axes=[axis], indices=index.flatten().tolist(), indexShape=list(index.shape))


places = [[[3, 0], [1, 1]], [[0, 3], [2, 2]]]
cases = [
    binary("add", (2, 1, 3), (4, 1), torch.add), binary("subtract", (3, 1), (2, 1, 4), torch.sub),
    binary("multiply", (2, 3, 1), (1, 3, 4), torch.mul),
    binary("divide", (2, 1, 3), (4, 3), torch.div, low=1),
    binary("matmul", (2, 3, 2, 4), (2, 3, 4, 3), torch.matmul),
    binary("matmul", (3, 2, 4), (4, 3), torch.matmul),
    binary("matmul", (2, 4), (3, 4, 2), torch.matmul),
    binary("matmul", (2, 1, 2, 3), (4, 3, 2), torch.matmul),
    binary("matmulTransposed", (2, 3, 4), (1, 5, 4), lambda a, b: a @ b.mT),
    unary("sqrt", torch.sqrt, low=1), unary("abs", torch.abs), unary("erf", torch.erf),
    unary("softplus", torch.nn.functional.softplus, low=-60, high=60),
    *[unary("pow", lambda x, e=e: x.pow(e), number=[e]) for e in (0.0, 1.0, 2.0, 3.0)],
    *[unary("pow", lambda x, e=e: x.pow(e), low=1, number=[e]) for e in (-1.0, 0.5, -1.5, 0.3)],
    unary("clamp", lambda x: x.clamp(-1.5, 0.75), number=[-1.5, 0.75]),
    case("where", [quarters(2, 3, 4), quarters(3, 1)],
         lambda a, b: torch.where(a.detach() > 0.25, b, a)),
    *reductions((3, 5), [1]), *reductions((3, 5), [0]), *reductions((2, 3, 4), [0, 2]),
    case("cumulativeSum", [quarters(2, 4, 3)], lambda x: x.cumsum(1), axes=[1]),
    case("permuted", [quarters(2, 3, 4, 2)], lambda x: x.permute(3, 1, 0, 2), axes=[3, 1, 0, 2]),
    case("transposed", [quarters(2, 3, 4)], lambda x: x.transpose(0, -1), axes=[0, -1]),
    case("sliced", [quarters(3, 7)], lambda x: x[:, 1:6:2], axes=[1], range=[1, 6, 2]),
    case("concatenated", [quarters(2, 3), quarters(2, 1), quarters(2, 2)],
         lambda *x: torch.cat(x, -1), axes=[-1]),
    case("padded", [quarters(2, 3)],
         lambda x: torch.nn.functional.pad(x, (1, 2, 0, 1), value=0.5), before=[0, 1],
         after=[1, 2], number=[0.5]),
    case("expanded", [quarters(3, 1)], lambda x: x.expand(2, 3, 4), shape=[2, 3, 4]),
    indexed("gather", (2, 4, 2), 1, places, lambda x, i: x.gather(1, i)),
    indexed("scatterAdd", (2, 4, 2), 1, places, lambda x, i, s: x.scatter_add(1, i, s),
            quarters(2, 2, 2)),
    indexed("embedding", (5, 3), 0, [[4, 0, 4], [2, 2, 1]],
            lambda x, i: torch.nn.functional.embedding(i, x)),
    *[case(name, [quarters(*shape)], lambda x, f=f, a=axis: f(x, a), axes=[axis])
      for name, f in (("softmax", torch.softmax), ("logSoftmax", torch.log_softmax))
      for shape, axis in (((3, 5), 0), ((2, 4, 3), 1), ((2, 4, 3), -1), ((4, 1, 2), -2))],
    case("powTensor", [quarters(2, 1, 5, low=1), quarters(3, 1)], torch.pow),
    case("powTensor", [quarters(3, 7, low=0), from_zero(quarters(3, 7, low=0))], torch.pow),
]
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tensor_operations.json")
with open(path, "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
