// Batch normalization over the rows of x[rows, columns].

/// What the loops by column or by row work with.
typedef struct {
    const REAL *x, *dy, *scale, *shift;
    REAL *y, *mean, *variance, *inverse, *dscale, *dshift;
    long rows, columns;
    REAL epsilon;
} T(BatchNorm);

/// The columns that a thread takes at least: their sums go over all rows.
INLINE long T(shared_columns)(const T(BatchNorm) *b) {
    return b->rows * b->columns < SharedValues ? b->columns : LANES;
}
/// The rows that a thread takes at least: all where what follows a row's last value is overwritten.
INLINE long T(shared_rows)(long rows, long columns) {
    return columns % LANES == 0 ? SharedValues / (columns + 1) + 1 : rows;
}

/// mean, biased variance and 1 / sqrt(variance + epsilon), by column.
static void T(moments)(const void *context, long from, long to, int lane) {
    const T(BatchNorm) *b = context;
    REAL share = (REAL)1 / (REAL)b->rows;
    for (long c = from; c < to; c++) b->mean[c] = b->variance[c] = 0;
    T(column_sums)(b->x + from, b->mean + from, b->rows, b->columns, to - from, share);
    for (long c = from; c < to; c += LANES) {
        V m = T(load)(b->mean + c), total = T(splat)(0);
        for (long start = 0; start < b->rows; start += 256) {
            long end = b->rows < start + 256 ? b->rows : start + 256;
            V part = T(splat)(0);
            for (long r = start; r < end; r++) {
                V d = T(load)(b->x + r * b->columns + c) - m;
                part = T(fma)(d, d, part);
            }
            total += part;
        }
        V var = total * T(splat)(share);
        V deviation = __builtin_elementwise_sqrt(var + T(splat)(b->epsilon));
        T(store_first)(b->variance + c, var, to - c);
        T(store_first)(b->inverse + c, T(splat)(1) / deviation, to - c);
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

static void T(normalize_range)(const void *context, long from, long to, int lane) {
    const T(BatchNorm) *b = context;
    const REAL *x = b->x + from * b->columns;
    REAL *y = b->y + from * b->columns;
    for (long r = from; r < to; r++, x += b->columns, y += b->columns)
        for (long c = 0; c < b->columns; c += LANES) {
            V factor = T(load)(b->inverse + c) * T(load)(b->scale + c);
            V d = T(load)(x + c) - T(load)(b->mean + c);
            T(store)(y + c, T(fma)(d, factor, T(load)(b->shift + c)));
        }
}

static void T(normalize)(
    const void *px, const void *pm, const void *pi, const void *ps, const void *pb, void *py,
    long rows, long columns) {
    T(BatchNorm) b = {
        .x = px, .scale = ps, .shift = pb, .y = py, .mean = (REAL *)pm, .inverse = (REAL *)pi,
        .rows = rows, .columns = columns};
    kernel_share(T(normalize_range), &b, rows, T(shared_rows)(rows, columns));
}

static void T(batch_norm)(
    const void *px, const void *ps, const void *pb, void *py, void *pm, void *pv, void *pi,
    long rows, long columns, double epsilon) {
    T(BatchNorm) b = {
        .x = px, .scale = ps, .shift = pb, .y = py, .mean = pm, .variance = pv, .inverse = pi,
        .rows = rows, .columns = columns, .epsilon = (REAL)epsilon};
    kernel_share(T(moments), &b, columns, T(shared_columns)(&b));
    kernel_share(T(normalize_range), &b, rows, T(shared_rows)(rows, columns));
}

static void T(normalize_sums_range)(const void *context, long from, long to, int lane) {
    const T(BatchNorm) *b = context;
    for (long c = from; c < to; c += LANES) {
        V m = T(load)(b->mean + c), of_x = T(splat)(0), of_1 = T(splat)(0);
        for (long start = 0; start < b->rows; start += 256) {
            long end = b->rows < start + 256 ? b->rows : start + 256;
            V part_x = T(splat)(0), part_1 = T(splat)(0);
            for (long r = start; r < end; r++) {
                V d = T(load)(b->dy + r * b->columns + c);
                part_x = T(fma)(T(load)(b->x + r * b->columns + c) - m, d, part_x);
                part_1 += d;
            }
            of_x += part_x;
            of_1 += part_1;
        }
        V old = T(load)(b->dscale + c);
        V sum = T(fma)(of_x, T(load)(b->inverse + c), old);
        T(store_first)(b->dscale + c, sum, to - c);
        T(store_first)(b->dshift + c, of_1 + T(load)(b->dshift + c), to - c);
    }
}

static void T(normalize_sums)(
    const void *px, const void *pd, const void *pm, const void *pi, void *ps, void *pb, long rows,
    long columns) {
    T(BatchNorm) b = {
        .x = px, .dy = pd, .mean = (REAL *)pm, .inverse = (REAL *)pi, .dscale = ps, .dshift = pb,
        .rows = rows, .columns = columns};
    kernel_share(T(normalize_sums_range), &b, columns, T(shared_columns)(&b));
}

/// dx = scale inverse (dy - dshift / rows - (x - mean) inverse dscale / rows)
static void T(batch_norm_slope)(const void *context, long from, long to, int lane) {
    const T(BatchNorm) *b = context;
    V share = T(splat)((REAL)1 / (REAL)b->rows);
    for (long r = from; r < to; r++)
        for (long c = 0; c < b->columns; c += LANES) {
            V inverse = T(load)(b->inverse + c);
            V of_x = T(load)(b->dscale + c) * share * inverse;
            V centred = T(load)(b->x + r * b->columns + c) - T(load)(b->mean + c);
            V d = T(load)(b->dy + r * b->columns + c) - T(load)(b->dshift + c) * share;
            V factor = T(load)(b->scale + c) * inverse;
            T(store)(b->y + r * b->columns + c, factor * T(fma)(-centred, of_x, d));
        }
}

static void T(batch_norm_derivative)(
    const void *px, const void *pd, const void *pm, const void *pi, const void *pscale, void *pdx,
    void *ps, void *pb, long rows, long columns) {
    T(BatchNorm) b = {
        .x = px, .dy = pd, .scale = pscale, .y = pdx, .mean = (REAL *)pm, .inverse = (REAL *)pi,
        .dscale = ps, .dshift = pb, .rows = rows, .columns = columns};
    for (long c = 0; c < columns; c++) b.dscale[c] = b.dshift[c] = 0;
    kernel_share(T(normalize_sums_range), &b, columns, T(shared_columns)(&b));
    kernel_share(T(batch_norm_slope), &b, rows, T(shared_rows)(rows, columns));
}
