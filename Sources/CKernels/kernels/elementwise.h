// Loops from values to values, without remainders (see CKernels.h).

#define UNARY(name, result)                                                                       \
    static void T(name##_range)(const void *context, long from, long to, int lane) {              \
        const Operands *o = context;                                                              \
        const REAL *x_values = o->x;                                                              \
        REAL *y_values = o->y;                                                                    \
        V p = T(splat)((REAL)o->parameter);                                                       \
        (void)p;                                                                                  \
        for (long i = from; i < to; i += LANES) {                                                 \
            V x = T(load)(x_values + i);                                                          \
            T(store)(y_values + i, result);                                                       \
        }                                                                                         \
    }                                                                                             \
    static void T(name)(const void *px, void *py, long count, double parameter) {                 \
        Operands operands = {px, 0, py, parameter};                                               \
        kernel_share(T(name##_range), &operands, count, SharedValues);                            \
    }
#define DERIVATIVE(name, result)                                                                  \
    static void T(name##_range)(const void *context, long from, long to, int lane) {              \
        const Operands *o = context;                                                              \
        const REAL *saved = o->x, *dy_values = o->dy;                                             \
        REAL *dx_values = o->y;                                                                   \
        V p = T(splat)((REAL)o->parameter);                                                       \
        (void)p;                                                                                  \
        for (long i = from; i < to; i += LANES) {                                                 \
            V s = T(load)(saved + i), dy = T(load)(dy_values + i);                                \
            T(store)(dx_values + i, result);                                                      \
        }                                                                                         \
    }                                                                                             \
    static void T(name)(                                                                          \
        const void *ps, const void *pd, void *px, long count, double parameter) {                 \
        Operands operands = {ps, pd, px, parameter};                                              \
        kernel_share(T(name##_range), &operands, count, SharedValues);                            \
    }

#define ZERO T(splat)(0)
#define ONE T(splat)(1)
#define HALF T(splat)((REAL)0.5)

/// 0.5 (1 + erf(x / sqrt 2)), the normal distribution function
INLINE V T(normal_distribution)(V x) {
    return T(fma)(HALF, T(erf_of)(x * T(splat)((REAL)0.70710678118654752440)), HALF);
}
/// x Phi(x); its derivative is Phi(x) + x phi(x)
INLINE V T(gelu_slope)(V x) {
    V density = T(exp_of)(x * x * T(splat)((REAL)-0.5)) * T(splat)((REAL)0.39894228040143267794);
    return T(fma)(x, density, T(normal_distribution)(x));
}
/// tanh(sqrt(2 / pi) (x + 0.044715 x^3))
INLINE V T(gelu_inner)(V x) {
    V cubed = T(fma)(x * x * x, T(splat)((REAL)0.044715), x);
    return T(tanh_of)(cubed * T(splat)((REAL)0.79788456080286535588));
}
INLINE V T(gelu_tanh_slope)(V x) {
    V t = T(gelu_inner)(x);
    V inner = T(fma)(x * x, T(splat)((REAL)(3 * 0.044715)), ONE);
    inner = inner * T(splat)((REAL)0.79788456080286535588);
    return HALF * (ONE + t + x * (ONE - t * t) * inner);
}

UNARY(relu, T(select)(x < ZERO, ZERO, x))
UNARY(leaky_relu, T(select)(x < ZERO, x * p, x))
UNARY(tanh, T(tanh_of)(x))
UNARY(sigmoid, T(sigmoid_of)(x))
UNARY(gelu, x * T(normal_distribution)(x))
UNARY(gelu_tanh, HALF * x * (ONE + T(gelu_inner)(x)))
UNARY(exp, T(exp_of)(x))
UNARY(log, T(log_of)(x))

// A NaN among the outputs lets the gradient through; so it stays visible.
DERIVATIVE(relu_derivative, T(select)(s <= ZERO, ZERO, dy))
DERIVATIVE(leaky_relu_derivative, T(select)(s > ZERO, dy, dy * p))
DERIVATIVE(tanh_derivative, dy * (ONE - s * s))
DERIVATIVE(sigmoid_derivative, dy * s * (ONE - s))
DERIVATIVE(gelu_derivative, dy * T(gelu_slope)(s))
DERIVATIVE(gelu_tanh_derivative, dy * T(gelu_tanh_slope)(s))

static void T(affine)(const void *px, void *py, long count, double scale, double offset) {
    const REAL *x = px;
    REAL *y = py;
    V a = T(splat)((REAL)scale), b = T(splat)((REAL)offset);
    for (long i = 0; i < count; i += LANES) T(store)(y + i, T(fma)(T(load)(x + i), a, b));
}

static void T(fill)(void *py, long count, double value) {
    REAL *y = py;
    for (long i = 0; i < count; i += LANES) T(store)(y + i, T(splat)((REAL)value));
}

static void T(repeat_row)(const void *prow, void *py, long rows, long columns) {
    const REAL *row = prow;
    REAL *y = py;
    for (long r = 0; r < rows; r++, y += columns)
        for (long i = 0; i < columns; i += LANES) T(store)(y + i, T(load)(row + i));
}

INLINE V T(operand)(const REAL *p, int mode, long row, long columns, long i) {
    if (mode == KernelOperandScalar) return T(splat)(*p);
    return T(load)(mode == KernelOperandRow ? p + i : p + row * columns + i);
}

#define BINARY(name, result)                                                                      \
    INLINE V T(name##_of)(V x, V y) { return result; }                                            \
    static void T(name##_range)(const void *context, long from, long to, int lane) {              \
        const Operands *o = context;                                                              \
        const REAL *a = o->x, *b = o->dy;                                                         \
        REAL *out = o->y;                                                                         \
        for (long i = from; i < to; i += LANES)                                                   \
            T(store)(out + i, T(name##_of)(T(load)(a + i), T(load)(b + i)));                      \
    }                                                                                             \
    static void T(name)(                                                                          \
        const void *pa, int a_mode, const void *pb, int b_mode, void *po, long rows,              \
        long columns) {                                                                           \
        const REAL *a = pa, *b = pb;                                                              \
        REAL *out = po;                                                                           \
        if (a_mode != KernelOperandRow && b_mode != KernelOperandRow) {                           \
            columns *= rows;                                                                      \
            rows = 1;                                                                             \
        }                                                                                         \
        if (a_mode == KernelOperandFull && b_mode == KernelOperandFull) {                         \
            Operands operands = {pa, pb, po, 0};                                                  \
            kernel_share(T(name##_range), &operands, columns, SharedValues);                      \
            return;                                                                               \
        }                                                                                         \
        for (long r = 0; r < rows; r++)                                                           \
            for (long i = 0; i < columns; i += LANES)                                             \
                T(store)(out + r * columns + i,                                                   \
                    T(name##_of)(                                                                 \
                        T(operand)(a, a_mode, r, columns, i),                                     \
                        T(operand)(b, b_mode, r, columns, i)));                                   \
    }

BINARY(add, x + y)
BINARY(subtract, x - y)
BINARY(multiply, x * y)
BINARY(divide, x / y)
