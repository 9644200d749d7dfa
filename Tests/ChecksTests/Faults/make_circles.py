"""Makes circles.npz: 1,000 points on two noisy rings, the data of ok-20 and edit-08."""
import pathlib

import numpy as np
from sklearn.datasets import make_circles

points, rings = make_circles(1000, noise=0.1, factor=0.5, random_state=0)
np.savez_compressed(
    pathlib.Path(__file__).parent / "circles.npz", points=points.astype(np.float32),
    rings=rings.astype(np.uint8))
