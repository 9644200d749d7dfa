#pragma once

/// Update rules of optimizers, in place on a parameter's values.

#include <stdbool.h>

/// What an optimizer's rule takes; each rule reads what it needs.
typedef struct {
    double learning_rate, momentum, weight_decay, beta1, beta2, epsilon;
    /// 1 - beta1^t and 1 - beta2^t of Adam.
    double correction1, correction2;
    /// NAdam: what of this gradient and of the first moment enters the step.
    double gradient_share, moment_share;
    bool nesterov, decoupled;
} KernelUpdate;

/// One instance. p are the parameter's values, g its gradient.
typedef struct {
    /// v is the running mean square; m the momentum, null without.
    void (*_Nonnull rmsprop)(
        void *_Nonnull p, const void *_Nonnull g, void *_Nonnull v, void *_Nullable m, long count,
        const KernelUpdate *_Nonnull update);
    /// v is the sum of squares.
    void (*_Nonnull adagrad)(
        void *_Nonnull p, const void *_Nonnull g, void *_Nonnull v, long count,
        const KernelUpdate *_Nonnull update);
    /// m and v are the moments.
    void (*_Nonnull nadam)(
        void *_Nonnull p, const void *_Nonnull g, void *_Nonnull m, void *_Nonnull v, long count,
        const KernelUpdate *_Nonnull update);
    /// m is the momentum.
    void (*_Nonnull lion)(
        void *_Nonnull p, const void *_Nonnull g, void *_Nonnull m, long count,
        const KernelUpdate *_Nonnull update);
    /// Brings values beyond ±bound there, in place; returns how many there were. NaN stays.
    long (*_Nonnull clip)(void *_Nonnull g, long count, double bound);
} OptimizerTable;
