#pragma once

/// Matrix products of 8-bit integers, whose sums are exact.

#include <stdint.h>

/// y[rows, columns] = x weight^T + bias, from integers and the sizes of their steps.
typedef struct {
    /// From quantize_rows: `depth` and one more where that is odd, for each row.
    const int16_t *_Nonnull x;
    const float *_Nonnull x_scales;
    /// [panels of 16 columns, pairs of the depth, 16 columns, 2]; 0 beyond the columns and the
    /// depth.
    const int8_t *_Nonnull panels;
    const float *_Nonnull scales;
    const float *_Nullable bias;
    float *_Nonnull y;
    long rows, columns, depth;
} QuantizedProduct;

/// One instance, of `float` alone.
typedef struct {
    /// q = x / scale rounded to the nearest, ties to even, in -127 ... 127, with scale = the
    /// largest |x| of the row / 127. A row that is 0 has the scale 0, one with an infinity or NaN
    /// has NaN. A row of an odd length is followed by a 0.
    void (*_Nonnull quantize_rows)(
        const float *_Nonnull x, int16_t *_Nonnull q, float *_Nonnull scales, long rows,
        long columns);
    /// The depth is at most 131,072, so that no sum overflows.
    void (*_Nonnull product)(const QuantizedProduct *_Nonnull product);
} QuantizedTable;
