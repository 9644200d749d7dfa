// Sums. Long ones are added in blocks, so that errors grow slowly.

#define BLOCK 1024

#define SUM(name, term)                                                                           \
    static double T(name)(const void *px, long count) {                                           \
        const REAL *values = px;                                                                  \
        double sum = 0;                                                                           \
        for (long start = 0; start < count; start += BLOCK) {                                     \
            long end = count < start + BLOCK ? count : start + BLOCK;                             \
            V parts[4] = {T(splat)(0), T(splat)(0), T(splat)(0), T(splat)(0)};                    \
            for (long i = start, part = 0; i < end; i += LANES, part = (part + 1) & 3) {          \
                V x = T(load_first)(values + i, end - i, 0);                                      \
                parts[part] = term(x, parts[part]);                                               \
            }                                                                                     \
            sum += T(total)((parts[0] + parts[1]) + (parts[2] + parts[3]));                       \
        }                                                                                         \
        return sum;                                                                               \
    }
#define PLAIN(x, part) part + x
#define SQUARE(x, part) T(fma)(x, x, part)
SUM(sum, PLAIN)
SUM(sum_of_squares, SQUARE)

/// y[i] += scale * sum over rows of x[r * stride + i], for `width` columns.
INLINE void T(column_sums)(
    const REAL *x, REAL *y, long rows, long stride, long columns, REAL scale) {
    for (long c = 0; c < columns; c += 4 * LANES) {
        long vectors = (columns - c + LANES - 1) / LANES;
        vectors = vectors < 4 ? vectors : 4;
        for (long start = 0; start < rows; start += 256) {
            long end = rows < start + 256 ? rows : start + 256;
            V parts[4] = {T(splat)(0), T(splat)(0), T(splat)(0), T(splat)(0)};
            for (long r = start; r < end; r++) {
                const REAL *row = x + r * stride + c;
                if (vectors == 4) {
                    for (int j = 0; j < 4; j++) parts[j] += T(load)(row + j * LANES);
                } else {
                    for (int j = 0; j < vectors; j++) parts[j] += T(load)(row + j * LANES);
                }
            }
            for (int j = 0; j < vectors; j++) {
                REAL *target = y + c + j * LANES;
                V sum = T(fma)(parts[j], T(splat)(scale), T(load)(target));
                T(store_first)(target, sum, columns - c - j * LANES);
            }
        }
    }
}

static void T(add_column_sums)(const void *px, void *py, long rows, long columns) {
    T(column_sums)(px, py, rows, columns, columns, 1);
}

/// A sum over rows, some columns of which a thread takes.
typedef struct {
    const REAL *x;
    REAL *y;
    long rows, columns;
    REAL scale;
} T(ColumnSums);

static void T(sum_columns)(const void *context, long from, long to, int lane) {
    const T(ColumnSums) *s = context;
    memset(s->y + from, 0, (size_t)(to - from) * sizeof(REAL));
    T(column_sums)(s->x + from, s->y + from, s->rows, s->columns, to - from, s->scale);
}

static void T(sum_axis)(
    const void *px, void *py, long outer, long axis, long inner, double scale) {
    const REAL *x = px;
    REAL *y = py;
    if (outer == 1 && inner > 1) {
        T(ColumnSums) sums = {x, y, axis, inner, (REAL)scale};
        long least = axis * inner < SharedValues ? inner : 4 * LANES;
        return kernel_share(T(sum_columns), &sums, inner, least);
    }
    for (long o = 0; o < outer; o++) {
        if (inner == 1) {
            y[o] = (REAL)(T(sum)(x + o * axis, axis) * scale);
        } else {
            for (long i = 0; i < inner; i++) y[o * inner + i] = 0;
            T(column_sums)(x + o * axis * inner, y + o * inner, axis, inner, inner, (REAL)scale);
        }
    }
}

static void T(spread_axis)(
    const void *px, void *py, long outer, long axis, long inner, double scale) {
    const REAL *x = px;
    REAL *y = py;
    V factor = T(splat)((REAL)scale);
    for (long o = 0; o < outer; o++)
        if (inner == 1) {
            V value = T(splat)(x[o]) * factor;
            for (long a = 0; a < axis; a += LANES) T(store)(y + o * axis + a, value);
        } else {
            for (long a = 0; a < axis; a++)
                for (long i = 0; i < inner; i += LANES)
                    T(store)(y + (o * axis + a) * inner + i, T(load)(x + o * inner + i) * factor);
        }
}
