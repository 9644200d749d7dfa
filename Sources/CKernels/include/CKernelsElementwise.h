#pragma once

/// The forms of the loops that run over values one by one.

/// How an operand of a binary operation is read.
enum {
    KernelOperandFull = 0,    ///< one value per result
    KernelOperandRow = 1,     ///< one row, the same for every row of the result
    KernelOperandScalar = 2,  ///< one value
};

/// y[i] = f(x[i]); `parameter` is the slope of a leaky ReLU.
typedef void (*_Nonnull KernelUnary)(
    const void *_Nonnull x, void *_Nonnull y, long count, double parameter);

/// dx[i] = dy[i] f'(…), where `saved` is x or y, by the operation; dx may be dy.
typedef void (*_Nonnull KernelDerivative)(
    const void *_Nonnull saved, const void *_Nonnull dy, void *_Nonnull dx, long count,
    double parameter);

/// out[r, c] = a op b; the modes are `KernelOperand…`. `out` may be an operand in full mode.
typedef void (*_Nonnull KernelBinary)(
    const void *_Nonnull a, int a_mode, const void *_Nonnull b, int b_mode, void *_Nonnull out,
    long rows, long columns);
