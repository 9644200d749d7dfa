"""Makes sums.txt: sums of two numbers, one a line, for a model of the next character."""
import pathlib
import random

random.seed(0)
pairs = [(a, b) for a in range(100) for b in range(100)]
lines = [f"{a}+{b}={a + b}\n" for a, b in random.sample(pairs, 2000)]
(pathlib.Path(__file__).parent / "sums.txt").write_text("".join(lines))
