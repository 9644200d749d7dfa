// Batch normalization over the rows of x[rows, columns].

/// mean, biased variance and 1 / sqrt(variance + epsilon), by column.
static void T(moments)(
    const REAL *x, REAL *mean, REAL *variance, REAL *deviation, long rows, long columns,
    REAL epsilon) {
    REAL share = (REAL)1 / (REAL)rows;
    for (long c = 0; c < columns; c++) mean[c] = variance[c] = 0;
    T(column_sums)(x, mean, rows, columns, columns, share);
    for (long c = 0; c < columns; c += LANES) {
        V m = T(load)(mean + c), total = T(splat)(0);
        for (long start = 0; start < rows; start += 256) {
            long end = rows < start + 256 ? rows : start + 256;
            V part = T(splat)(0);
            for (long r = start; r < end; r++) {
                V d = T(load)(x + r * columns + c) - m;
                part = T(fma)(d, d, part);
            }
            total += part;
        }
        V var = total * T(splat)(share);
        T(store)(variance + c, var);
        T(store)(deviation + c, T(splat)(1) / __builtin_elementwise_sqrt(var + T(splat)(epsilon)));
    }
}

static void T(inverse_deviation)(const void *pv, void *pi, long count, double epsilon) {
    const REAL *variance = pv;
    REAL *inverse = pi;
    for (long i = 0; i < count; i += LANES) {
        V v = T(load)(variance + i) + T(splat)((REAL)epsilon);
        T(store)(inverse + i, T(splat)(1) / __builtin_elementwise_sqrt(v));
    }
}

static void T(normalize)(
    const void *px, const void *pm, const void *pi, const void *ps, const void *pb, void *py,
    long rows, long columns) {
    const REAL *x = px, *mean = pm, *inverse = pi, *scale = ps, *shift = pb;
    REAL *y = py;
    for (long r = 0; r < rows; r++, x += columns, y += columns)
        for (long c = 0; c < columns; c += LANES) {
            V factor = T(load)(inverse + c) * T(load)(scale + c);
            V d = T(load)(x + c) - T(load)(mean + c);
            T(store)(y + c, T(fma)(d, factor, T(load)(shift + c)));
        }
}

static void T(batch_norm)(
    const void *px, const void *ps, const void *pb, void *py, void *pm, void *pv, void *pi,
    long rows, long columns, double epsilon) {
    T(moments)(px, pm, pv, pi, rows, columns, (REAL)epsilon);
    T(normalize)(px, pm, pi, ps, pb, py, rows, columns);
}

static void T(normalize_sums)(
    const void *px, const void *pd, const void *pm, const void *pi, void *ps, void *pb, long rows,
    long columns) {
    const REAL *x = px, *dy = pd, *mean = pm, *inverse = pi;
    REAL *dscale = ps, *dshift = pb;
    for (long c = 0; c < columns; c += LANES) {
        V m = T(load)(mean + c), of_x = T(splat)(0), of_1 = T(splat)(0);
        for (long start = 0; start < rows; start += 256) {
            long end = rows < start + 256 ? rows : start + 256;
            V part_x = T(splat)(0), part_1 = T(splat)(0);
            for (long r = start; r < end; r++) {
                V d = T(load)(dy + r * columns + c);
                part_x = T(fma)(T(load)(x + r * columns + c) - m, d, part_x);
                part_1 += d;
            }
            of_x += part_x;
            of_1 += part_1;
        }
        V old = T(load)(dscale + c);
        T(store_first)(dscale + c, T(fma)(of_x, T(load)(inverse + c), old), columns - c);
        T(store_first)(dshift + c, of_1 + T(load)(dshift + c), columns - c);
    }
}

/// dx = scale inverse (dy - dshift / rows - (x - mean) inverse dscale / rows)
static void T(batch_norm_derivative)(
    const void *px, const void *pd, const void *pm, const void *pi, const void *pscale, void *pdx,
    void *ps, void *pb, long rows, long columns) {
    const REAL *x = px, *dy = pd, *mean = pm, *inverse = pi, *scale = pscale;
    REAL *dscale = ps, *dshift = pb, *dx = pdx;
    for (long c = 0; c < columns; c++) dscale[c] = dshift[c] = 0;
    T(normalize_sums)(px, pd, pm, pi, ps, pb, rows, columns);
    V share = T(splat)((REAL)1 / (REAL)rows);
    for (long r = 0; r < rows; r++)
        for (long c = 0; c < columns; c += LANES) {
            V of_x = T(load)(dscale + c) * share * T(load)(inverse + c);
            V centred = T(load)(x + r * columns + c) - T(load)(mean + c);
            V d = T(load)(dy + r * columns + c) - T(load)(dshift + c) * share;
            V factor = T(load)(scale + c) * T(load)(inverse + c);
            T(store)(dx + r * columns + c, factor * T(fma)(-centred, of_x, d));
        }
}
