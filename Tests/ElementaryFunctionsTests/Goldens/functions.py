"""Makes functions.json: elementary functions at doubles, to 140 bits.

usage: functions.py (writes beside itself; needs mpmath). A value is the nearest double, and `rest`
what the true one is above it, in units of its last place; doubles are given by their bits.
"""
import json
import math
import pathlib
import random
import struct

import mpmath
from mpmath import mp, mpf

mp.prec = 1400  # the largest angles lose 1,024 bits
HERE = pathlib.Path(__file__).parent
FUNCTIONS = {
    "exp": mpmath.exp, "exp2": lambda x: mpf(2) ** x, "log": mpmath.log,
    "log2": lambda x: mpmath.log(x) / mpmath.log(2), "log10": mpmath.log10,
    "log1p": lambda x: mpmath.log(1 + x), "sin": mpmath.sin, "cos": mpmath.cos,
    "atan": mpmath.atan, "erf": mpmath.erf, "erfc": mpmath.erfc,
    "cubeRoot": lambda x: mpmath.sign(x) * mpmath.cbrt(abs(x)), "pow": mpmath.power,
}


def bits(x):
    return f"{struct.unpack('<Q', struct.pack('<d', x))[0]:016x}"


def anywhere(positive=False):
    """A finite double of any exponent."""
    while True:
        x = struct.unpack("<d", struct.pack("<Q", random.getrandbits(64)))[0]
        if math.isfinite(x) and x:
            return abs(x) if positive else x


def near(x, steps=2):
    """A double and its neighbours."""
    for direction in (-math.inf, math.inf):
        neighbour = x
        for _ in range(steps):
            neighbour = math.nextafter(neighbour, direction)
            yield neighbour
    yield x


def within(low, high, count=25):
    return [random.uniform(low, high) for _ in range(count)]


def arguments():
    exponents = (-1074, -1022, -500, -60, -54, -30, -27, -20, -9)
    small = [sign * 2.0 ** exponent for exponent in exponents for sign in (1, -1)]
    step = math.log(2) / 64
    yield "exp", within(-745, 709.7) + within(-1, 1) + within(-745, -708) + small + [
        x for k in (-3, -1, 1, 64, 4000) for x in near((k + 0.5) * step)]
    yield "exp2", within(-1074, 1023.9) + within(-1, 1) + within(-1074, -1022) + small + [
        x for k in (-3, 1, 64) for x in near((k + 0.5) / 64)]
    above = [anywhere(True) for _ in range(25)] + within(0.5, 2) + within(0.99, 1.01)
    above += [2.0 ** -1074, 3 * 2.0 ** -1074, 1e-310, 1.7976931348623157e308]
    above += [x for j in (88, 127, 128, 150) for x in near((j + 0.5) / 128)] + list(near(1.0))
    for name in ("log", "log2", "log10"):
        yield name, [x for x in above if x != 1]
    yield "log1p", small + within(-0.999, 1) + within(-0.01, 0.01) + list(near(2.0 ** -8)) + list(
        near(-2.0 ** -8)) + [anywhere(True) for _ in range(25)] + [math.nextafter(-1, 0)]
    angles = within(-0.8, 0.8) + within(-10, 10) + within(0, 1e6) + small + [
        anywhere() for _ in range(25)] + [x for k in range(1, 9) for x in near(k * math.pi / 4)]
    # The double that comes nearest to a multiple of π/2 of all.
    angles += [math.ldexp(6381956970095103.0, 797), 1.7976931348623157e308]
    yield "sin", angles
    yield "cos", angles
    yield "atan", within(-1.2, 1.2) + within(1, 40) + [anywhere() for _ in range(25)] + small + [
        x for c in (1 / 32, 3 / 32, 31 / 32, 1, 32 / 31, 32) for x in near(c)]
    yield "erf", within(-0.6, 0.6) + within(0, 6) + small + list(near(0.5)) + list(near(6.0))
    yield "erfc", within(-6, 1) + within(0.4, 27.2) + within(26, 27.2) + small + list(near(0.5))
    yield "cubeRoot", [anywhere() for _ in range(40)] + small + within(-10, 1000)
    powers = [(random.uniform(0, 3), random.uniform(-20, 20)) for _ in range(40)]
    powers += [(random.uniform(0.9, 1.1), random.uniform(-3000, 3000)) for _ in range(40)]
    powers += [(random.uniform(0.1, 1), random.uniform(300, 330)) for _ in range(20)]
    powers += [(x, random.uniform(-740, 709) / math.log(x))
               for x in (anywhere(True) for _ in range(40))]
    powers += [(math.nextafter(1, 2), 2.0 ** 52), (math.nextafter(1, 0), -1e17), (-1.5, 11.0),
               (-2.5, 4.0), (2.0 ** -1074, 0.3), (10.0, -323.0), (3.0, 2.0 ** -60)]
    yield "pow", powers


random.seed(11)
with open(HERE / "functions.json", "w") as file:
    lines = []
    for name, given in arguments():
        for x in given:
            x = x if isinstance(x, tuple) else (x,)
            true = FUNCTIONS[name](*map(mpf, x))
            value = float(true)
            if math.isfinite(value):
                lines.append(json.dumps({
                    "function": name, "arguments": [bits(part) for part in x],
                    "value": bits(value), "rest": float((true - mpf(value)) / math.ulp(value))}))
    file.write("[\n" + ",\n".join(lines) + "\n]\n")
