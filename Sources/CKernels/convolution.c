#include "CKernelsTeam.h"
#include "convolution/geometry.h"

long convolution_output_height(const ConvolutionShape *s) {
    return (s->height + 2 * s->padding - s->kernel_height) / s->stride + 1;
}

long convolution_output_width(const ConvolutionShape *s) {
    return (s->width + 2 * s->padding - s->kernel_width) / s->stride + 1;
}

/// The working memory of the calling thread's team besides the packed weights.
static long windows_bytes(const Windows *w, long value_bytes) {
    long own = chunk_picture(w) * value_bytes + ReducedWindows * WidestPanel + 256;
    return 2 * chunk_windows(w) * 4 + w->rows * w->run * 4 + kernel_team_lanes() * own + 1024;
}

long convolution_scratch_bytes(const ConvolutionShape *s) {
    long bytes = 0, taps = s->kernel_height * s->kernel_width;
    for (long value_bytes = 4; value_bytes <= 8; value_bytes += 4) {
        Windows forward = forward_windows(s, value_bytes);
        bytes = larger(bytes, windows_bytes(&forward, value_bytes));
        for (long i = 0; i < s->stride * s->stride; i++) {
            long row = i / s->stride, column = i % s->stride;
            PhaseAxis rows = phase_axis(row, s->height, s->kernel_height, s->stride, s->padding);
            PhaseAxis columns =
                phase_axis(column, s->width, s->kernel_width, s->stride, s->padding);
            if (rows.taps * columns.taps * rows.count * columns.count == 0) continue;
            Windows phase = phase_windows(s, rows, columns, value_bytes);
            bytes = larger(bytes, windows_bytes(&phase, value_bytes));
        }
    }
    long weights = larger(
        (taps * s->channels + 1) * rounded_filters(s->filters),
        taps * s->filters * rounded_filters(s->channels));
    bytes += weights * 8;
    if (scatter_fits(s)) {
        long values = scatter_packed(s) + kernel_team_lanes() * scatter_room(s);
        bytes = larger(bytes, 8 * values + 512);
    }
    return winograd_fits(s) ? larger(bytes, winograd_bytes(s, kernel_team_lanes())) : bytes;
}
