"""Writes Tables.swift: `python3 tables.py > Tables.swift`, with mpmath 1.3."""

from mpmath import atan, chebyfit, erfc, exp, floor, frexp, ldexp, log, mp, mpf, nint, pi, sqrt

mp.prec = 1400  # 2/π is written out to 1,216 bits


def double(x):
    mantissa, exponent = float(x).hex().split("p")
    return mantissa.rstrip("0").rstrip(".") + "p" + exponent.lstrip("+") if x else "0"


def pair(x, bits=53):
    """x as the sum of two doubles, of which the first has `bits` bits."""
    mantissa, exponent = frexp(x)
    high = ldexp(nint(ldexp(mantissa, bits)), exponent - bits)
    return double(high), double(x - high)


def on_grid(x, quantum):
    """x as the sum of a multiple of `quantum` and a double."""
    high = nint(x / quantum) * quantum
    return double(high), double(x - high)


def constant(name, comment, parts):
    print(f"\n    /// {comment}")
    print(f"    static var {name}: Pair {{ Pair({parts[0]}, {parts[1]}) }}")


def table(name, comment, values, columns, kind="Double"):
    print(f"\n    /// {comment}")
    print(f"    static let {name}: [{kind}] = [")
    for start in range(0, len(values), columns):
        print("        " + ", ".join(values[start:start + columns]) + ",")
    print("    ]")


def scaled_complement(u):
    """(1 + 2x) exp(x²) erfc(x), where u = (x - 4) / (x + 4)."""
    x = 4 * (1 + u) / (1 - u)
    return (1 + 2 * x) * exp(x * x) * erfc(x)


print("// Written by tables.py. Whatever stands in two parts is their sum.\n")
print("/// The numbers that the functions are made of.")
print("enum Tables {", end="")
constant("naturalOfTwo", "ln 2; the first part times a whole number up to 2^11 is exact.",
         on_grid(log(2), mpf(2) ** -42))
constant("step", "(ln 2) / 64; the first part times a whole number up to 2^17 is exact.",
         pair(log(2) / 64, 36))
constant("inverseOfNaturalOfTwo", "1 / ln 2.", pair(1 / log(2)))
constant("inverseOfNaturalOfTen", "1 / ln 10.", pair(1 / log(10)))
constant("rightAngle", "π / 2.", pair(pi / 2))
constant("errorSlope", "2 / √π.", pair(2 / sqrt(pi)))
table("powers", "2^(i / 64), i from 0 to 63, each in two parts.",
      [part for i in range(64) for part in pair(mpf(2) ** (mpf(i) / 64))], 4)
inverses = [nint(mpf(2) ** 17 / i) / 2 ** 10 for i in range(88, 177)]
table("logarithms",
      "For i from 88 to 176: q, 128 / i rounded to 10 bits behind the point, and -ln q in two"
      "\n    /// parts, of which the first is a multiple of 2^-42.",
      [part for q in inverses for part in (double(q), *on_grid(-log(q), mpf(2) ** -42))], 3)
table("arctangents", "arctan(i / 16), i from 0 to 16, each in two parts.",
      [part for i in range(17) for part in pair(atan(mpf(i) / 16))], 4)
words = [0] + [int(floor(2 / pi * mpf(2) ** (64 * i))) % 2 ** 64 for i in range(1, 20)]
table("twoOverPi", "2 / π as a binary fraction, behind 64 zeros.",
      [f"0x{word:016x}" for word in words], 4, "UInt64")
mp.prec = 200
coefficients = chebyfit(
    scaled_complement, [(mpf(1) / 2 - 4) / (mpf(1) / 2 + 4), (mpf(27.5) - 4) / (27.5 + 4)], 26)
constant("complement", "The constant term of `complements`.", pair(coefficients[-1]))
table("complements",
      "(1 + 2x) exp(x²) erfc(x) as a polynomial of (x - 4) / (x + 4), the highest power first.",
      [double(c) for c in coefficients[:-1]], 3)
print("}")
