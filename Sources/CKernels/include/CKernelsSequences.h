#pragma once

#include <stdbool.h>

#include "CKernelsElementwise.h"

/// Loops of the layers of sequences: embedding, normalizations, activations, recurrence, attention.

/// Each row of [rows, columns] on its own. Without a shift, the mean counts as 0 (RMS norm).
typedef struct {
    const void *_Nonnull scale;
    const void *_Nullable shift;
    /// One value for each row: written forward, read backward; no mean without a shift.
    void *_Nullable mean;
    void *_Nonnull inverse;
    long rows, columns;
    double epsilon;
} RowNormalization;

/// Each group of channels of each of images[images, pixels, channels] on its own.
typedef struct {
    const void *_Nonnull scale;
    const void *_Nonnull shift;
    /// One value for each channel of each image: written forward, read backward.
    void *_Nonnull mean;
    void *_Nonnull inverse;
    long images, pixels, channels, groups;
    double epsilon;
} GroupNormalization;

/// Scaled dot-product attention: o = softmax(scale q k^T) v for each head of each sequence. Head h
/// of q, k, v and o is `width` values from h width on, in rows that are `..._step` values apart.
typedef struct {
    const void *_Nonnull q;
    const void *_Nonnull k;
    const void *_Nonnull v;
    /// [sequences, keys], 0 where nobody looks
    const void *_Nullable padding;
    /// Written forward, read backward; the logarithm of each row's sum as [sequences, heads,
    /// queries].
    void *_Nonnull o;
    void *_Nonnull log_sums;
    long sequences, heads, queries, keys, width;
    /// `k_step` is that of v too.
    long q_step, k_step, o_step;
    double scale;
    /// Query i sees the keys up to i; there are as many of both.
    bool causal;
    /// The weights and their slopes are rounded to bfloat16 where they are multiplied; q, k, v and
    /// d_o are so already. Of `float` alone.
    bool rounded;
} Attention;

/// The gradients; dq, dk and dv lie in memory as q, k and v do, d_o as o does.
typedef struct {
    const void *_Nonnull d_o;
    void *_Nonnull dq;
    void *_Nonnull dk;
    void *_Nonnull dv;
} AttentionDerivative;

/// The most values of working memory that either pass of an attention takes.
static inline long attention_scratch(long keys, long width) {
    long pitch = keys + 16, wide = width + 16;
    return 2 * pitch * width + wide * keys + 2 * 48 * pitch;
}

enum {
    RecurrenceTanh = 0,
    RecurrenceReLU = 1,
    RecurrenceLSTM = 2,
    RecurrenceGRU = 3,
};

/// A recurrent layer over [batch, time, ...], whose gates are one after the other in a row: input,
/// forget, new, output of an LSTM; reset, update, new of a GRU.
typedef struct {
    /// The input's part of the gates' sums, [batch, time, gates hidden].
    const void *_Nonnull x;
    /// [gates hidden, hidden]
    const void *_Nonnull weight;
    /// Of a GRU, [gates hidden].
    const void *_Nullable bias;
    /// [batch, hidden]; null for zeros.
    const void *_Nullable h0;
    const void *_Nullable c0;
    /// Written forward; of a plain one, read backward.
    void *_Nonnull y;
    /// Written forward where not null, read backward: the gates, each step's hidden state before
    /// it, and an LSTM's cell before it or a GRU's sum that the reset gate scales.
    void *_Nullable gates;
    void *_Nullable previous;
    void *_Nullable extra;
    long batch, time, hidden;
    int kind;
    /// From the last time to the first.
    bool reverse;
    /// What the weight is multiplied with is rounded to bfloat16; the weight is so already. Of
    /// `float` alone.
    bool rounded;
} Recurrence;

/// The gradients; `dproduct`, that of the hidden state's part of the sums, is a GRU's alone.
typedef struct {
    const void *_Nonnull dy;
    void *_Nonnull dx;
    void *_Nullable dproduct;
    void *_Nonnull dh0;
    void *_Nullable dc0;
} RecurrenceDerivative;

/// The most values of working memory that either pass of a recurrent layer takes for `rows` rows
/// of the batch.
static inline long recurrence_scratch(long rows, long hidden, long gates) {
    return (gates * hidden + 16) * (hidden + 16) + (gates + 3) * rows * hidden + 128;
}

/// One instance.
typedef struct {
    /// y[i, :] = table[ids[i], :]. Returns the place of the first id that is no whole number in
    /// 0 ..< rows, where it stops, or -1.
    long (*_Nonnull take_rows)(
        const void *_Nonnull table, const void *_Nonnull ids, void *_Nonnull y, long count,
        long rows, long columns);
    /// table[ids[i], :] += dy[i, :], in the order of i
    void (*_Nonnull add_rows)(
        const void *_Nonnull dy, const void *_Nonnull ids, void *_Nonnull table, long count,
        long columns);

    /// y = (x - mean) inverse scale + shift; inverse = 1 / sqrt(variance + epsilon)
    void (*_Nonnull normalize_rows)(
        const RowNormalization *_Nonnull n, const void *_Nonnull x, void *_Nonnull y);
    /// A null dshift says that there is no shift.
    void (*_Nonnull normalize_rows_derivative)(
        const RowNormalization *_Nonnull n, const void *_Nonnull x, const void *_Nonnull dy,
        void *_Nonnull dx, void *_Nonnull dscale, void *_Nullable dshift);
    void (*_Nonnull normalize_groups)(
        const GroupNormalization *_Nonnull n, const void *_Nonnull x, void *_Nonnull y);
    /// `of_x` and `of_1` are memory for a row of channels each.
    void (*_Nonnull normalize_groups_derivative)(
        const GroupNormalization *_Nonnull n, const void *_Nonnull x, const void *_Nonnull dy,
        void *_Nonnull dx, void *_Nonnull dscale, void *_Nonnull dshift, void *_Nonnull of_x,
        void *_Nonnull of_1);

    KernelUnary elu, selu, silu, softplus, hard_swish;
    KernelDerivative elu_derivative, selu_derivative, silu_derivative, softplus_derivative;
    KernelDerivative hard_swish_derivative;
    /// y = x where x > 0, else slope x, with a slope for each column
    void (*_Nonnull prelu)(
        const void *_Nonnull x, const void *_Nonnull slope, void *_Nonnull y, long rows,
        long columns);
    void (*_Nonnull prelu_derivative)(
        const void *_Nonnull x, const void *_Nonnull slope, const void *_Nonnull dy,
        void *_Nonnull dx, void *_Nonnull dslope, long rows, long columns);

    /// Heads first ..< last, counted over all sequences. As every loop with a range: with the same
    /// bits whatever the ranges, so that threads may each take some, each with a `scratch` of its
    /// own, here of (attention_scratch) values.
    void (*_Nonnull attend)(
        const Attention *_Nonnull attention, long first, long last, void *_Nonnull scratch);
    void (*_Nonnull attend_derivative)(
        const Attention *_Nonnull attention, const AttentionDerivative *_Nonnull derivative,
        long first, long last, void *_Nonnull scratch);

    /// Rows first ..< last of the batch; `scratch` is memory of (recurrence_scratch) values.
    void (*_Nonnull recur)(
        const Recurrence *_Nonnull recurrence, long first, long last, void *_Nonnull scratch);
    void (*_Nonnull recur_derivative)(
        const Recurrence *_Nonnull recurrence, const RecurrenceDerivative *_Nonnull derivative,
        long first, long last, void *_Nonnull scratch);
} SequenceTable;
