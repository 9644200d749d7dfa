#pragma once

/// The vector loops of the tensor engine, in plain C.
///
/// One source (the folder `kernels`) is compiled for several instruction sets and for `float` and
/// `double`; a `KernelTable` holds one such instance. Every pointer names `float` or `double`
/// values, by the table. All buffers come from the engine's pool, which guarantees 64 bytes beyond
/// the last value that kernels may read and overwrite; so loops have no remainders.

#include <stdbool.h>
#include <stdint.h>

#include "CKernelsConvolution.h"
#include "CKernelsGrouped.h"
#include "CKernelsElementwise.h"
#include "CKernelsHalf.h"
#include "CKernelsMathematics.h"
#include "CKernelsLosses.h"
#include "CKernelsOptimizers.h"
#include "CKernelsPooling.h"
#include "CKernelsQuantized.h"
#include "CKernelsSequences.h"
#include "CKernelsShaping.h"
#include "CKernelsTeam.h"
#include "CKernelsUpsampling.h"

/// C[rows, columns] = A B, plus C where `adding`, or plus a row `bias` where it is not null. A is
/// [rows, depth], or stored transposed; B is [depth, columns], or stored transposed.
typedef struct {
    const void *_Nonnull a;
    const void *_Nonnull b;
    void *_Nonnull c;
    const void *_Nullable bias;
    long rows, columns, depth;
    bool transpose_a, transpose_b, adding;
} KernelProduct;

enum {
    /// The most of the depth, and the most values of A, that a product takes at a time.
    PRODUCT_DEPTH = 256,
    PRODUCT_VALUES = 9 << 13,
};

/// How many values of working memory a product, or a range of its rows, needs.
static inline long product_scratch(long rows, long depth, bool transpose_a) {
    if (!transpose_a) return 0;
    if (depth > PRODUCT_DEPTH) depth = PRODUCT_DEPTH;
    long values = rows * depth < PRODUCT_VALUES ? rows * depth : PRODUCT_VALUES;
    return values + 8 * depth;  // the last tile may have 8 rows
}

/// One compiled instance of every loop.
typedef struct {
    KernelUnary relu, leaky_relu, tanh, sigmoid, gelu, gelu_tanh, exp, log;
    KernelDerivative relu_derivative, leaky_relu_derivative, tanh_derivative;
    KernelDerivative sigmoid_derivative, gelu_derivative, gelu_tanh_derivative;
    KernelBinary add, subtract, multiply, divide;

    /// y = scale x + offset; y may be x.
    void (*_Nonnull affine)(
        const void *_Nonnull x, void *_Nonnull y, long count, double scale, double offset);
    void (*_Nonnull fill)(void *_Nonnull y, long count, double value);
    /// y[r, :] = row
    void (*_Nonnull repeat_row)(
        const void *_Nonnull row, void *_Nonnull y, long rows, long columns);

    /// Makes the rows first ..< last of C, with the same bits whatever the ranges. `scratch` is
    /// memory of (product_scratch) values.
    void (*_Nonnull product)(
        const KernelProduct *_Nonnull product, long first, long last, void *_Nullable scratch);
    /// Whether products of any size are best left to `product`.
    bool multiplies_large;
    /// The bytes of a value.
    long value_bytes;
    /// For `float` alone.
    KernelRounding round_to_half;
    const QuantizedTable *_Nullable quantized;

    double (*_Nonnull sum)(const void *_Nonnull x, long count);
    double (*_Nonnull sum_of_squares)(const void *_Nonnull x, long count);
    /// y[o, i] = scale sum over a of x[o, a, i]
    void (*_Nonnull sum_axis)(
        const void *_Nonnull x, void *_Nonnull y, long outer, long axis, long inner, double scale);
    /// y[o, a, i] = scale x[o, i]
    void (*_Nonnull spread_axis)(
        const void *_Nonnull x, void *_Nonnull y, long outer, long axis, long inner, double scale);
    /// y[i] += sum over rows of x[r, i]
    void (*_Nonnull add_column_sums)(
        const void *_Nonnull x, void *_Nonnull y, long rows, long columns);

    void (*_Nonnull softmax)(const void *_Nonnull x, void *_Nonnull y, long rows, long columns);
    void (*_Nonnull log_softmax)(const void *_Nonnull x, void *_Nonnull y, long rows, long columns);
    void (*_Nonnull softmax_derivative)(
        const void *_Nonnull y, const void *_Nonnull dy, void *_Nonnull dx, long rows,
        long columns);
    void (*_Nonnull log_softmax_derivative)(
        const void *_Nonnull y, const void *_Nonnull dy, void *_Nonnull dx, long rows,
        long columns);

    /// Each loss returns its sum over all rows; where `dx` is not null, dx = scale d(sum)/dx. Rows
    /// of a class below 0 count nothing.
    double (*_Nonnull cross_entropy_classes)(
        const void *_Nonnull x, const int32_t *_Nonnull classes, void *_Nullable dx, long rows,
        long columns, double smoothing, double scale);
    double (*_Nonnull cross_entropy_probabilities)(
        const void *_Nonnull x, const void *_Nonnull targets, void *_Nullable dx, long rows,
        long columns, double smoothing, double scale);
    double (*_Nonnull binary_cross_entropy)(
        const void *_Nonnull x, const void *_Nonnull targets, void *_Nullable dx, long count,
        double scale);
    double (*_Nonnull squared_error)(
        const void *_Nonnull x, const void *_Nonnull targets, void *_Nullable dx, long count,
        double scale);

    /// Batch normalization over the rows of x[rows, columns]; `variance` is the biased one.
    void (*_Nonnull batch_norm)(
        const void *_Nonnull x, const void *_Nonnull scale, const void *_Nonnull shift,
        void *_Nonnull y, void *_Nonnull mean, void *_Nonnull variance, void *_Nonnull deviation,
        long rows, long columns, double epsilon);
    void (*_Nonnull batch_norm_derivative)(
        const void *_Nonnull x, const void *_Nonnull dy, const void *_Nonnull mean,
        const void *_Nonnull deviation, const void *_Nonnull scale, void *_Nonnull dx,
        void *_Nonnull dscale, void *_Nonnull dshift, long rows, long columns);
    /// inverse[i] = 1 / sqrt(variance[i] + epsilon)
    void (*_Nonnull inverse_deviation)(
        const void *_Nonnull variance, void *_Nonnull inverse, long count, double epsilon);
    /// y = (x - mean) inverse scale + shift, by column
    void (*_Nonnull normalize)(
        const void *_Nonnull x, const void *_Nonnull mean, const void *_Nonnull inverse,
        const void *_Nonnull scale, const void *_Nonnull shift, void *_Nonnull y, long rows,
        long columns);
    /// dscale += sum dy (x - mean) inverse and dshift += sum dy over the rows, by column
    void (*_Nonnull normalize_sums)(
        const void *_Nonnull x, const void *_Nonnull dy, const void *_Nonnull mean,
        const void *_Nonnull inverse, void *_Nonnull dscale, void *_Nonnull dshift, long rows,
        long columns);

    /// y[i] = x[i] scale where word i of the Philox stream is at least `threshold`, else 0.
    void (*_Nonnull dropout)(
        const void *_Nonnull x, void *_Nonnull y, long count, uint32_t threshold, double scale,
        uint64_t key, uint64_t stream);
    /// y[i] = low + (high - low) u, u of word i in 0 ..< 1
    void (*_Nonnull uniform)(
        void *_Nonnull y, long count, double low, double high, uint64_t key, uint64_t stream);
    /// Box–Muller on the words 2i and 2i + 1
    void (*_Nonnull normal)(
        void *_Nonnull y, long count, double mean, double deviation, uint64_t key,
        uint64_t stream);

    /// p and its momentum m, in place; m is null without momentum.
    void (*_Nonnull sgd)(
        void *_Nonnull p, const void *_Nonnull g, void *_Nullable m, long count,
        const KernelUpdate *_Nonnull update);
    void (*_Nonnull adam)(
        void *_Nonnull p, const void *_Nonnull g, void *_Nonnull m, void *_Nonnull v, long count,
        const KernelUpdate *_Nonnull update);

    ConvolutionTable convolution;
    GroupedTable grouped;
    PoolingTable pooling;
    SequenceTable sequences;
    ShapingTable shaping;
    MathematicsTable mathematics;
    OptimizerTable optimizers;
    LossTable losses;
    UpsamplingTable upsampling;
} KernelTable;

/// A whole product by the table's loops and the calling thread's team. `scratch` is memory of
/// (product_scratch) values for each of its threads.
void kernel_product(
    const KernelTable *_Nonnull table, const KernelProduct *_Nonnull product,
    void *_Nullable scratch);

/// All heads of an attention, or its derivative where `derivative` is not null, by the table's
/// loops and the calling thread's team, which has `room` bytes of `scratch` for each thread.
void kernel_attend(
    const KernelTable *_Nonnull table, const Attention *_Nonnull attention,
    const AttentionDerivative *_Nullable derivative, void *_Nonnull scratch, long room);
/// The same of a recurrent layer and all rows of its batch.
void kernel_recur(
    const KernelTable *_Nonnull table, const Recurrence *_Nonnull recurrence,
    const RecurrenceDerivative *_Nullable derivative, void *_Nonnull scratch, long room);

/// Returns the instance for `float` (0) or `double` (1); `fused` asks for fused multiply-add, and
/// null is returned where this processor has none.
const KernelTable *_Nullable kernel_table(int type, bool fused);

/// The same for one instruction set (4, 3 or 0 for the baseline), for tests.
const KernelTable *_Nullable kernel_table_of_level(int type, int level);

void kernel_convert_to_float(const double *_Nonnull x, float *_Nonnull y, long count);
void kernel_convert_to_double(const float *_Nonnull x, double *_Nonnull y, long count);

/// This thread's engine state: Swift has no thread-local variables of its own.
extern _Thread_local void *_Nullable kernel_thread_state;
static inline void *_Nullable kernel_get_thread_state(void) { return kernel_thread_state; }
static inline void kernel_set_thread_state(void *_Nullable state) { kernel_thread_state = state; }
