"""PyTorch's side of the eight workloads, from the same numbers.

usage: pytorch_steps.py time NUMBER MODE     one JSON line
       pytorch_steps.py losses NUMBER MODE   the losses of 20 steps, one JSON list
MODE: eager, as most scripts are written; best, with a fused optimizer, and the caller sets MALLOC in the environment;
      tuned, with a fused optimizer and, for images, channels last; double; infer, infer_best and infer_tuned
"""
import json
import resource
import statistics
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


def values(shape, seed, bound):
    """Numbers of the fixed pattern of Workload.swift."""
    word = np.arange(1, int(np.prod(shape)) + 1, dtype=np.uint32) * np.uint32(2654435761)
    word = word + np.uint32(seed * 40503 % 2**32)
    word ^= word >> np.uint32(15)
    word = word * np.uint32(2246822519)
    word ^= word >> np.uint32(13)
    numbers = bound * (word.astype(np.float64) / 2147483648 - 1)
    return torch.from_numpy(numbers.astype(np.float32).reshape(shape))


def fill(model):
    """Our layout of a window is [filters, height, width, channels]."""
    with torch.no_grad():
        for place, p in enumerate(model.parameters()):
            if p.dim() == 4:
                shape = (p.shape[0], p.shape[2], p.shape[3], p.shape[1])
                bound = np.sqrt(3 / float(np.prod(shape[1:])))
                p.copy_(values(shape, place, bound).permute(0, 3, 1, 2))
            elif p.dim() > 1:
                p.copy_(values(tuple(p.shape), place, np.sqrt(3 / float(p.shape[1]))))
            elif not bool((p == 1).all()):
                p.copy_(values(tuple(p.shape), place, 0.1))


class FlattenPixels(nn.Module):
    """Flattens an image pixel by pixel, as images in [height, width, channels] lie in memory."""

    def forward(self, x):
        return x.permute(0, 2, 3, 1).flatten(1)


def perceptron(*sizes):
    layers = [layer for a, b in zip(sizes, sizes[1:]) for layer in (nn.Linear(a, b), nn.ReLU())]
    return nn.Sequential(*layers[:-1])


def conv(a, b, kernel=3, stride=1, padding=1, bias=True):
    return nn.Conv2d(a, b, kernel, stride, padding, bias=bias)


class Residual(nn.Module):
    def __init__(self, a, b, stride):
        super().__init__()
        self.layers = nn.Sequential(
            conv(a, b, stride=stride, bias=False), nn.BatchNorm2d(b), nn.ReLU(), conv(b, b, bias=False),
            nn.BatchNorm2d(b))
        self.shortcut = None
        if stride > 1 or a != b:
            self.shortcut = nn.Sequential(conv(a, b, 1, stride, 0, bias=False), nn.BatchNorm2d(b))

    def forward(self, x):
        return self.layers(x) + (x if self.shortcut is None else self.shortcut(x))


def notebook():
    return nn.Sequential(
        conv(3, 32), nn.ReLU(), conv(32, 64), nn.ReLU(), nn.MaxPool2d(2), conv(64, 128), nn.ReLU(),
        nn.AdaptiveAvgPool2d(1), FlattenPixels(), nn.Linear(128, 10))


def lenet():
    return nn.Sequential(
        conv(1, 6, 5, 1, 2), nn.ReLU(), nn.MaxPool2d(2), conv(6, 16, 5, 1, 0), nn.ReLU(), nn.MaxPool2d(2),
        FlattenPixels(), nn.Linear(400, 120), nn.ReLU(), nn.Linear(120, 84), nn.ReLU(), nn.Linear(84, 10))


def resnet():
    layers, channels = [conv(3, 64, bias=False), nn.BatchNorm2d(64), nn.ReLU()], 64
    for width in (64, 128, 256, 512):
        for stride in (1 if width == 64 else 2, 1):
            layers += [Residual(channels, width, stride), nn.ReLU()]
            channels = width
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), FlattenPixels(), nn.Linear(512, 10))


def wide():
    return nn.Sequential(
        conv(3, 64), nn.ReLU(), nn.MaxPool2d(2), conv(64, 128), nn.ReLU(), nn.MaxPool2d(2), conv(128, 256),
        nn.ReLU(), nn.MaxPool2d(2), FlattenPixels(), nn.Linear(4096, 512), nn.ReLU(), nn.Linear(512, 10))


class Block(nn.Module):
    """A transformer's block; the layers stand in the order of ours, which numbers their patterns."""

    def __init__(self, d, heads):
        super().__init__()
        self.heads = heads
        self.ln1 = nn.LayerNorm(d)
        self.qkv, self.proj = nn.Linear(d, 3 * d), nn.Linear(d, d)
        self.ln2 = nn.LayerNorm(d)
        self.up, self.out = nn.Linear(d, 4 * d), nn.Linear(4 * d, d)

    def forward(self, x):
        b, t, d = x.shape
        q, k, v = self.qkv(self.ln1(x)).view(b, t, 3, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        x = x + self.proj(a.transpose(1, 2).reshape(b, t, d))
        return x + self.out(F.gelu(self.up(self.ln2(x))))


class CharacterModel(nn.Module):
    def __init__(self, vocab=65, ctx=128, d=128, heads=4, layers=4):
        super().__init__()
        self.tok, self.pos = nn.Embedding(vocab, d), nn.Embedding(ctx, d)
        self.blocks = nn.Sequential(*[Block(d, heads) for _ in range(layers)])
        self.ln, self.head = nn.LayerNorm(d), nn.Linear(d, vocab)

    def forward(self, x):
        h = self.tok(x) + self.pos.weight[: x.shape[1]]
        return self.head(self.ln(self.blocks(h))).flatten(0, 1)


class Recurrent(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm = nn.LSTM(64, 128, batch_first=True)
        self.head = nn.Linear(128, 10)

    def forward(self, x):
        return self.head(self.lstm(x)[0][:, -1])


def characters():
    return torch.tensor([(i * i + 5 * i // 3) % 65 for i in range(16 * 128)]).view(16, 128)


def images(n, side, channels):
    return values((n, side, side, channels), 1000, 1.7).permute(0, 3, 1, 2).contiguous()


O = torch.optim
WORKLOADS = {
    1: ("mlp_784_512_256_10", lambda: perceptron(784, 512, 256, 10), lambda: values((128, 784), 1000, 1.7),
        O.SGD, dict(lr=0.01, momentum=0.9)),
    2: ("seed000_cnn", notebook, lambda: images(32, 32, 3), O.AdamW, dict(lr=1e-3, weight_decay=0.0)),
    3: ("lenet5", lenet, lambda: images(64, 28, 1), O.Adam, dict(lr=3e-4)),
    4: ("resnet18_cifar", resnet, lambda: images(32, 32, 3), O.SGD, dict(lr=0.01, momentum=0.9)),
    5: ("seed003_cnn", wide, lambda: images(128, 32, 3), O.Adam, dict(lr=1e-3)),
    6: ("charlm_d128_l4", CharacterModel, characters, O.AdamW, dict(lr=3e-4)),
    7: ("mlp_64_32_10", lambda: perceptron(64, 32, 10), lambda: values((32, 64), 1000, 1.7), O.SGD, dict(lr=0.1)),
    8: ("lstm_64_128", Recurrent, lambda: values((32, 32, 64), 1000, 1.7), O.Adam, dict(lr=1e-3)),
}


def prepare(number, mode):
    torch.set_num_threads(1)
    name, build, inputs, rule, settings = WORKLOADS[number]
    model, x = build(), inputs()
    fill(model)
    rows, classes = (x.numel(), 65) if number == 6 else (x.shape[0], 10)
    y = torch.tensor([(7 * i + 3) % classes for i in range(rows)])
    if mode == "double":
        model = model.double()
        x = x.double() if x.is_floating_point() else x
    if mode in ("tuned", "infer_tuned") and x.dim() == 4:
        model, x = model.to(memory_format=torch.channels_last), x.to(memory_format=torch.channels_last)
    optimizer = rule(model.parameters(), **settings, **(dict(fused=True) if mode in ("best", "tuned") else {}))

    def step():
        optimizer.zero_grad(set_to_none=True)
        loss = F.cross_entropy(model(x), y)
        loss.backward()
        optimizer.step()
        return loss

    def infer():
        with torch.inference_mode():
            return model(x)

    if mode.startswith("infer"):
        model.eval()
        return name, infer
    return name, step


def main():
    number = int(sys.argv[2])
    if sys.argv[1] == "losses":
        _, step = prepare(number, sys.argv[3])
        print(json.dumps([step().item() for _ in range(20)]))
        return
    mode = sys.argv[3]
    name, step = prepare(number, mode)
    start, count = time.perf_counter(), 0
    while time.perf_counter() - start < 0.3 or count < 3:
        step()
        count += 1
    times = []
    for _ in range(7):
        start = time.perf_counter()
        for _ in range(max(2, count)):
            step()
        times.append((time.perf_counter() - start) / max(2, count) * 1e3)
    kind = "infer" if mode.startswith("infer") else "step"
    print(json.dumps(dict(
        figure=f"{kind}/{number}_{name}/pytorch-{mode}", median=statistics.median(times), min=min(times), max=max(times),
        n=7, unit="ms/step", peakMemory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024)))


main() if __name__ == "__main__" else None
