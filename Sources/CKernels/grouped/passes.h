// Included once per instruction set and scalar type, after `convolution/passes.h`.

/// What the passes work with: an image's picture and the places in it.
typedef struct {
    Spread spread;
    REAL *picture;
    int32_t *inputs, *outputs, *taps;
    long windows;
} T(Grouped);

/// `inner` are the source's channels of a group, `columns` the values of a window's result.
static T(Grouped) T(grouped_places)(
    const GroupedShape *s, Spread spread, long inner, long columns, char **rest
) {
    T(Grouped) g = {.spread = spread, .windows = spread.grid_height * spread.grid_width};
    long values = spread.rows * spread.columns * spread.channels;
    g.picture = T(take)(rest, (values + 16) * (long)sizeof(REAL));
    g.inputs = T(take)(rest, g.windows * 4);
    g.outputs = T(take)(rest, g.windows * 4);
    g.taps = T(take)(rest, grouped_taps(s) * inner * 4);
    memset(g.picture, 0, (size_t)values * sizeof(REAL));
    grouped_inputs(&g.spread, g.inputs);
    for (long i = 0; i < g.windows; i++) g.outputs[i] = (int32_t)(i * columns);
    grouped_offsets(s, &g.spread, inner, g.taps);
    return g;
}

/// Puts image `n` of the source into the picture, whose zeros stay.
static void T(grouped_fill)(const T(Grouped) *g, const REAL *source, long n) {
    const Spread *p = &g->spread;
    source += n * p->height * p->width * p->channels;
    size_t bytes = (size_t)p->channels * sizeof(REAL);
    for (long i = 0; i < p->height; i++) {
        long row = p->top + i * p->spread_rows;
        if (row < 0 || row >= p->rows) continue;
        const REAL *line = source + i * p->width * p->channels;
        REAL *to = g->picture + row * p->columns * p->channels;
        if (p->spread_columns == 1 && p->left >= 0 && p->left + p->width <= p->columns) {
            memcpy(to + p->left * p->channels, line, bytes * (size_t)p->width);
            continue;
        }
        for (long j = 0; j < p->width; j++) {
            long column = p->left + j * p->spread_columns;
            if (column >= 0 && column < p->columns)
                memcpy(to + column * p->channels, line + j * p->channels, bytes);
        }
    }
}

/// The taps of one group turned round, in panels of [row, column, filter, lanes of channels].
static void T(grouped_pack_turned)(
    const REAL *weight, long taps, long filters, long channels, REAL *packed
) {
    for (long first = 0, lanes; first < channels; first += lanes) {
        lanes = T(panel_lanes)(channels - first);
        long count = smaller(lanes, channels - first);
        for (long tap = taps - 1; tap >= 0; tap--)
            for (long filter = 0; filter < filters; filter++, packed += lanes) {
                memcpy(packed, weight + (filter * taps + tap) * channels + first,
                       (size_t)count * sizeof(REAL));
                for (long lane = count; lane < lanes; lane++) packed[lane] = 0;
            }
    }
}

/// target = the windows of every image of `source` times the weights of their group; `turned` for
/// dx. `inner` and `outer` are a group's channels in source and target.
static void T(grouped_correlate)(
    const GroupedShape *s, Spread spread, const REAL *source, const REAL *weight,
    const REAL *bias, REAL *target, bool turned, char *rest
) {
    long columns = turned ? s->channels : s->filters;
    long inner = spread.channels / s->groups, outer = columns / s->groups;
    long elements = grouped_taps(s) * inner;
    T(Grouped) g = T(grouped_places)(s, spread, inner, columns, &rest);
    REAL *packed = T(take)(&rest, elements * rounded_filters(outer) * (long)sizeof(REAL));
    for (long group = 0; group < s->groups; group++) {
        const REAL *own = weight + group * elements * outer;
        if (turned) T(grouped_pack_turned)(own, grouped_taps(s), inner, outer, packed);
        else T(pack_filters)(own, outer, elements, packed);
        for (long n = 0; n < s->images; n++) {
            if (group == 0 || s->images > 1) T(grouped_fill)(&g, source, n);
            T(Panels) panels = {
                g.picture + group * inner,
                target + n * g.windows * columns + group * outer, g.inputs, g.outputs, g.taps,
                g.windows, elements, outer, bias ? bias + group * outer : 0};
            T(correlate_panels)(&panels, packed);
        }
    }
}

/// One filter for each channel: packed[tap][channel], turned round for dx.
static void T(depthwise)(
    const GroupedShape *s, Spread spread, const REAL *source, const REAL *weight,
    const REAL *bias, REAL *target, bool turned, char *rest
) {
    long taps = grouped_taps(s), wide = rounded_filters(s->channels);
    T(Grouped) g = T(grouped_places)(s, spread, 1, s->channels, &rest);
    REAL *packed = T(take)(&rest, (taps + 1) * wide * (long)sizeof(REAL));
    REAL *shift = packed + taps * wide;
    for (long c = 0; c < s->channels; c++) {
        shift[c] = bias ? bias[c] : 0;
        for (long tap = 0; tap < taps; tap++)
            packed[(turned ? taps - 1 - tap : tap) * wide + c] = weight[c * taps + tap];
    }
    for (long n = 0; n < s->images; n++) {
        T(grouped_fill)(&g, source, n);
        for (long i = 0; i < g.windows; i++, target += s->channels)
            for (long c = 0; c < s->channels; c += LANES) {
                const REAL *from = g.picture + g.inputs[i] + c;
                V sum = T(load)(shift + c);
                for (long tap = 0; tap < taps; tap++)
                    sum = T(fma)(
                        T(load)(from + g.taps[tap]), T(load)(packed + tap * wide + c), sum);
                T(store)(target + c, sum);
            }
    }
}

/// dweight[c, tap] and dbias[c] of one filter for each channel.
static void T(depthwise_weight_gradient)(
    const GroupedShape *s, const REAL *x, const REAL *dy, REAL *dweight, REAL *dbias, char *rest
) {
    long taps = grouped_taps(s), wide = rounded_filters(s->channels);
    T(Grouped) g = T(grouped_places)(s, grouped_picture(s), 1, s->channels, &rest);
    REAL *sums = T(take)(&rest, (taps + 1) * wide * (long)sizeof(REAL));
    memset(sums, 0, (size_t)((taps + 1) * wide) * sizeof(REAL));
    for (long n = 0; n < s->images; n++, dy += g.windows * s->channels) {
        T(grouped_fill)(&g, x, n);
        for (long c = 0; c < s->channels; c += LANES)
            for (long tap = 0; tap <= taps; tap++) {
                const REAL *from = g.picture + (tap < taps ? g.taps[tap] : 0) + c;
                V sum = T(splat)(0);
                for (long i = 0; i < g.windows; i++) {
                    V d = T(load)(dy + i * s->channels + c);
                    sum = tap < taps ? T(fma)(T(load)(from + g.inputs[i]), d, sum) : sum + d;
                }
                T(store)(sums + tap * wide + c, T(load)(sums + tap * wide + c) + sum);
            }
    }
    for (long c = 0; c < s->channels; c++) {
        for (long tap = 0; tap < taps; tap++) dweight[c * taps + tap] = sums[tap * wide + c];
        if (dbias) dbias[c] = sums[taps * wide + c];
    }
}

static void T(grouped_forward)(
    const GroupedShape *s, const void *x, const void *weight, const void *bias, void *y,
    void *scratch
) {
    if (grouped_is_plain(s)) {
        ConvolutionShape plain = grouped_plain(s);
        return T(convolve)(&plain, x, weight, bias, y, scratch);
    }
    Spread picture = grouped_picture(s);
    if (grouped_is_depthwise(s)) T(depthwise)(s, picture, x, weight, bias, y, false, scratch);
    else T(grouped_correlate)(s, picture, x, weight, bias, y, false, scratch);
}

static void T(grouped_input_gradient)(
    const GroupedShape *s, const void *weight, const void *dy, void *dx, void *scratch
) {
    if (grouped_is_plain(s)) {
        ConvolutionShape plain = grouped_plain(s);
        return T(convolve_input_gradient)(&plain, weight, dy, dx, scratch);
    }
    Spread picture = grouped_gradient_picture(s);
    if (grouped_is_depthwise(s)) T(depthwise)(s, picture, dy, weight, 0, dx, true, scratch);
    else T(grouped_correlate)(s, picture, dy, weight, 0, dx, true, scratch);
}

/// Adds one image's windows to a group's sums.
static void T(grouped_reduce)(
    const T(Grouped) *g, const REAL *picture, const REAL *dy, long elements, long outer,
    REAL *packed, REAL *sums
) {
    REAL *totals = sums + elements * rounded_filters(outer);
    for (long first = 0; first < g->windows; first += ReducedWindows) {
        T(Reduction) part = {
            picture, dy, g->inputs + first, g->outputs + first, g->taps,
            smaller(ReducedWindows, g->windows - first), elements, packed};
        T(reduce_windows)(&part, outer, sums, totals);
    }
}

static void T(grouped_weight_gradient)(
    const GroupedShape *s, const void *x, const void *dy, void *dweight, void *dbias,
    void *scratch
) {
    if (grouped_is_plain(s)) {
        ConvolutionShape plain = grouped_plain(s);
        return T(convolve_weight_gradient)(&plain, x, dy, dweight, dbias, scratch);
    }
    if (grouped_is_depthwise(s))
        return T(depthwise_weight_gradient)(s, x, dy, dweight, dbias, scratch);
    char *rest = scratch;
    long inner = s->channels / s->groups, outer = s->filters / s->groups;
    long elements = grouped_taps(s) * inner, wide = rounded_filters(outer);
    long size = (elements + 1) * wide;
    T(Grouped) g = T(grouped_places)(s, grouped_picture(s), inner, s->filters, &rest);
    REAL *packed = T(take)(&rest, ReducedWindows * WidestPanel);
    REAL *sums = T(take)(&rest, s->groups * size * (long)sizeof(REAL));
    memset(sums, 0, (size_t)(s->groups * size) * sizeof(REAL));
    for (long n = 0; n < s->images; n++) {
        T(grouped_fill)(&g, x, n);
        const REAL *own = (const REAL *)dy + n * g.windows * s->filters;
        for (long group = 0; group < s->groups; group++)
            T(grouped_reduce)(
                &g, g.picture + group * inner, own + group * outer, elements, outer, packed,
                sums + group * size);
    }
    for (long group = 0; group < s->groups; group++, sums += size) {
        T(unpack_filters)(sums, outer, elements, (REAL *)dweight + group * elements * outer);
        if (dbias)
            memcpy((REAL *)dbias + group * outer, sums + elements * wide,
                   (size_t)outer * sizeof(REAL));
    }
}

static const GroupedTable T(grouped) = {
    T(grouped_forward), T(grouped_input_gradient), T(grouped_weight_gradient),
};
