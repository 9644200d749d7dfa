#pragma once

/// Loops of the layers of sequences: embedding, normalizations, activations, recurrence, attention.

/// y[i] = f(x[i]); `parameter` is an ELU's alpha and a softplus' beta.
typedef void (*_Nonnull SequenceUnary)(
    const void *_Nonnull x, void *_Nonnull y, long count, double parameter);

/// dx[i] = dy[i] f'(x[i]); dx may be dy.
typedef void (*_Nonnull SequenceDerivative)(
    const void *_Nonnull x, const void *_Nonnull dy, void *_Nonnull dx, long count,
    double parameter);

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

    SequenceUnary elu, selu, silu, softplus, hard_swish;
    SequenceDerivative elu_derivative, selu_derivative, silu_derivative, softplus_derivative;
    SequenceDerivative hard_swish_derivative;
    /// y = x where x > 0, else slope x, with a slope for each column
    void (*_Nonnull prelu)(
        const void *_Nonnull x, const void *_Nonnull slope, void *_Nonnull y, long rows,
        long columns);
    void (*_Nonnull prelu_derivative)(
        const void *_Nonnull x, const void *_Nonnull slope, const void *_Nonnull dy,
        void *_Nonnull dx, void *_Nonnull dslope, long rows, long columns);
} SequenceTable;
