"""Writes quantized.json: a linear layer under torch.ao.quantization.quantize_dynamic with weights per channel.

Run: python3 quantized.py
"""
import json
import os
import warnings

import torch
import torch.ao.quantization as tq

warnings.simplefilter("ignore")
torch.manual_seed(8)
torch.backends.quantized.engine = "fbgemm"


def flat(t):
    return [float(f"{v:.6g}") for v in t.detach().flatten().tolist()]


layer = torch.nn.Linear(37, 19)
x = torch.randn(6, 37).round(decimals=3)
with torch.no_grad():
    layer.weight.copy_(layer.weight.round(decimals=4))
    layer.bias.copy_(layer.bias.round(decimals=4))
quantized = tq.quantize_dynamic(torch.nn.Sequential(layer), {torch.nn.Linear: tq.per_channel_dynamic_qconfig})
weight = quantized[0].weight()
golden = dict(
    rows=6, inputs=37, outputs=19, x=flat(x), weight=flat(layer.weight), bias=flat(layer.bias),
    integers=weight.int_repr().flatten().tolist(), scales=flat(weight.q_per_channel_scales()),
    exact=flat(layer(x)), output=flat(quantized(x)))
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "quantized.json"), "w") as f:
    f.write(json.dumps(golden, separators=(",", ":")) + "\n")
