#pragma once

/// Upsampling of images in NHWC order, forward and backward.

/// x[images, height, width, channels] to
/// y[images, factor height, factor width, channels].
typedef struct {
    long images, height, width, channels, factor;
} UpsamplingShape;

/// One instance.
typedef struct {
    /// y[i, j] = x[i / factor, j / factor], rounded down
    void (*_Nonnull nearest)(
        const UpsamplingShape *_Nonnull shape, const void *_Nonnull x, void *_Nonnull y);
    /// dx, overwritten
    void (*_Nonnull nearest_gradient)(
        const UpsamplingShape *_Nonnull shape, const void *_Nonnull dy, void *_Nonnull dx);
    /// y[i, j] is interpolated at ((i + 1/2) / factor - 1/2, (j + 1/2) / factor - 1/2), moved into
    /// the image.
    void (*_Nonnull bilinear)(
        const UpsamplingShape *_Nonnull shape, const void *_Nonnull x, void *_Nonnull y);
    /// dx, overwritten
    void (*_Nonnull bilinear_gradient)(
        const UpsamplingShape *_Nonnull shape, const void *_Nonnull dy, void *_Nonnull dx);
} UpsamplingTable;
