#pragma once
#include <stdbool.h>
#include "CKernelsPooling.h"

/// The rows (or columns) of the input that a window covers: first ..< end.
typedef struct {
    long first, end;
} Span;

static inline Span pooling_span(const PoolingShape *s, long index, long size, long outputs) {
    if (s->kernel == 0) {
        long end = ((index + 1) * size + outputs - 1) / outputs;
        return (Span){index * size / outputs, end};
    }
    long start = index * s->stride - s->padding, end = start + s->kernel;
    return (Span){start < 0 ? 0 : start, end > size ? size : end};
}

/// Whether no two windows share an input.
static inline bool pooling_disjoint(const PoolingShape *s) {
    if (s->kernel > 0) return s->stride >= s->kernel;
    return s->height % s->output_height == 0 && s->width % s->output_width == 0;
}

/// Whether every input belongs to one window.
static inline bool pooling_partitions(const PoolingShape *s) {
    if (!pooling_disjoint(s)) return false;
    if (s->kernel == 0) return true;
    return s->stride == s->kernel && s->output_height * s->kernel >= s->height + s->padding
        && s->output_width * s->kernel >= s->width + s->padding;
}

/// Whether all windows are whole ones of 2 by 2 side by side.
static inline bool pooling_quads(const PoolingShape *s) {
    return s->kernel == 2 && s->stride == 2 && s->padding == 0
        && 2 * s->output_height <= s->height && 2 * s->output_width <= s->width;
}

/// How many values a window's sum is divided by.
static inline long pooling_divisor(const PoolingShape *s, Span rows, Span columns) {
    if (s->kernel > 0) return s->kernel * s->kernel;
    return (rows.end - rows.first) * (columns.end - columns.first);
}
