// Included for each width of panel, with TILE(name), PANEL_LANES and PANEL_ROWS set: a panel of
// PANEL_LANES output columns times PANEL_ROWS windows (or window elements) is held in registers.
typedef REAL TILE(Panel) __attribute__((ext_vector_type(PANEL_LANES)));
typedef WHOLE TILE(Mask) __attribute__((ext_vector_type(PANEL_LANES)));
#define PANEL TILE(Panel)
#define EACH_ROW _Pragma("clang loop unroll(full)") for (int row = 0; row < PANEL_ROWS; row++)

INLINE PANEL TILE(load)(const REAL *p) {
    PANEL v;
    __builtin_memcpy(&v, p, sizeof v);
    return v;
}
INLINE void TILE(store)(REAL *p, PANEL v) { __builtin_memcpy(p, &v, sizeof v); }
/// The first `count` values at p, then zeros. Reads less than 64 bytes beyond.
INLINE PANEL TILE(load_first)(const REAL *p, long count) {
    TILE(Mask) lanes;
    for (int i = 0; i < PANEL_LANES; i++) lanes[i] = i;
    return (PANEL)((TILE(Mask))TILE(load)(p) & (lanes < (TILE(Mask))((WHOLE)count)));
}
INLINE void TILE(store_first)(REAL *p, PANEL v, long count) {
    REAL values[PANEL_LANES];
    TILE(store)(values, v);
    T(copy_first)(p, values, count, PANEL_LANES);
}
INLINE PANEL TILE(add_product)(PANEL sum, REAL x, PANEL w) {
#ifdef PAIRS
    // Both products of each pair are added to the pair's sum.
    for (int i = 0; i < PANEL_LANES / LANES; i++) {
        __m512 part, weights;
        __builtin_memcpy(&part, (char *)&sum + i * sizeof part, sizeof part);
        __builtin_memcpy(&weights, (char *)&w + i * sizeof part, sizeof part);
        part = _mm512_dpbf16_ps(part, (__m512bh)_mm512_set1_ps(x), (__m512bh)weights);
        __builtin_memcpy((char *)&sum + i * sizeof part, &part, sizeof part);
    }
    return sum;
#elif FUSED
    return __builtin_elementwise_fma((PANEL)(x), w, sum);
#else
    return sum + (PANEL)(x) * w;
#endif
}

/// Some elements of every window, by their places from its start, and their weights.
typedef struct {
    const int32_t *taps;
    long count;
    const REAL *weights;
} TILE(Segment);

/// sums[row] += the products of window `row` and the panel, over one segment.
INLINE void TILE(add_products)(
    PANEL *sums, const REAL *const *windows, const TILE(Segment) *segment
) {
    const REAL *weights = segment->weights;
    UNROLLED for (long k = 0; k < segment->count; k++, weights += PANEL_LANES) {
        long tap = segment->taps[k];
        PANEL w = TILE(load)(weights);
        EACH_ROW sums[row] = TILE(add_product)(sums[row], windows[row][tap], w);
    }
}

/// Where one panel of one chunk is computed.
typedef struct {
    const REAL *source;
    REAL *target;
    const int32_t *inputs, *outputs, *taps;
    long windows, elements, columns;
    const REAL *bias;
    /// The values of a window follow those of the one before and have no others between them, so
    /// that what the first segment writes beyond them is overwritten.
    bool in_order;
} TILE(Work);

/// One segment for PANEL_ROWS windows from `first`; the rows beyond the last window repeat it.
INLINE void TILE(correlate_rows)(
    const TILE(Work) *work, const TILE(Segment) *segment, long first, bool begins, PANEL bias
) {
    const REAL *windows[PANEL_ROWS];
    PANEL sums[PANEL_ROWS];
    long rows = smaller(PANEL_ROWS, work->windows - first);
    bool whole = rows == PANEL_ROWS && work->columns == PANEL_LANES;
    EACH_ROW windows[row] = work->source + work->inputs[first + (row < rows ? row : rows - 1)];
    if (begins) {
        EACH_ROW sums[row] = bias;
    } else if (whole) {
        EACH_ROW sums[row] = TILE(load)(work->target + work->outputs[first + row]);
    } else {
        EACH_ROW sums[row] = row < rows
            ? TILE(load_first)(work->target + work->outputs[first + row], work->columns) : bias;
    }
    TILE(add_products)(sums, windows, segment);
    if (whole) {
        EACH_ROW TILE(store)(work->target + work->outputs[first + row], sums[row]);
    } else {
        EACH_ROW if (row < rows)
        {
            REAL *out = work->target + work->outputs[first + row];
            bool spills = begins && work->in_order
                && (work->windows - first - row) * work->columns >= PANEL_LANES;
            if (work->columns == PANEL_LANES || spills) TILE(store)(out, sums[row]);
            else TILE(store_first)(out, sums[row], work->columns);
        }
    }
}

static void TILE(correlate_segment)(
    const TILE(Work) *work, const TILE(Segment) *segment, bool begins
) {
    PANEL bias = 0;
    if (work->bias) bias = TILE(load_first)(work->bias, work->columns);
    for (long first = 0; first < work->windows; first += PANEL_ROWS)
        TILE(correlate_rows)(work, segment, first, begins, bias);
}

/// All windows of a chunk times one panel of weights, in segments that the first-level cache holds.
static void TILE(correlate)(const TILE(Work) *work, const REAL *weights) {
    long limit = SegmentBytes / (long)sizeof(PANEL);
    long length = ceiling_divide(work->elements, ceiling_divide(work->elements, limit));
    for (long start = 0; start < work->elements; start += length) {
        TILE(Segment) segment = {
            work->taps + start, smaller(length, work->elements - start),
            weights + start * PANEL_LANES};
        TILE(correlate_segment)(work, &segment, start == 0);
    }
}

/// Copies `windows` rows of one panel's columns of dy together, and adds them up.
static void TILE(gather)(
    const REAL *dy, const int32_t *outputs, long windows, long columns, REAL *packed, REAL *sum
) {
    PANEL total = 0;
    for (long i = 0; i < windows; i++) {
        PANEL v = columns == PANEL_LANES ? TILE(load)(dy + outputs[i])
                                        : TILE(load_first)(dy + outputs[i], columns);
        TILE(store)(packed + i * PANEL_LANES, v);
        total += v;
    }
    TILE(store)(sum, TILE(load)(sum) + total);
}

/// sums[k] += sum over the windows of source[input + tap k] dy[window], for `count` elements k.
static void TILE(reduce)(
    const REAL *source, const int32_t *inputs, long windows, const int32_t *taps, long count,
    const REAL *packed, REAL *sums
) {
    for (long first = 0; first < count; first += PANEL_ROWS) {
        const REAL *elements[PANEL_ROWS];
        PANEL parts[PANEL_ROWS];
        EACH_ROW elements[row] = source + taps[smaller(first + row, count - 1)];
        EACH_ROW parts[row] = 0;
        UNROLLED for (long i = 0; i < windows; i++) {
            PANEL v = TILE(load)(packed + i * PANEL_LANES);
            long offset = inputs[i];
            EACH_ROW parts[row] = TILE(add_product)(parts[row], elements[row][offset], v);
        }
        EACH_ROW if (first + row < count) {
            REAL *sum = sums + (first + row) * PANEL_LANES;
            TILE(store)(sum, TILE(load)(sum) + parts[row]);
        }
    }
}

#undef PANEL
#undef EACH_ROW
