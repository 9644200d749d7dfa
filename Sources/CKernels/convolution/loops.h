// Included once per instruction set and scalar type, after `passes.h`.
#include "winograd.h"
#include "winograd_gradient.h"
#include "scatter.h"

static void T(convolve)(
    const ConvolutionShape *s, const void *x, const void *weight, const void *bias, void *y,
    void *scratch
) {
    char *rest = scratch;
    if (winograd_fits(s)) {
        Winograd tiles = winograd_forward(s);
        T(WinogradWeights) u = T(winograd_weights)(&rest, s->channels, s->filters);
        T(winograd_pack)(&u, weight);
        return T(winograd_correlate)(&tiles, x, &u, bias, y, rest);
    }
    Windows w = forward_windows(s, sizeof(REAL));
    long elements = w.rows * w.run;
    REAL *packed = T(take)(&rest, elements * rounded_filters(s->filters) * (long)sizeof(REAL));
    T(pack_filters)(weight, s->filters, elements, packed);
    T(correlate)(&w, x, packed, bias, y, rest);
}

/// The taps of one phase, turned round, in panels of [row, column, filter, lanes of channels].
static void T(pack_phase)(
    const ConvolutionShape *s, PhaseAxis rows, PhaseAxis columns, const REAL *weight, REAL *packed
) {
    for (long first = 0, lanes; first < s->channels; first += lanes) {
        lanes = T(panel_lanes)(s->channels - first);
        long count = smaller(lanes, s->channels - first);
        for (long i = rows.taps - 1; i >= 0; i--)
            for (long j = columns.taps - 1; j >= 0; j--) {
                long tap = (rows.phase + s->stride * i) * s->kernel_width
                    + columns.phase + s->stride * j;
                for (long filter = 0; filter < s->filters; filter++, packed += lanes) {
                    const REAL *from = weight + first
                        + (filter * s->kernel_height * s->kernel_width + tap) * s->channels;
                    memcpy(packed, from, (size_t)count * sizeof(REAL));
                    for (long lane = count; lane < lanes; lane++) packed[lane] = 0;
                }
            }
    }
}

static void T(convolve_input_gradient)(
    const ConvolutionShape *s, const void *weight, const void *dy, void *dx, void *scratch
) {
    if (winograd_fits(s)) {
        char *rest = scratch;
        Winograd tiles = winograd_input_gradient(s);
        T(WinogradWeights) u = T(winograd_weights)(&rest, s->filters, s->channels);
        T(winograd_pack_turned)(&u, weight);
        return T(winograd_correlate)(&tiles, dy, &u, 0, dx, rest);
    }
    if (scatter_fits(s)) return T(scatter_input_gradient)(s, weight, dy, dx, scratch);
    long image = s->height * s->width * s->channels;
    if (s->stride > smaller(s->kernel_height, s->kernel_width))
        memset(dx, 0, (size_t)(s->images * image) * sizeof(REAL));
    for (long i = 0; i < s->stride; i++)
        for (long j = 0; j < s->stride; j++) {
            PhaseAxis rows = phase_axis(i, s->height, s->kernel_height, s->stride, s->padding);
            PhaseAxis columns = phase_axis(j, s->width, s->kernel_width, s->stride, s->padding);
            if (rows.taps * columns.taps * rows.count * columns.count == 0) continue;
            Windows w = phase_windows(s, rows, columns, sizeof(REAL));
            char *rest = scratch;
            REAL *packed = T(take)(
                &rest, w.rows * w.run * rounded_filters(s->channels) * (long)sizeof(REAL));
            T(pack_phase)(s, rows, columns, weight, packed);
            T(correlate)(&w, dy, packed, 0, dx, rest);
        }
}

static void T(convolve_weight_gradient)(
    const ConvolutionShape *s, const void *x, const void *dy, void *dweight, void *dbias,
    void *scratch
) {
    if (winograd_fits(s))
        return T(winograd_weight_gradient)(s, x, dy, dweight, dbias, scratch);
    Windows w = forward_windows(s, sizeof(REAL));
    long elements = w.rows * w.run, wide = rounded_filters(s->filters), real = sizeof(REAL);
    long lanes = kernel_team_lanes(), panels = ceiling_divide(s->filters, WIDE_LANES);
    char *rest = scratch;
    REAL *sums = T(take)(&rest, (elements + 1) * wide * real);
    memset(sums, 0, (size_t)((elements + 1) * wide * real));
    int32_t *inputs = T(take)(&rest, chunk_windows(&w) * (long)sizeof(int32_t));
    int32_t *outputs = T(take)(&rest, chunk_windows(&w) * (long)sizeof(int32_t));
    int32_t *taps = T(take)(&rest, elements * (long)sizeof(int32_t));
    long room = T(room)(chunk_picture(&w) + ReducedWindows * WIDE_LANES);
    REAL *rooms = T(take)(&rest, lanes * room * real);
    windows_offsets(&w, inputs, outputs);
    T(taps)(&w, taps);
    T(WeightGradient) all = {
        &w, x, dy, inputs, outputs, taps, sums, sums + elements * wide, rooms, room};
    // Every piece copies the pictures anew, so there are no more of them than threads.
    kernel_share(T(reduce_panels), &all, panels, ceiling_divide(panels, lanes));
    T(unpack_filters)(sums, s->filters, elements, dweight);
    if (dbias) memcpy(dbias, all.totals, (size_t)s->filters * sizeof(REAL));
}

static const ConvolutionTable T(convolution) = {
    T(convolve), T(convolve_input_gradient), T(convolve_weight_gradient),
};
