// Losses of single values, and of margins. See CKernelsLosses.h.

/// Adds up w f and stores scale w f', from a body that sets `term` and `slope` by x and t.
#define ELEMENT_LOSS(name, ...) \
    static double T(name)( \
        const void *px, const void *pt, const void *pw, void *pd, long count, double parameter, \
        double scale) { \
        const REAL *x_values = px, *targets = pt, *weights = pw; \
        REAL *dx = pd; \
        V zero = T(splat)(0), one = T(splat)(1), limit = T(splat)((REAL)parameter); \
        V factor = T(splat)((REAL)scale); \
        (void)zero, (void)one, (void)limit; \
        double loss = 0; \
        for (long i = 0; i < count; i += LANES) { \
            V x = T(load)(x_values + i), t = T(load)(targets + i), term, slope; \
            __VA_ARGS__ \
            if (weights) { \
                V w = T(load)(weights + i); \
                term = T(select)(w != zero, term * w, zero); \
                slope = T(select)(w != zero, slope * w, zero); \
            } \
            if (dx) T(store)(dx + i, slope * factor); \
            loss += (double)T(total)(T(select)(T(first)(count - i), term, zero)); \
        } \
        return loss; \
    }

ELEMENT_LOSS(absolute_error, {
    V d = x - t;
    term = T(abs)(d);
    slope = T(select)(d > zero, one, T(select)(d < zero, -one, zero));
})

ELEMENT_LOSS(huber, {
    V d = x - t;
    V size = T(abs)(d);
    I small = size <= limit;
    term = T(select)(
        small, d * d * T(splat)((REAL)0.5), limit * (size - limit * T(splat)((REAL)0.5)));
    slope = T(select)(small, d, T(select)(d > zero, limit, -limit));
})

ELEMENT_LOSS(hinge, {
    V gap = limit - t * x;
    term = T(select)(gap < zero, zero, gap);
    slope = T(select)(gap > zero, -t, zero);
})

ELEMENT_LOSS(probability_cross_entropy, {
    V lowest = T(splat)(-100), smallest = T(splat)((REAL)1e-12), rest = one - x;
    V yes = T(log_of)(x), no = T(log_of)(rest), spread = x * rest;
    yes = T(select)(yes < lowest, lowest, yes);
    no = T(select)(no < lowest, lowest, no);
    term = -(t * yes + (one - t) * no);
    slope = (x - t) / T(select)(spread < smallest, smallest, spread);
})
#undef ELEMENT_LOSS

static double T(multi_margin)(
    const void *px, const int32_t *classes, void *pd, long rows, long columns, double margin,
    double scale) {
    const REAL *x = px;
    REAL *dx = pd, step = (REAL)(scale / (double)columns);
    double loss = 0;
    for (long r = 0; r < rows; r++, x += columns) {
        long own = classes[r], above = 0;
        double sum = 0;
        for (long j = 0; j < columns && (own >= 0 || dx); j++) {
            REAL gap = own < 0 ? 0 : (REAL)margin - x[own] + x[j];
            bool counts = own >= 0 && j != own && !(gap <= 0);
            if (counts) sum += (double)gap, above++;
            if (dx) dx[j] = counts ? step : 0;
        }
        if (dx) {
            if (own >= 0) dx[own] = -step * (REAL)above;
            dx += columns;
        }
        loss += sum / (double)columns;
    }
    return loss;
}

static const LossTable T(losses) = {
    .absolute_error = T(absolute_error), .huber = T(huber), .hinge = T(hinge),
    .probability_cross_entropy = T(probability_cross_entropy), .multi_margin = T(multi_margin)};
