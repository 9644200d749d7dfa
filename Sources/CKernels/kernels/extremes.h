// Reductions and scans over an axis beside sums, on x[outer, axis, inner].

INLINE V T(better)(V x, V best, const bool smallest) {
    I wins = smallest ? (x < best) : (x > best);
    return T(select)(wins | (x != x), x, best);
}

INLINE REAL T(extreme_of_row)(const REAL *x, long count, const bool smallest) {
    V best = T(load_first)(x, count, *x);
    for (long i = LANES; i < count; i += LANES)
        best = T(better)(T(load_first)(x + i, count - i, *x), best, smallest);
    REAL result = best[0];
    for (int i = 1; i < LANES; i++) {
        const bool wins = smallest ? best[i] < result : best[i] > result;
        if (wins || best[i] != best[i]) result = best[i];
    }
    return result;
}

INLINE void T(extremes)(
    const REAL *x, REAL *y, long outer, long axis, long inner, const bool smallest) {
    for (long o = 0; o < outer; o++, x += axis * inner, y += inner)
        if (inner == 1) {
            *y = T(extreme_of_row)(x, axis, smallest);
        } else {
            for (long i = 0; i < inner; i += LANES) {
                V best = T(load)(x + i);
                for (long a = 1; a < axis; a++)
                    best = T(better)(T(load)(x + a * inner + i), best, smallest);
                T(store)(y + i, best);
            }
        }
}

static void T(extreme)(
    const void *x, void *y, long outer, long axis, long inner, bool smallest) {
    if (smallest) {
        T(extremes)(x, y, outer, axis, inner, true);
    } else {
        T(extremes)(x, y, outer, axis, inner, false);
    }
}

/// The first place along the axis that has the value, which may be a NaN.
INLINE long T(place_of)(const REAL *x, REAL value, long axis, long inner) {
    for (long a = 0; a < axis; a++) {
        const REAL found = x[a * inner];
        if (found == value || (found != found && value != value)) return a;
    }
    return 0;
}

static void T(extreme_place)(
    const void *px, const void *py, void *pp, long outer, long axis, long inner) {
    const REAL *x = px, *y = py;
    REAL *place = pp;
    for (long o = 0; o < outer; o++, x += axis * inner)
        for (long i = 0; i < inner; i++) *place++ = (REAL)T(place_of)(x + i, *y++, axis, inner);
}

static void T(extreme_derivative)(
    const void *px, const void *py, const void *pd, void *pdx, long outer, long axis,
    long inner) {
    const REAL *x = px, *y = py, *dy = pd;
    REAL *dx = pdx;
    memset(dx, 0, (size_t)(outer * axis * inner) * sizeof(REAL));
    for (long o = 0; o < outer; o++, x += axis * inner, dx += axis * inner)
        for (long i = 0; i < inner; i++)
            dx[T(place_of)(x + i, *y++, axis, inner) * inner + i] = *dy++;
}

/// Sums run in double precision, as PyTorch's do.
static void T(cumulative_sum)(
    const void *px, void *py, long outer, long axis, long inner, bool reverse) {
    const REAL *x = px;
    REAL *y = py;
    for (long o = 0; o < outer; o++, x += axis * inner, y += axis * inner)
        for (long start = 0; start < inner; start += 64) {
            const long count = inner - start < 64 ? inner - start : 64;
            double sums[64] = {0};
            if (inner == 1) {
                for (long a = 0; a < axis; a++) {
                    const long at = reverse ? axis - 1 - a : a;
                    y[at] = (REAL)(sums[0] += (double)x[at]);
                }
                continue;
            }
            for (long a = 0; a < axis; a++) {
                const long row = (reverse ? axis - 1 - a : a) * inner + start;
                for (long i = 0; i < count; i++) y[row + i] = (REAL)(sums[i] += (double)x[row + i]);
            }
        }
}

static const MathematicsTable T(mathematics) = {
    .square_root = T(square_root), .absolute = T(absolute),
    .error_function = T(error_function), .power = T(power),
    .square_root_derivative = T(square_root_derivative),
    .absolute_derivative = T(absolute_derivative),
    .error_function_derivative = T(error_function_derivative),
    .clamp = T(clamp),
    .clamp_derivative = T(clamp_derivative), .greater = T(greater),
    .greater_or_equal = T(greater_or_equal), .equal = T(equal), .unequal = T(unequal),
    .choose = T(choose), .extreme = T(extreme), .extreme_place = T(extreme_place),
    .extreme_derivative = T(extreme_derivative), .cumulative_sum = T(cumulative_sum),
};
