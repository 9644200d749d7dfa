"""Makes polynomial.json: learning rates of PyTorch's PolynomialLR.

usage: polynomial.py (writes beside itself; needs torch).
"""
import json
import pathlib

import torch

torch.set_default_dtype(torch.float64)


def case(total, power):
    updater = torch.optim.SGD([torch.zeros(1)], lr=0.4)
    schedule = torch.optim.lr_scheduler.PolynomialLR(updater, total, power)
    rates = []
    for _ in range(total + 3):
        rates.append(schedule.get_last_lr()[0])
        updater.step()
        schedule.step()
    return {"total": total, "power": power, "rates": rates}


cases = [case(8, 1.0), case(10, 2.0), case(7, 0.9)]
(pathlib.Path(__file__).parent / "polynomial.json").write_text(json.dumps(cases) + "\n")
