"""Writes layers of PyTorch in double precision with their gradients: pointwise.json has activations,
normalisations and lookups, attention.json attention and blocks, sequences.json recurrence and pools.
Images are in NHWC order; parameters have our names.

usage: sequences.py (writes beside itself; needs torch)
"""
import json
import pathlib

import torch
import torch.nn as nn

torch.manual_seed(5)
torch.set_default_dtype(torch.float64)


def nhwc(t):
    return t.permute(0, 2, 3, 1).contiguous() if t.dim() == 4 else t


def pack(t):
    t = nhwc(t.detach())
    return {"shape": list(t.shape), "values": [float(f"{v:.6g}") for v in t.flatten().tolist()]}


def renamed(name):
    for ours, theirs in {
            "attention.projection.": "self_attn.in_proj_",
            "attention.output.": "self_attn.out_proj.",
            "attentionNorm": "norm1", "feedForwardNorm": "norm2", "up": "linear1",
            "down": "linear2", "projection.": "in_proj_", "output.": "out_proj."}.items():
        name = name.replace(theirs, ours)
    for kind, ours in dict(weight_ih="inputWeight", weight_hh="hiddenWeight", bias_ih="inputBias",
                           bias_hh="hiddenBias").items():
        if name.startswith(kind):
            direction = "backward" if name.endswith("_reverse") else "forward"
            return f"layers.{name.split('_')[2][1:]}.{direction}.{ours}"
    return name


def case(name, layer, x, run=None):
    for parameter in layer.parameters():
        nn.init.normal_(parameter, 0, 0.5)
    x.requires_grad_(not name.startswith("embedding"))
    y = (run or layer)(x.long() if name.startswith("embedding") else x)
    seed = torch.randn_like(y)
    y.backward(seed)
    found = {"name": name, "input": pack(x), "output": pack(y), "cotangent": pack(seed)}
    if x.requires_grad:
        found["inputGradient"] = pack(x.grad)
    named = [(renamed(n), p) for n, p in layer.named_parameters()]
    found["parameters"] = {n: pack(p) for n, p in named}
    found["gradients"] = {n: pack(p.grad) for n, p in named}
    return found


def simple():
    for name, layer in {
            "elu": nn.ELU(), "elu 0.5": nn.ELU(0.5), "selu": nn.SELU(), "silu": nn.SiLU(),
            "softplus": nn.Softplus(), "softplus 3": nn.Softplus(3, 50),
            "hard-swish": nn.Hardswish(), "prelu": nn.PReLU(), "prelu of 5": nn.PReLU(5)}.items():
        yield case(name, layer, 2 * torch.randn(2, 5))
    yield case("layer-norm", nn.LayerNorm(5), torch.randn(2, 3, 5))
    yield case("rms-norm", nn.RMSNorm(5, eps=1e-5), torch.randn(2, 3, 5))
    yield case("group-norm", nn.GroupNorm(2, 6), torch.randn(2, 6, 2, 3))
    yield case("instance-norm2d", nn.InstanceNorm2d(3), torch.randn(2, 3, 2, 3))
    yield case("instance-norm2d affine", nn.InstanceNorm2d(3, affine=True), torch.randn(2, 3, 2, 3))
    yield case("embedding", nn.Embedding(5, 3), torch.tensor([[3.0, 0, 3], [4, 3, 0]]))
    yield case("linear of sequences", nn.Linear(3, 2), torch.randn(2, 4, 3))
    yield case("log-softmax", nn.LogSoftmax(-1), torch.randn(2, 3, 4))


def attentions():
    mask = nn.Transformer.generate_square_subsequent_mask(5, dtype=torch.float64)
    for name, causal in (("attention", None), ("attention causal", mask)):
        layer = nn.MultiheadAttention(4, 2, batch_first=True)
        yield case(name, layer, torch.randn(1, 5, 4),
                   lambda x: layer(x, x, x, attn_mask=causal, need_weights=False)[0])
    for name, causal, first in (("encoder after", None, False), ("decoder before", mask, True)):
        layer = nn.TransformerEncoderLayer(
            4, 2, 5, dropout=0, activation="gelu", batch_first=True, norm_first=first)
        yield case(name, layer, torch.randn(1, 5, 4), lambda x: layer(x, src_mask=causal))


def recurrent():
    yield case("rnn", rnn := nn.RNN(3, 4, batch_first=True), torch.randn(2, 3, 3),
               lambda x: rnn(x)[0])
    yield case("rnn relu last", relu := nn.RNN(3, 4, nonlinearity="relu", batch_first=True),
               torch.randn(2, 3, 3), lambda x: relu(x)[0][:, -1])
    yield case("lstm", lstm := nn.LSTM(3, 4, batch_first=True), torch.randn(2, 3, 3),
               lambda x: lstm(x)[0])
    yield case("lstm 2 bidirectional", two := nn.LSTM(
        2, 2, num_layers=2, bidirectional=True, batch_first=True), torch.randn(2, 3, 2),
        lambda x: two(x)[0])
    yield case("gru", gru := nn.GRU(3, 4, batch_first=True), torch.randn(2, 3, 3),
               lambda x: gru(x)[0])

    def last(x):
        return both(x)[1].transpose(0, 1).flatten(1)

    yield case("gru bidirectional last", both := nn.GRU(2, 3, bidirectional=True, batch_first=True),
               torch.randn(2, 3, 2), last)


def memory_names(name, p):
    """Our names and parts of a decoder's parameters: q of the input apart from k and v."""
    if "multihead_attn.in_proj" in name:
        kind = name.split("_")[-1]
        return [(f"block.crossAttention.query.{kind}", p[:4]),
                (f"block.crossAttention.memory.{kind}", p[4:])]
    for theirs, ours in {"multihead_attn.out_proj.": "crossAttention.output.", "norm2": "crossNorm",
                         "norm3": "feedForwardNorm"}.items():
        if theirs in name:
            return [("block." + name.replace(theirs, ours), p)]
    return [("block." + renamed(name), p)]


def memories():
    mask = nn.Transformer.generate_square_subsequent_mask(3, dtype=torch.float64)
    for name, first in (("decoder with memory", True),):
        layer = nn.TransformerDecoderLayer(
            4, 2, 5, dropout=0, activation="gelu", batch_first=True, norm_first=first)
        found = case(name, layer, torch.randn(1, 5, 4),
                     lambda x: layer(x[:, :3], x[:, 3:], tgt_mask=mask))
        for kind in ("parameters", "gradients"):
            found[kind] = {
                ours: pack(part) for n, p in layer.named_parameters()
                for ours, part in memory_names(n, p.grad if kind == "gradients" else p)}
        yield found


class Learned(nn.Module):
    """A recurrent layer whose initial states are parameters."""

    def __init__(self, layer, directions, cell):
        super().__init__()
        self.layer = layer
        self.hidden = nn.Parameter(torch.zeros(directions, layer.hidden_size))
        self.cell = nn.Parameter(torch.zeros(directions, layer.hidden_size)) if cell else None

    def forward(self, x):
        states = [s.unsqueeze(1).expand(-1, x.shape[0], -1).contiguous()
                  for s in (self.hidden, self.cell) if s is not None]
        return self.layer(x, tuple(states) if len(states) > 1 else states[0])[0]


def learned():
    for name, layer, cell, ours in (
            ("lstm learned", nn.LSTM(2, 3, batch_first=True), True, ["forward"]),
            ("gru learned bidirectional", nn.GRU(2, 2, bidirectional=True, batch_first=True), False,
             ["forward", "backward"]),
            ("rnn learned", nn.RNN(2, 3, batch_first=True), False, ["forward"])):
        whole = Learned(layer, len(ours), cell)
        found = case(name, whole, torch.randn(2, 3, 2))
        for kind in ("parameters", "gradients"):
            values = {n: p.grad if kind == "gradients" else p
                      for n, p in whole.named_parameters()}
            found[kind] = {
                renamed(n[6:]): pack(v) for n, v in values.items() if n.startswith("layer.")}
            for place, direction in enumerate(ours):
                for state in ("hidden", "cell")[: 1 + cell]:
                    found[kind][f"layers.0.{direction}.initial{state.capitalize()}"] = pack(
                        values[state][place])
        yield found


def pools():
    seen = torch.tensor([[1.0, 0, 1, 1], [0, 1, 0, 0]])[..., None]
    for name, pool, masked in (
            ("global-avg-pool1d", nn.AdaptiveAvgPool1d(1), lambda x: (x * seen).sum(1) / seen.sum(1)),
            ("global-max-pool1d", nn.AdaptiveMaxPool1d(1),
             lambda x: x.masked_fill(seen == 0, -torch.inf).max(1).values)):
        yield case(name, pool, torch.randn(2, 4, 3), lambda x: pool(x.mT)[..., 0])
        yield case(f"{name} padded", nn.Identity(), torch.randn(2, 4, 3), masked)


def write(name, cases):
    text = "[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n"
    (pathlib.Path(__file__).parent / f"{name}.json").write_text(text)


write("pointwise", simple())
write("attention", [*attentions(), *memories()])
write("sequences", [*recurrent(), *learned(), *pools()])
