#pragma once

/// Element-wise functions, comparisons, and what reductions over an axis need beside sums.

#include <stdbool.h>

#include "CKernelsElementwise.h"

/// One instance. A derivative's saved values are x, or y for the square root.
typedef struct {
    KernelUnary square_root, absolute, error_function;
    /// `parameter` is the exponent. Whole and half numbers up to 64 are products and square roots,
    /// others exp(exponent log x).
    KernelUnary power;
    KernelDerivative square_root_derivative, absolute_derivative, error_function_derivative;

    void (*_Nonnull clamp)(
        const void *_Nonnull x, void *_Nonnull y, long count, double low, double high);
    /// dx = dy where low <= x <= high, else 0; dx may be dy
    void (*_Nonnull clamp_derivative)(
        const void *_Nonnull x, const void *_Nonnull dy, void *_Nonnull dx, long count, double low,
        double high);

    /// 1 where it holds, else 0
    KernelBinary greater, greater_or_equal, equal, unequal;
    /// y = a where the mask is not 0, else b; null stands for zeros.
    void (*_Nonnull choose)(
        const void *_Nonnull mask, const void *_Nullable a, const void *_Nullable b,
        void *_Nonnull y, long count);

    /// y[o, i] = the largest (or smallest) over a of x[o, a, i]; a NaN wins
    void (*_Nonnull extreme)(
        const void *_Nonnull x, void *_Nonnull y, long outer, long axis, long inner,
        bool smallest);
    /// place[o, i] = the first a with x[o, a, i] = y[o, i]
    void (*_Nonnull extreme_place)(
        const void *_Nonnull x, const void *_Nonnull y, void *_Nonnull place, long outer,
        long axis, long inner);
    /// dx = dy at the first a with x[o, a, i] = y[o, i], else 0
    void (*_Nonnull extreme_derivative)(
        const void *_Nonnull x, const void *_Nonnull y, const void *_Nonnull dy,
        void *_Nonnull dx, long outer, long axis, long inner);

    /// y[o, a, i] = the sum of x[o, b, i] over b <= a, or over b >= a in reverse
    void (*_Nonnull cumulative_sum)(
        const void *_Nonnull x, void *_Nonnull y, long outer, long axis, long inner,
        bool reverse);
} MathematicsTable;
