"""Makes schedules.json and plateaus.json: learning rates by PyTorch.

usage: schedules.py (writes beside itself; needs torch).
"""
import json
import pathlib

import torch

torch.set_default_dtype(torch.float64)
HERE = pathlib.Path(__file__).parent


def table(make, steps):
    updater = torch.optim.SGD([torch.zeros(1)], lr=0.4)
    schedule = make(updater)
    rates = []
    for _ in range(steps):
        rates.append(schedule.get_last_lr()[0])
        updater.step()
        schedule.step()
    return rates


def schedules():
    L = torch.optim.lr_scheduler
    yield {"name": "constant", "rates": table(lambda u: L.ConstantLR(u, 1.0, 1), 6)}
    yield {"name": "step 3 0.5", "rates": table(lambda u: L.StepLR(u, 3, 0.5), 10)}
    yield {"name": "cosine 8", "rates": table(lambda u: L.CosineAnnealingLR(u, 8), 9)}
    yield {"name": "cosine 8 minimum 0.1",
           "rates": table(lambda u: L.CosineAnnealingLR(u, 8, eta_min=0.1), 9)}
    yield {"name": "warmup 4 cosine 6", "rates": table(lambda u: L.SequentialLR(
        u, [L.LinearLR(u, 0.25, 1.0, 3), L.CosineAnnealingLR(u, 6)], [4]), 10)}
    yield {"name": "warmup 4 constant", "rates": table(
        lambda u: L.LinearLR(u, 0.25, 1.0, 3), 7)}
    yield {"name": "multi-step 2 5 5 0.5", "rates": table(
        lambda u: L.MultiStepLR(u, [2, 5, 5], 0.5), 8)}
    yield {"name": "exponential 0.9", "rates": table(lambda u: L.ExponentialLR(u, 0.9), 8)}
    yield {"name": "linear 6", "rates": table(lambda u: L.LinearLR(u, 1.0, 0.0, 6), 9)}
    yield {"name": "warmup 3 linear 6 to 0.1", "rates": table(lambda u: L.SequentialLR(
        u, [L.LinearLR(u, 1 / 3, 1.0, 2), L.LinearLR(u, 1.0, 0.1, 6)], [3]), 12)}
    yield {"name": "one-cycle 20", "rates": table(
        lambda u: L.OneCycleLR(u, 0.4, total_steps=20), 20)}
    yield {"name": "one-cycle 9 linear", "rates": table(lambda u: L.OneCycleLR(
        u, 0.4, total_steps=9, pct_start=0.5, anneal_strategy="linear", div_factor=10,
        final_div_factor=100), 9)}
    yield {"name": "one-cycle 3", "rates": table(
        lambda u: L.OneCycleLR(u, 0.4, total_steps=3), 3)}
    yield {"name": "cyclic 3", "rates": table(
        lambda u: L.CyclicLR(u, 0.1, 0.4, 3, cycle_momentum=False), 14)}
    yield {"name": "cyclic 3 2 halving", "rates": table(lambda u: L.CyclicLR(
        u, 0.1, 0.4, 3, 2, mode="triangular2", cycle_momentum=False), 14)}
    yield {"name": "cyclic 3 exponential", "rates": table(lambda u: L.CyclicLR(
        u, 0.1, 0.4, 3, mode="exp_range", gamma=0.9, cycle_momentum=False), 14)}


METRICS = [3, 2, 2.5, 1.9999, 2.1, 2.2, 2.3, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8]


def plateau(name, **settings):
    """The rate of each epoch, and the metric at its end."""
    updater = torch.optim.SGD([torch.zeros(1)], lr=0.4)
    schedule = torch.optim.lr_scheduler.ReduceLROnPlateau(updater, eps=0, **settings)
    rates = []
    for metric in METRICS:
        rates.append(updater.param_groups[0]["lr"])
        schedule.step(metric)
    return {"name": name, "rates": rates, "metrics": METRICS}


def plateaus():
    yield plateau("minimize", factor=0.5, patience=2)
    yield plateau("minimize coolly", factor=0.1, patience=1, cooldown=2, min_lr=0.01)
    yield plateau("maximize", mode="max", factor=0.5, patience=3, threshold=0.2)


(HERE / "schedules.json").write_text(json.dumps(list(schedules())) + "\n")
(HERE / "plateaus.json").write_text(json.dumps(list(plateaus())) + "\n")
