#pragma once

enum {
    /// The values of a loop from values to values that are worth a thread's while; a multiple of
    /// all lanes, since loops overwrite what follows their last value.
    SharedValues = 16384,
};

/// What a loop from values to values works with; `x` and `dy` are the two operands of a binary one.
typedef struct {
    const void *x, *dy;
    void *y;
    double parameter;
} Operands;
