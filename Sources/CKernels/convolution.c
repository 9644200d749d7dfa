#include <string.h>

#include "convolution/geometry.h"

long convolution_output_height(const ConvolutionShape *s) {
    return (s->height + 2 * s->padding - s->kernel_height) / s->stride + 1;
}

long convolution_output_width(const ConvolutionShape *s) {
    return (s->width + 2 * s->padding - s->kernel_width) / s->stride + 1;
}

/// The columns of packed weights: full panels of the widest kind.
static long rounded_filters(long filters) { return (filters + 31) / 32 * 32; }

/// The working memory besides the packed weights.
static long windows_bytes(const Windows *w, long value_bytes) {
    return 2 * chunk_windows(w) * 4 + chunk_picture(w) * value_bytes + w->rows * w->run * 4
        + ReducedWindows * WidestPanel + 1024;
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
    return bytes + weights * 8;
}

// Vectors wider than a register are passed only to functions that are always inlined.
#pragma clang diagnostic ignored "-Wpsabi"

#define JOIN(a, b) a##b
#define JOINED(a, b) JOIN(a, b)

// Each instance: its level, whether it has fused multiply-add, and the blocks that fit its vector
// registers: panels of so many bytes times so many windows.
#if defined(__x86_64__)
#define LEVEL _level0
#define FUSED 0
#define WIDE_BYTES 64
#define WIDE_ROWS 3
#define NARROW_ROWS 6
#include "convolution/instance.h"

#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#define LEVEL _level3
#define FUSED 1
#define WIDE_BYTES 64
#define WIDE_ROWS 6
#define NARROW_ROWS 8
#include "convolution/instance.h"
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"))), apply_to = function)
#define LEVEL _level4
#define FUSED 1
#define WIDE_BYTES 128
#define WIDE_ROWS 8
#define NARROW_ROWS 8
#include "convolution/instance.h"
#pragma clang attribute pop
#else
#define LEVEL _level0
#define FUSED 1
#define WIDE_BYTES 64
#define WIDE_ROWS 6
#define NARROW_ROWS 8
#include "convolution/instance.h"
#endif

const ConvolutionTable *convolution_table_of_level(int type, int level) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (level == 4 && __builtin_cpu_supports("x86-64-v4"))
        return type ? &convolution_double_level4 : &convolution_float_level4;
    if (level == 3 && __builtin_cpu_supports("x86-64-v3"))
        return type ? &convolution_double_level3 : &convolution_float_level3;
#endif
    if (level != 0) return 0;
    return type ? &convolution_double_level0 : &convolution_float_level0;
}
