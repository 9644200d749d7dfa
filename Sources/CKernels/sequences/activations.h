// Activations beyond those of elementwise.h, whose macros they use.

/// exp(x) - 1, exact to the last places for small x too
INLINE V T(exp_minus_one)(V x) {
    x = T(select)(x < T(splat)(EXP_LOWEST), T(splat)(EXP_LOWEST), x);
    x = T(select)(x > T(splat)(EXP_HIGHEST), T(splat)(EXP_HIGHEST), x);
    I k;
    V e = T(exp_reduced)(x, &k);
    I half = k >> 1;
    V low = T(power_of_two)(half), high = T(power_of_two)(k - half);
    return T(select)(k == 0, e, (e + ONE) * low * high - ONE);
}

/// log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|))
INLINE V T(softplus_of)(V x) {
    return T(select)(x < ZERO, ZERO, x) + T(log_one_plus)(T(exp_of)(-T(abs)(x)));
}

#define SELU_SCALE T(splat)((REAL)1.0507009873554804934193349852946)
#define SELU_SLOPE T(splat)((REAL)1.7580993408473768599402175208123)

/// min(max(x + 3, 0), 6) / 6
INLINE V T(hard_sigmoid)(V x) {
    V v = x + T(splat)(3);
    v = T(select)(v < ZERO, ZERO, v);
    return T(select)(v > T(splat)(6), T(splat)(6), v) * T(splat)((REAL)(1.0 / 6));
}
INLINE V T(silu_slope)(V x) {
    V s = T(sigmoid_of)(x);
    return s * T(fma)(x, ONE - s, ONE);
}
INLINE V T(hard_swish_slope)(V x) {
    V inner = T(fma)(x, T(splat)((REAL)(1.0 / 3)), HALF);
    inner = T(select)(x <= T(splat)(-3), ZERO, inner);
    return T(select)(x >= T(splat)(3), ONE, inner);
}

UNARY(elu, T(select)(x > ZERO, x, p * T(exp_minus_one)(x)))
UNARY(selu, T(select)(x > ZERO, SELU_SCALE * x, SELU_SLOPE * T(exp_minus_one)(x)))
UNARY(silu, x * T(sigmoid_of)(x))
UNARY(softplus, T(softplus_of)(x * p) / p)
UNARY(hard_swish, x * T(hard_sigmoid)(x))

DERIVATIVE(elu_derivative, T(select)(s > ZERO, dy, dy * p * T(exp_of)(s)))
DERIVATIVE(
    selu_derivative, T(select)(s > ZERO, dy * SELU_SCALE, dy * SELU_SLOPE * T(exp_of)(s)))
DERIVATIVE(silu_derivative, dy * T(silu_slope)(s))
DERIVATIVE(softplus_derivative, dy * T(sigmoid_of)(s * p))
DERIVATIVE(hard_swish_derivative, dy * T(hard_swish_slope)(s))

static void T(prelu)(
    const void *px, const void *pslope, void *py, long rows, long columns) {
    const REAL *x = px, *slope = pslope;
    REAL *y = py;
    for (long r = 0; r < rows; r++, x += columns, y += columns)
        for (long c = 0; c < columns; c += LANES) {
            V v = T(load)(x + c);
            T(store)(y + c, T(select)(v > ZERO, v, v * T(load)(slope + c)));
        }
}

static void T(prelu_derivative)(
    const void *px, const void *pslope, const void *pd, void *pdx, void *ps, long rows,
    long columns) {
    const REAL *x = px, *slope = pslope, *dy = pd;
    REAL *dx = pdx, *dslope = ps;
    for (long c = 0; c < columns; c++) dslope[c] = 0;
    for (long r = 0; r < rows; r++, x += columns, dy += columns, dx += columns)
        for (long c = 0; c < columns; c += LANES) {
            V v = T(load)(x + c), d = T(load)(dy + c);
            T(store)(dx + c, T(select)(v > ZERO, d, d * T(load)(slope + c)));
            V sum = T(load)(dslope + c) + T(select)(v > ZERO, ZERO, d * v);
            T(store_first)(dslope + c, sum, columns - c);
        }
}
