#include "CKernels.h"
#include "half/geometry.h"

#if defined(__x86_64__)
extern const ConvolutionTable half_products;
#endif

const ConvolutionTable *kernel_half_products(void) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("x86-64-v4") && __builtin_cpu_supports("avx512bf16"))
        return &half_products;
#endif
    return 0;
}

/// The working memory of sliding `w` besides the packed weights.
static long sliding_bytes(Windows w) {
    long covered = (w.grid_width - 1) * w.step * w.channels + w.run;
    long picture = w.chunk_images * picture_rows(&w, w.chunk_rows) * covered;
    long room = 12 * (chunk_windows(&w) + 16) + 4 * picture + ReducedWindows * WidestPanel + 256;
    return kernel_team_lanes() * room + 8 * chunk_windows(&w) + 4 * w.rows * w.run;
}

long half_scratch_bytes(const ConvolutionShape *s) {
    ConvolutionShape inputs = half_input_pairs(s), outputs = half_output_pairs(s);
    long taps = s->kernel_height * s->kernel_width;
    long bytes = larger(
        sliding_bytes(forward_windows(&inputs, 4)), sliding_bytes(forward_windows(s, 4)));
    for (long i = 0; i < s->stride; i++)
        for (long j = 0; j < s->stride; j++) {
            PhaseAxis rows = phase_axis(i, s->height, s->kernel_height, s->stride, s->padding);
            PhaseAxis columns = phase_axis(j, s->width, s->kernel_width, s->stride, s->padding);
            if (rows.taps * columns.taps * rows.count * columns.count == 0) continue;
            bytes = larger(bytes, sliding_bytes(phase_windows(&outputs, rows, columns, 4)));
        }
    long packed = larger(
        taps * inputs.channels * (s->filters + rounded_filters(s->filters)),
        taps * outputs.filters * rounded_filters(s->channels));
    packed = larger(packed, taps * s->channels * rounded_filters(s->filters));
    return bytes + 4 * packed + 2048;
}
