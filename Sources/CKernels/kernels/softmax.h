// Softmax and the losses, over the rows of x[rows, columns].

/// The larger of both in each lane; a NaN wins.
INLINE V T(larger)(V best, V v) {
    best = T(select)(best >= v, best, v);  // a NaN in `best` stays
    return T(select)(v != v, v, best);
}

INLINE REAL T(largest_lane)(V best) {
    // Compare each lane with the one half, a quarter, … of a vector away.
    for (int half = LANES / 2; half > 0; half /= 2) {
        V other = best;
        for (int i = 0; i < half; i++) other[i] = best[i + half];
        best = T(select)((best >= other) | (best != best), best, other);
    }
    return best[0];
}

INLINE REAL T(row_largest)(const REAL *x, long columns) {
    V best = T(splat)(-__builtin_inff());
    for (long i = 0; i < columns; i += LANES)
        best = T(larger)(best, T(load_first)(x + i, columns - i, -__builtin_inff()));
    return T(largest_lane)(best);
}

/// y = exp(x - largest) where y is not null; returns the sum.
INLINE REAL T(row_exponentials)(const REAL *x, REAL *y, long columns, REAL largest) {
    V sum = T(splat)(0);
    for (long i = 0; i < columns; i += LANES) {
        V e = T(exp_of)(T(load)(x + i) - T(splat)(largest));
        if (y) T(store)(y + i, e);
        sum += T(select)(T(first)(columns - i), e, T(splat)(0));
    }
    return T(total)(sum);
}

INLINE REAL T(log_of_one)(REAL x) { return T(log_of)(T(splat)(x))[0]; }

static void T(softmax)(const void *px, void *py, long rows, long columns) {
    const REAL *x = px;
    REAL *y = py;
    for (long r = 0; r < rows; r++, x += columns, y += columns) {
        REAL sum = T(row_exponentials)(x, y, columns, T(row_largest)(x, columns));
        V factor = T(splat)(1 / sum);
        for (long i = 0; i < columns; i += LANES) T(store)(y + i, T(load)(y + i) * factor);
    }
}

static void T(log_softmax)(const void *px, void *py, long rows, long columns) {
    const REAL *x = px;
    REAL *y = py;
    for (long r = 0; r < rows; r++, x += columns, y += columns) {
        REAL largest = T(row_largest)(x, columns);
        V log_sum = T(splat)(T(log_of_one)(T(row_exponentials)(x, 0, columns, largest)));
        for (long i = 0; i < columns; i += LANES)
            T(store)(y + i, (T(load)(x + i) - T(splat)(largest)) - log_sum);
    }
}

/// The sum over one row of a b, or of a alone where b is null.
INLINE REAL T(row_product)(const REAL *a, const REAL *b, long columns) {
    V sum = T(splat)(0);
    for (long i = 0; i < columns; i += LANES) {
        V v = T(load)(a + i);
        if (b) v *= T(load)(b + i);
        sum += T(select)(T(first)(columns - i), v, T(splat)(0));
    }
    return T(total)(sum);
}

static void T(softmax_derivative)(
    const void *ps, const void *pd, void *px, long rows, long columns) {
    const REAL *y = ps, *dy = pd;
    REAL *dx = px;
    for (long r = 0; r < rows; r++, y += columns, dy += columns, dx += columns) {
        V product = T(splat)(T(row_product)(y, dy, columns));
        for (long i = 0; i < columns; i += LANES)
            T(store)(dx + i, T(load)(y + i) * (T(load)(dy + i) - product));
    }
}

static void T(log_softmax_derivative)(
    const void *ps, const void *pd, void *px, long rows, long columns) {
    const REAL *y = ps, *dy = pd;
    REAL *dx = px;
    for (long r = 0; r < rows; r++, y += columns, dy += columns, dx += columns) {
        V sum = T(splat)(T(row_product)(dy, 0, columns));
        for (long i = 0; i < columns; i += LANES)
            T(store)(dx + i, T(fma)(-T(exp_of)(T(load)(y + i)), sum, T(load)(dy + i)));
    }
}

/// Loss of a row: -sum of t log p, t = (1 - smoothing) onehot + smoothing / columns.
static double T(cross_entropy_classes)(
    const void *px, const int32_t *classes, void *pd, long rows, long columns, double smoothing,
    double scale) {
    const REAL *x = px;
    REAL *dx = pd;
    REAL share = (REAL)(smoothing / (double)columns);
    double loss = 0;
    for (long r = 0; r < rows; r++, x += columns) {
        if (classes[r] < 0) {
            for (long i = 0; dx && i < columns; i += LANES) T(store)(dx + i, T(splat)(0));
            if (dx) dx += columns;
            continue;
        }
        REAL largest = T(row_largest)(x, columns);
        REAL sum = T(row_exponentials)(x, dx, columns, largest);
        REAL log_sum = T(log_of_one)(sum);
        double of_class = (double)((x[classes[r]] - largest) - log_sum);
        if (smoothing == 0) {
            loss -= of_class;
        } else {
            double all = 0;
            for (long i = 0; i < columns; i++) all += (double)((x[i] - largest) - log_sum);
            loss -= (1 - smoothing) * of_class + smoothing / (double)columns * all;
        }
        if (!dx) continue;
        V factor = T(splat)((REAL)scale / sum), offset = T(splat)(-share * (REAL)scale);
        for (long i = 0; i < columns; i += LANES)
            T(store)(dx + i, T(fma)(T(load)(dx + i), factor, offset));
        dx[classes[r]] -= (REAL)((1 - smoothing) * scale);
        dx += columns;
    }
    return loss;
}

/// The same with t = (1 - smoothing) targets + smoothing / columns.
static double T(cross_entropy_probabilities)(
    const void *px, const void *pt, void *pd, long rows, long columns, double smoothing,
    double scale) {
    const REAL *x = px, *targets = pt;
    REAL *dx = pd;
    V keep = T(splat)((REAL)(1 - smoothing)), share = T(splat)((REAL)(smoothing / columns));
    V factor = T(splat)((REAL)scale);
    double loss = 0;
    for (long r = 0; r < rows; r++, x += columns, targets += columns) {
        REAL largest = T(row_largest)(x, columns);
        REAL sum = T(row_exponentials)(x, dx, columns, largest);
        V log_sum = T(splat)(T(log_of_one)(sum)), top = T(splat)(largest);
        V product = T(splat)(0), total = T(splat)(0);
        for (long i = 0; i < columns; i += LANES) {
            I valid = T(first)(columns - i);
            V t = T(fma)(T(load)(targets + i), keep, share);
            t = T(select)(valid, t, T(splat)(0));
            V log_p = (T(load)(x + i) - top) - log_sum;
            V term = T(select)(valid & (t != T(splat)(0)), t * log_p, T(splat)(0));
            product += term;
            total += t;
        }
        loss -= (double)T(total)(product);
        if (!dx) continue;
        V of_p = T(splat)(T(total)(total) * (REAL)scale / sum);
        for (long i = 0; i < columns; i += LANES) {
            V t = T(fma)(T(load)(targets + i), keep, share);
            T(store)(dx + i, T(load)(dx + i) * of_p - t * factor);
        }
        dx += columns;
    }
    return loss;
}

/// max(x, 0) - x t + log(1 + exp(-|x|))
static double T(binary_cross_entropy)(
    const void *px, const void *pt, void *pd, long count, double scale) {
    const REAL *x_values = px, *targets = pt;
    REAL *dx = pd;
    double loss = 0;
    for (long i = 0; i < count; i += LANES) {
        V x = T(load)(x_values + i), t = T(load)(targets + i);
        V tail = T(log_one_plus)(T(exp_of)(-T(abs)(x)));
        V term = T(select)(x < T(splat)(0), T(splat)(0), x) - x * t + tail;
        loss += (double)T(total)(T(select)(T(first)(count - i), term, T(splat)(0)));
        if (dx) T(store)(dx + i, (T(sigmoid_of)(x) - t) * T(splat)((REAL)scale));
    }
    return loss;
}

static double T(squared_error)(
    const void *px, const void *pt, void *pd, long count, double scale) {
    const REAL *x = px, *targets = pt;
    REAL *dx = pd;
    V factor = T(splat)((REAL)(2 * scale));
    double loss = 0;
    for (long i = 0; i < count; i += LANES) {
        V d = T(load)(x + i) - T(load)(targets + i);
        if (dx) T(store)(dx + i, d * factor);
        d = T(select)(T(first)(count - i), d, T(splat)(0));
        loss += (double)T(total)(d * d);
    }
    return loss;
}
