"""Makes convolutions.json: convolution and upsampling layers of PyTorch in double precision.

usage: convolutions.py (writes beside itself; needs torch). Channels come last, in images, sequences
and weights alike.
"""
import json
import pathlib

import torch
import torch.nn as nn

torch.manual_seed(2027)
torch.set_default_dtype(torch.float64)


def pack(t):
    t = t.detach().movedim(1, -1) if t.dim() > 2 else t.detach()
    return {"shape": list(t.shape), "values": [float(f"{v:.7g}") for v in t.flatten().tolist()]}


def case(name, layer, *shape):
    x = torch.randn(*shape, requires_grad=True)
    y = layer(x)
    seed = torch.randn_like(y)
    y.backward(seed)
    parameters = list(layer.named_parameters())
    return {
        "name": name, "input": pack(x), "output": pack(y), "cotangent": pack(seed),
        "inputGradient": pack(x.grad), "parameters": {n: pack(p) for n, p in parameters},
        "gradients": {n: pack(p.grad) for n, p in parameters}}


cases = [
    case("conv2d dilated", nn.Conv2d(2, 3, 3, padding=2, dilation=2), 2, 2, 5, 6),
    case("conv2d depthwise", nn.Conv2d(4, 4, 3, padding=1, groups=4), 2, 4, 4, 5),
    case("conv2d uneven",
         nn.Conv2d(4, 2, (3, 2), (2, 1), (1, 0), groups=2, bias=False), 1, 4, 6, 5),
    case("conv1d", nn.Conv1d(3, 4, 3, padding=1), 2, 3, 7),
    case("conv1d dilated", nn.Conv1d(4, 2, 3, stride=2, padding=2, dilation=2, groups=2), 2, 4, 8),
    case("conv-transpose2d", nn.ConvTranspose2d(3, 2, 2, stride=2), 2, 3, 3, 4),
    case("conv-transpose2d padded",
         nn.ConvTranspose2d(4, 2, 3, 2, 1, output_padding=1, groups=2, bias=False), 1, 4, 3, 3),
    case("upsample nearest", nn.Upsample(scale_factor=3), 2, 2, 3, 2),
    case("upsample bilinear", nn.Upsample(scale_factor=2, mode="bilinear"), 2, 2, 3, 4),
]
path = pathlib.Path(__file__).parent / "convolutions.json"
path.write_text("[\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]\n")
