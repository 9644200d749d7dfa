#pragma once

/// Loops of the layers of sequences.

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
} SequenceTable;
