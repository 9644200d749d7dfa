"""Makes shapes.npz: noisy images of discs and squares, and the class of each of their pixels."""
import pathlib

import numpy as np

rng = np.random.default_rng(0)
count, side = 400, 16
y, x = np.mgrid[:side, :side]
images = np.zeros((count, side, side), np.uint8)
masks = np.zeros((count, side, side), np.uint8)
for image, mask in zip(images, masks):
    for kind in rng.permutation([1, 2])[: rng.integers(1, 3)]:
        radius = rng.integers(2, 5)
        cy, cx = rng.integers(radius, side - radius, 2)
        dy, dx = np.abs(y - cy), np.abs(x - cx)
        inside = dy**2 + dx**2 <= radius**2 if kind == 1 else np.maximum(dy, dx) < radius
        mask[inside] = kind
    # Four bits a pixel, so that the noise stays small when it is compressed.
    ink = 4 + 6 * (mask > 0) + rng.normal(0, 1.5, mask.shape)
    image[:] = np.clip(np.round(ink), 0, 15)
np.savez_compressed(pathlib.Path(__file__).parent / "shapes.npz", images=images, masks=masks)
