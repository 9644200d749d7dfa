// Loops that move values. Where rows of the result are strided, nothing beyond a row is written.

/// y[i] = x[i] or y[i] += x[i]; neighbours lie `x_step` and `y_step` apart.
static void T(copy_run)(
    const REAL *x, long x_step, REAL *y, long y_step, long count, bool adding) {
    if (x_step == 1 && y_step == 1) {
        if (!adding) {
            memcpy(y, x, (size_t)count * sizeof(REAL));
            return;
        }
        long i = 0;
        for (; i + LANES <= count; i += LANES)
            T(store)(y + i, T(load)(y + i) + T(load)(x + i));
        if (i < count) T(store_first)(y + i, T(load)(y + i) + T(load)(x + i), count - i);
    } else if (adding) {
        for (long i = 0; i < count; i++) y[i * y_step] += x[i * x_step];
    } else if (x_step == 0 && y_step == 1) {
        const REAL value = *x;
        for (long i = 0; i < count; i++) y[i] = value;
    } else {
        for (long i = 0; i < count; i++) y[i * y_step] = x[i * x_step];
    }
}

/// y[r * y_row + c] = x[c * x_column + r]
static void T(copy_transposed)(
    const REAL *x, long x_column, REAL *y, long y_row, long rows, long columns) {
    for (long band = 0; band < rows; band += 64) {
        const long end = rows < band + 64 ? rows : band + 64;
        for (long c = 0; c < columns; c += 8)
            for (long r = band; r < end; r += 8) {
                const REAL *from = x + c * x_column + r;
                REAL *to = y + r * y_row + c;
#if IS_FLOAT
                if (columns - c >= 8 && end - r >= 8) {
                    transpose_eight(from, x_column, to, y_row);
                    continue;
                }
#endif
                for (long i = 0; i < 8 && i < end - r; i++)
                    for (long j = 0; j < 8 && j < columns - c; j++)
                        to[i * y_row + j] = from[j * x_column + i];
            }
    }
}

/// The axes of the grid from `axis` on; `across` is an axis that the innermost loop covers too.
static void T(copy_axes)(
    const GridShape *g, long axis, long across, const REAL *x, REAL *y, bool adding) {
    const long last = g->rank - 1;
    if (axis == last && across >= 0) {
        T(copy_transposed)(
            x, g->first[last], y, g->second[across], g->extents[across], g->extents[last]);
    } else if (axis == last) {
        T(copy_run)(x, g->first[last], y, g->second[last], g->extents[last], adding);
    } else if (axis == across) {
        T(copy_axes)(g, axis + 1, across, x, y, adding);
    } else {
        for (long i = 0; i < g->extents[axis]; i++)
            T(copy_axes)(
                g, axis + 1, across, x + i * g->first[axis], y + i * g->second[axis], adding);
    }
}

static void T(copy)(const GridShape *g, const void *x, void *y, bool adding) {
    const long last = g->rank - 1;
    long across = -1;
    if (last < 0) {
        T(copy_run)(x, 1, y, 1, 1, adding);
        return;
    }
    if (!adding && g->second[last] == 1 && g->first[last] > 1)
        for (long axis = 0; axis < last; axis++)
            if (g->first[axis] == 1) across = axis;
    T(copy_axes)(g, 0, across, x, y, adding);
}

/// Returns the end of what it wrote. Two axes at once are left to `f` where one operand is
/// contiguous over both and the other repeats a row.
static REAL *T(broadcast_axes)(
    const GridShape *g, long axis, KernelBinary f, const REAL *a, const REAL *b, REAL *out) {
    const long last = g->rank - 1, columns = g->extents[last];
    if (axis == last) {
        f(a, g->first[last] ? KernelOperandFull : KernelOperandScalar, b,
          g->second[last] ? KernelOperandFull : KernelOperandScalar, out, 1, columns);
        return out + columns;
    }
    const long rows = g->extents[axis];
    if (axis == last - 1 && g->first[last] == 1 && g->second[last] == 1) {
        const bool repeats_a = g->first[axis] == 0 && g->second[axis] == columns;
        const bool repeats_b = g->second[axis] == 0 && g->first[axis] == columns;
        if (repeats_a || repeats_b) {
            f(a, repeats_a ? KernelOperandRow : KernelOperandFull, b,
              repeats_b ? KernelOperandRow : KernelOperandFull, out, rows, columns);
            return out + rows * columns;
        }
    }
    for (long i = 0; i < rows; i++)
        out = T(broadcast_axes)(
            g, axis + 1, f, a + i * g->first[axis], b + i * g->second[axis], out);
    return out;
}

static void T(broadcast)(
    const GridShape *g, KernelBinary f, const void *a, const void *b, void *out) {
    if (g->rank == 0) {
        f(a, KernelOperandFull, b, KernelOperandFull, out, 1, 1);
    } else {
        T(broadcast_axes)(g, 0, f, a, b, out);
    }
}

static long T(first_bad_index)(const void *p, long count, long limit) {
    const REAL *indices = p;
    for (long i = 0; i < count; i++) {
        const REAL value = indices[i];
        if (!(value >= 0 && value < (REAL)limit && value == (REAL)(long)value)) return i;
    }
    return -1;
}

/// Calls `body` with the place in x, `from`, and the place in y, `to`, of every index.
#define EACH_INDEX(body)                                                                          \
    const REAL *indices = pi;                                                                     \
    for (long o = 0, to = 0; o < outer; o++)                                                      \
        for (long a = 0; a < axis; a++)                                                           \
            for (long i = 0; i < inner; i++, to++) {                                              \
                const long from = (o * x_axis + (long)indices[to]) * inner + i;                   \
                body;                                                                             \
            }

static void T(gather)(
    const void *px, long x_axis, const void *pi, void *py, long outer, long axis, long inner) {
    const REAL *x = px;
    REAL *y = py;
    EACH_INDEX(y[to] = x[from])
}

static void T(scatter_add)(
    void *px, long x_axis, const void *pi, const void *py, long outer, long axis, long inner) {
    REAL *x = px;
    const REAL *y = py;
    EACH_INDEX(x[from] += y[to])
}

static const ShapingTable T(shaping) = {
    T(copy), T(broadcast), T(first_bad_index), T(gather),
    T(scatter_add),
};

#undef EACH_INDEX
