// Element-wise functions beyond activations, comparisons, and choosing by a mask.

/// x to the power of `whole` by repeated squaring.
INLINE V T(whole_power)(V x, long whole) {
    V result = ONE;
    for (long rest = whole; rest > 0; rest >>= 1) {
        if (rest & 1) result = result * x;
        x = x * x;
    }
    return result;
}

static void T(power)(const void *px, void *py, long count, double exponent) {
    const REAL *x_values = px;
    REAL *y = py;
    const double size = exponent < 0 ? -exponent : exponent;
    if (size <= 64 && size * 2 == (double)(long)(size * 2)) {
        const long whole = (long)size;
        const bool halved = size != (double)whole;
        for (long i = 0; i < count; i += LANES) {
            V x = T(load)(x_values + i);
            V result = T(whole_power)(x, whole);
            if (halved) result = result * __builtin_elementwise_sqrt(x);
            T(store)(y + i, exponent < 0 ? ONE / result : result);
        }
        return;
    }
    V e = T(splat)((REAL)exponent);
    for (long i = 0; i < count; i += LANES)
        T(store)(y + i, T(exp_of)(e * T(log_of)(T(load)(x_values + i))));
}

UNARY(square_root, __builtin_elementwise_sqrt(x))
UNARY(absolute, T(abs)(x))
UNARY(error_function, T(erf_of)(x))

DERIVATIVE(square_root_derivative, dy * HALF / s)
DERIVATIVE(absolute_derivative, T(select)(s == ZERO, ZERO, (V)((I)dy ^ ((I)s & SIGN_BIT))))
// 2 / sqrt(pi) exp(-x^2)
DERIVATIVE(error_function_derivative,
           dy * T(exp_of)(-(s * s)) * T(splat)((REAL)1.12837916709551257390))

static void T(clamp)(const void *px, void *py, long count, double low, double high) {
    const REAL *x_values = px;
    REAL *y = py;
    V least = T(splat)((REAL)low), most = T(splat)((REAL)high);
    for (long i = 0; i < count; i += LANES) {
        V x = T(load)(x_values + i);
        x = T(select)(x < least, least, x);
        T(store)(y + i, T(select)(x > most, most, x));
    }
}

static void T(clamp_derivative)(
    const void *px, const void *pd, void *pdx, long count, double low, double high) {
    const REAL *x_values = px, *dy = pd;
    REAL *dx = pdx;
    V least = T(splat)((REAL)low), most = T(splat)((REAL)high);
    for (long i = 0; i < count; i += LANES) {
        V x = T(load)(x_values + i);
        T(store)(dx + i, T(select)((x >= least) & (x <= most), T(load)(dy + i), ZERO));
    }
}

INLINE V T(one_where)(I mask) { return (V)(mask & (I)ONE); }

BINARY(greater, T(one_where)(x > y))
BINARY(greater_or_equal, T(one_where)(x >= y))
BINARY(equal, T(one_where)(x == y))
BINARY(unequal, T(one_where)(x != y))

static void T(choose)(const void *pm, const void *pa, const void *pb, void *py, long count) {
    const REAL *mask = pm, *a = pa, *b = pb;
    REAL *y = py;
    for (long i = 0; i < count; i += LANES) {
        V first = a ? T(load)(a + i) : ZERO, second = b ? T(load)(b + i) : ZERO;
        T(store)(y + i, T(select)(T(load)(mask + i) != ZERO, first, second));
    }
}
