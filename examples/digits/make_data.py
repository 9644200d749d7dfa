"""Makes digits.npz and sweep-validation.npy from scikit-learn's copy of the UCI digits.

sweep-validation.npy lists the rows that a PyTorch program holds out when it permutes the rows with
torch.randperm (seed 0) and trains on the first 1437: the same split for both programs."""
import pathlib

import numpy as np
import torch
from sklearn.datasets import load_digits

folder = pathlib.Path(__file__).parent
digits = load_digits()
np.savez_compressed(
    folder / "digits.npz", images=digits.images.astype(np.uint8),
    labels=digits.target.astype(np.int64))
order = torch.randperm(len(digits.target), generator=torch.Generator().manual_seed(0))
np.save(folder / "sweep-validation.npy", order[1437:].numpy().astype(np.int64))
