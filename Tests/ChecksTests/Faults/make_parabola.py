"""Makes parabola.npz: y = x^2 - 4 at 600 points of [-3, 3], the data of ok-21."""
import pathlib

import numpy as np

x = np.random.default_rng(21).uniform(-3, 3, (600, 1)).astype(np.float32)
np.savez(pathlib.Path(__file__).parent / "parabola.npz", x=x, y=(x**2 - 4).astype(np.float32))
