// Recurrent layers over whole sequences. The product of each step is against packed weights; the
// cell loops read and write [batch, time, ...] directly.

/// What the steps share; `h`, `c` and `product` are contiguous by row of the batch.
typedef struct {
    const Recurrence *r;
    REAL *packed, *product, *h, *c, *operand;
    long rows, gates;
} T(Steps);

/// What is multiplied with the weight: `values`, or a rounded copy of them in `operand`.
INLINE const REAL *T(step_operand)(const T(Steps) *s, const REAL *values, long count) {
#if IS_FLOAT
    if (s->r->rounded) {
        round_values(values, s->operand, count);
        return s->operand;
    }
#endif
    return values;
}

INLINE long T(gate_count)(int kind) {
    return kind == RecurrenceLSTM ? 4 : kind == RecurrenceGRU ? 3 : 1;
}

/// Copies `count` values of a state from `first` on, or zeros where there is none.
INLINE void T(start_state)(const REAL *from, REAL *to, long first, long count) {
    if (from) {
        memcpy(to, from + first, (size_t)count * sizeof(REAL));
    } else {
        memset(to, 0, (size_t)count * sizeof(REAL));
    }
}

/// Loads and stores one vector of a row with `left` values left.
INLINE void T(keep)(void *values, long at, V v, long left) {
    if (values) T(store_exactly)((REAL *)values + at, v, left);
}

INLINE void T(lstm_cell)(const T(Steps) *s, long row, long n, long j) {
    const Recurrence *r = s->r;
    const long h = r->hidden, left = h - j, at = row * h + j;
    const REAL *x = (const REAL *)r->x + row * 4 * h + j, *p = s->product + n * 4 * h + j;
    V input = T(sigmoid_of)(T(load)(x) + T(load)(p));
    V forget = T(sigmoid_of)(T(load)(x + h) + T(load)(p + h));
    V new = T(tanh_of)(T(load)(x + 2 * h) + T(load)(p + 2 * h));
    V output = T(sigmoid_of)(T(load)(x + 3 * h) + T(load)(p + 3 * h));
    V old = T(load)(s->c + n * h + j);
    V cell = T(fma)(forget, old, input * new);
    T(keep)(r->gates, row * 4 * h + j, input, left);
    T(keep)(r->gates, row * 4 * h + j + h, forget, left);
    T(keep)(r->gates, row * 4 * h + j + 2 * h, new, left);
    T(keep)(r->gates, row * 4 * h + j + 3 * h, output, left);
    T(keep)(r->extra, at, old, left);
    T(keep)(r->previous, at, T(load)(s->h + n * h + j), left);
    V y = output * T(tanh_of)(cell);
    T(keep)(s->c, n * h + j, cell, left);
    T(keep)(s->h, n * h + j, y, left);
    T(keep)(r->y, at, y, left);
}

INLINE void T(gru_cell)(const T(Steps) *s, long row, long n, long j) {
    const Recurrence *r = s->r;
    const long h = r->hidden, left = h - j, at = row * h + j;
    const REAL *x = (const REAL *)r->x + row * 3 * h + j, *p = s->product + n * 3 * h + j;
    const REAL *bias = (const REAL *)r->bias + j;
    V reset = T(sigmoid_of)(T(load)(x) + (T(load)(p) + T(load)(bias)));
    V update = T(sigmoid_of)(T(load)(x + h) + (T(load)(p + h) + T(load)(bias + h)));
    V inner = T(load)(p + 2 * h) + T(load)(bias + 2 * h);
    V new = T(tanh_of)(T(fma)(reset, inner, T(load)(x + 2 * h)));
    V old = T(load)(s->h + n * h + j);
    T(keep)(r->gates, row * 3 * h + j, reset, left);
    T(keep)(r->gates, row * 3 * h + j + h, update, left);
    T(keep)(r->gates, row * 3 * h + j + 2 * h, new, left);
    T(keep)(r->extra, at, inner, left);
    T(keep)(r->previous, at, old, left);
    V y = T(fma)(update, old - new, new);
    T(keep)(s->h, n * h + j, y, left);
    T(keep)(r->y, at, y, left);
}

INLINE void T(rnn_cell)(const T(Steps) *s, long row, long n, long j) {
    const Recurrence *r = s->r;
    const long h = r->hidden, left = h - j, at = row * h + j;
    V sum = T(load)((const REAL *)r->x + at) + T(load)(s->product + n * h + j);
    V y = r->kind == RecurrenceReLU ? T(select)(sum < T(splat)(0), T(splat)(0), sum)
                                    : T(tanh_of)(sum);
    T(keep)(r->previous, at, T(load)(s->h + n * h + j), left);
    T(keep)(s->h, n * h + j, y, left);
    T(keep)(r->y, at, y, left);
}

/// product = h W^T
INLINE void T(step_product)(const T(Steps) *s) {
    const Recurrence *r = s->r;
    T(Block) product = {
        .a = T(step_operand)(s, s->h, s->rows * r->hidden), .a_row = r->hidden, .a_step = 1,
        .b = s->packed,
        .b_panel = r->hidden * LANES, .b_step = LANES, .c = s->product,
        .c_step = s->gates * r->hidden, .rows = s->rows, .columns = s->gates * r->hidden,
        .depth = r->hidden};
    T(block_product)(&product);
}

static void T(recur)(const Recurrence *r, long first, long last, void *scratch) {
    const long gates = T(gate_count)(r->kind), states = (last - first) * r->hidden;
    T(Steps) s = {.r = r, .packed = scratch, .rows = last - first, .gates = gates};
    s.product = s.packed + T(rounded_up)(gates * r->hidden) * r->hidden;
    s.h = s.product + gates * states + LANES;
    s.c = s.h + states + LANES;
    s.operand = s.c + states + LANES;
    T(pack_transposed_block)(r->weight, r->hidden, s.packed, r->hidden, gates * r->hidden);
    T(start_state)(r->h0, s.h, first * r->hidden, states);
    if (r->kind == RecurrenceLSTM) T(start_state)(r->c0, s.c, first * r->hidden, states);
    for (long step = 0; step < r->time; step++) {
        const long at = r->reverse ? r->time - 1 - step : step;
        T(step_product)(&s);
        for (long n = 0; n < s.rows; n++)
            for (long j = 0; j < r->hidden; j += LANES) {
                long row = (first + n) * r->time + at;
                if (r->kind == RecurrenceLSTM) {
                    T(lstm_cell)(&s, row, n, j);
                } else if (r->kind == RecurrenceGRU) {
                    T(gru_cell)(&s, row, n, j);
                } else {
                    T(rnn_cell)(&s, row, n, j);
                }
            }
    }
}
