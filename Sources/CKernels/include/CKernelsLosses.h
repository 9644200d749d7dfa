#pragma once

/// Losses beside those of classification by cross-entropy. Each returns its sum; where `dx` is not
/// null, dx = scale d(sum)/dx.

#include <stdint.h>

/// Sum of w f(x, t) over all values; w is 1 where `weights` is null.
typedef double (*_Nonnull KernelElementLoss)(
    const void *_Nonnull x, const void *_Nonnull targets, const void *_Nullable weights,
    void *_Nullable dx, long count, double parameter, double scale);

/// One instance.
typedef struct {
    /// |x - t|
    KernelElementLoss absolute_error;
    /// d²/2 up to `parameter`, and beyond it parameter (|d| - parameter / 2); d = x - t
    KernelElementLoss huber;
    /// max(0, parameter - t x), t being -1 or 1
    KernelElementLoss hinge;
    /// -t max(log x, -100) - (1 - t) max(log(1 - x), -100)
    KernelElementLoss probability_cross_entropy;
    /// Sum over rows and over the classes j other than c of max(0, margin - x[c] + x[j]) / columns;
    /// rows of a class below 0 count nothing.
    double (*_Nonnull multi_margin)(
        const void *_Nonnull x, const int32_t *_Nonnull classes, void *_Nullable dx, long rows,
        long columns, double margin, double scale);
} LossTable;
