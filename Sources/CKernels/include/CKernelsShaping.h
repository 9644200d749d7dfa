#pragma once

/// Loops that move values between tensors whose axes lie differently in memory.

#include <stdbool.h>

#include "CKernelsElementwise.h"

/// Up to six axes, the outermost first: their extents, and how many values apart neighbours along
/// each lie in one tensor and in another (0: the same value again).
typedef struct {
    long rank;
    long extents[6], first[6], second[6];
} GridShape;

/// Adds an axis inside the others, as a part of the last one where both lie in memory as one.
static inline void grid_append(
    GridShape *_Nonnull grid, long extent, long first, long second) {
    if (extent == 1) return;
    long at = grid->rank - 1;
    if (at < 0 || grid->first[at] != first * extent || grid->second[at] != second * extent) {
        at = grid->rank++;
        grid->extents[at] = 1;
    }
    grid->extents[at] *= extent;
    grid->first[at] = first;
    grid->second[at] = second;
}

/// One instance. Indices are whole numbers of the instance's own type, checked before.
typedef struct {
    /// y = x, or y += x, at every place of the grid; `first` are x's distances, `second` y's.
    void (*_Nonnull copy)(
        const GridShape *_Nonnull grid, const void *_Nonnull x, void *_Nonnull y, bool adding);
    /// out = a op b at every place of the grid; `first` are a's distances, `second` b's; `out` is
    /// contiguous.
    void (*_Nonnull broadcast)(
        const GridShape *_Nonnull grid, KernelBinary operation, const void *_Nonnull a,
        const void *_Nonnull b, void *_Nonnull out);

    /// The place of the first value that is not a whole number in 0 ..< limit; -1 if there is none.
    long (*_Nonnull first_bad_index)(const void *_Nonnull indices, long count, long limit);
    /// y[o, a, i] = x[o, indices[o, a, i], i], where x has `x_axis` values along the axis, y `axis`
    void (*_Nonnull gather)(
        const void *_Nonnull x, long x_axis, const void *_Nonnull indices, void *_Nonnull y,
        long outer, long axis, long inner);
    /// x[o, indices[o, a, i], i] += y[o, a, i], in row-major order
    void (*_Nonnull scatter_add)(
        void *_Nonnull x, long x_axis, const void *_Nonnull indices, const void *_Nonnull y,
        long outer, long axis, long inner);
} ShapingTable;
