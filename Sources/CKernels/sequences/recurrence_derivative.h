// The derivatives of recurrence.h, from the last step to the first. `h` and `c` hold the gradients
// that come from the later steps, `product` those of the step's gates.

/// Of the gates' sums, for the layer's input in [batch, time, ...] and for the step's product.
INLINE void T(put_slope)(
    const T(Steps) *s, void *dx, long row, long n, long j, long gate, V v) {
    const long h = s->r->hidden, wide = s->gates * h, at = gate * h + j;
    T(keep)(dx, row * wide + at, v, h - j);
    T(keep)(s->product, n * wide + at, v, h - j);
}

INLINE void T(lstm_cell_derivative)(
    const T(Steps) *s, const RecurrenceDerivative *d, long row, long n, long j) {
    const Recurrence *r = s->r;
    const long h = r->hidden, at = row * h + j;
    const REAL *g = (const REAL *)r->gates + row * 4 * h + j;
    V one = T(splat)(1);
    V input = T(load)(g), forget = T(load)(g + h), new = T(load)(g + 2 * h);
    V output = T(load)(g + 3 * h), old = T(load)((const REAL *)r->extra + at);
    V tanh_cell = T(tanh_of)(T(fma)(forget, old, input * new));
    V dh = T(load)((const REAL *)d->dy + at) + T(load)(s->h + n * h + j);
    V dc = T(fma)(dh * output, one - tanh_cell * tanh_cell, T(load)(s->c + n * h + j));
    T(put_slope)(s, d->dx, row, n, j, 0, dc * new * input * (one - input));
    T(put_slope)(s, d->dx, row, n, j, 1, dc * old * forget * (one - forget));
    T(put_slope)(s, d->dx, row, n, j, 2, dc * input * (one - new * new));
    T(put_slope)(s, d->dx, row, n, j, 3, dh * tanh_cell * output * (one - output));
    T(keep)(s->c, n * h + j, dc * forget, h - j);
}

INLINE void T(gru_cell_derivative)(
    const T(Steps) *s, const RecurrenceDerivative *d, long row, long n, long j) {
    const Recurrence *r = s->r;
    const long h = r->hidden, at = row * h + j, wide = row * 3 * h + j;
    const REAL *g = (const REAL *)r->gates + wide;
    V one = T(splat)(1);
    V reset = T(load)(g), update = T(load)(g + h), new = T(load)(g + 2 * h);
    V inner = T(load)((const REAL *)r->extra + at), old = T(load)((const REAL *)r->previous + at);
    V dh = T(load)((const REAL *)d->dy + at) + T(load)(s->h + n * h + j);
    V of_new = dh * (one - update) * (one - new * new);
    V of_reset = of_new * inner * reset * (one - reset);
    V of_update = dh * (old - new) * update * (one - update);
    T(keep)(d->dx, wide, of_reset, h - j);
    T(keep)(d->dx, wide + h, of_update, h - j);
    T(keep)(d->dx, wide + 2 * h, of_new, h - j);
    T(put_slope)(s, d->dproduct, row, n, j, 0, of_reset);
    T(put_slope)(s, d->dproduct, row, n, j, 1, of_update);
    T(put_slope)(s, d->dproduct, row, n, j, 2, of_new * reset);
    T(keep)(s->h, n * h + j, dh * update, h - j);
}

INLINE void T(rnn_cell_derivative)(
    const T(Steps) *s, const RecurrenceDerivative *d, long row, long n, long j) {
    const Recurrence *r = s->r;
    const long at = row * r->hidden + j;
    V y = T(load)((const REAL *)r->y + at);
    V dh = T(load)((const REAL *)d->dy + at) + T(load)(s->h + n * r->hidden + j);
    V slope = r->kind == RecurrenceReLU ? T(select)(y <= T(splat)(0), T(splat)(0), dh)
                                        : dh * (T(splat)(1) - y * y);
    T(put_slope)(s, d->dx, row, n, j, 0, slope);
}

/// dh = (or, of a GRU, +=) the gates' slopes times W
INLINE void T(step_derivative)(const T(Steps) *s) {
    const Recurrence *r = s->r;
    const long wide = s->gates * r->hidden;
    T(Block) product = {
        .a = T(step_operand)(s, s->product, s->rows * wide), .a_row = wide, .a_step = 1,
        .b = s->packed, .b_panel = wide * LANES,
        .b_step = LANES, .c = s->h, .c_step = r->hidden, .rows = s->rows,
        .columns = r->hidden, .depth = wide, .adding = r->kind == RecurrenceGRU};
    T(block_product)(&product);
}

static void T(recur_derivative)(
    const Recurrence *r, const RecurrenceDerivative *d, long first, long last, void *scratch) {
    const long gates = T(gate_count)(r->kind), states = (last - first) * r->hidden;
    T(Steps) s = {.r = r, .packed = scratch, .rows = last - first, .gates = gates};
    s.h = (REAL *)d->dh0 + first * r->hidden;
    if (d->dc0) s.c = (REAL *)d->dc0 + first * r->hidden;
    s.product = s.packed + T(rounded_up)(r->hidden) * gates * r->hidden;
    s.operand = s.product;
    T(pack_block)(r->weight, r->hidden, s.packed, gates * r->hidden, r->hidden);
    T(start_state)(0, s.h, 0, states);
    if (s.c) T(start_state)(0, s.c, 0, states);
    for (long step = r->time - 1; step >= 0; step--) {
        const long at = r->reverse ? r->time - 1 - step : step;
        for (long n = 0; n < s.rows; n++)
            for (long j = 0; j < r->hidden; j += LANES) {
                long row = (first + n) * r->time + at;
                if (r->kind == RecurrenceLSTM) {
                    T(lstm_cell_derivative)(&s, d, row, n, j);
                } else if (r->kind == RecurrenceGRU) {
                    T(gru_cell_derivative)(&s, d, row, n, j);
                } else {
                    T(rnn_cell_derivative)(&s, d, row, n, j);
                }
            }
        T(step_derivative)(&s);
    }
}
