// Included once per instruction set and scalar type, with REAL, WHOLE, LANES and T(name) set.
#define INLINE static inline __attribute__((always_inline))
#define VECTOR(name) T(vector_##name)
#define VECTOR_LANES LANES
#include "../convolution/vector.h"
#define V VECTOR(Values)
#define M VECTOR(Mask)

/// The operands of one pass; a gradient pass has dy, an overwriting one y or dx as `out`.
typedef struct {
    const PoolingShape *shape;
    const REAL *x, *dy;
    REAL *out;
    bool disjoint;
} T(Pass);

/// One window: where its image starts, its place in y, and what it covers.
typedef struct {
    long image, place;
    Span rows, columns;
} T(Window);

typedef void (*T(Body))(const T(Pass) *pass, const T(Window) *window, long channel, long count);

/// Calls `body` for every window in order, with each group of up to LANES channels.
INLINE void T(each_window)(const T(Pass) *pass, T(Body) body) {
    const PoolingShape *s = pass->shape;
    T(Window) window = {0};
    for (long n = 0; n < s->images; n++, window.image += s->height * s->width * s->channels)
        for (long i = 0; i < s->output_height; i++) {
            window.rows = pooling_span(s, i, s->height, s->output_height);
            for (long j = 0; j < s->output_width; j++, window.place += s->channels) {
                window.columns = pooling_span(s, j, s->width, s->output_width);
                for (long c = 0; c < s->channels; c += LANES)
                    body(pass, &window, c, s->channels - c);
            }
        }
}

#define EACH_TAP(at)                                                                          \
    for (long row = window->rows.first; row < window->rows.end; row++)                        \
        for (long column = window->columns.first,                                             \
                  at = window->image                                                          \
                      + (row * pass->shape->width + column) * pass->shape->channels + channel; \
             column < window->columns.end; column++, at += pass->shape->channels)

INLINE void T(put)(REAL *p, V v, long count) {
    if (count >= LANES) VECTOR(store)(p, v);
    else VECTOR(store_first)(p, v, count);
}

/// The largest value of a window, and the number of the tap that has it first.
INLINE V T(largest)(const T(Pass) *pass, const T(Window) *window, long channel, M *winner) {
    V best = -(REAL)__builtin_inf();
    M number = 0;
    *winner = 0;
    EACH_TAP(at) {
        V x = VECTOR(load)(pass->x + at);
        M wins = (x > best) | (x != x);
        best = VECTOR(select)(wins, x, best);
        *winner = (wins & number) | (~wins & *winner);
        number += 1;
    }
    return best;
}

INLINE void T(max_window)(const T(Pass) *pass, const T(Window) *window, long channel, long count) {
    M winner;
    V best = T(largest)(pass, window, channel, &winner);
    T(put)(pass->out + window->place + channel, best, count);
}

INLINE void T(max_gradient_window)(
    const T(Pass) *pass, const T(Window) *window, long channel, long count
) {
    M winner, number = 0;
    T(largest)(pass, window, channel, &winner);
    V dy = VECTOR(load)(pass->dy + window->place + channel);
    EACH_TAP(at) {
        V routed = VECTOR(select)(winner == number, dy, (V)0);
        if (!pass->disjoint) routed += VECTOR(load)(pass->out + at);
        T(put)(pass->out + at, routed, count);
        number += 1;
    }
}

INLINE void T(average_window)(
    const T(Pass) *pass, const T(Window) *window, long channel, long count
) {
    V sum = 0;
    EACH_TAP(at) sum += VECTOR(load)(pass->x + at);
    sum /= (V)((REAL)pooling_divisor(pass->shape, window->rows, window->columns));
    T(put)(pass->out + window->place + channel, sum, count);
}

INLINE void T(average_gradient_window)(
    const T(Pass) *pass, const T(Window) *window, long channel, long count
) {
    V share = VECTOR(load)(pass->dy + window->place + channel)
        / (V)((REAL)pooling_divisor(pass->shape, window->rows, window->columns));
    EACH_TAP(at) {
        V sum = share;
        if (!pass->disjoint) sum += VECTOR(load)(pass->out + at);
        T(put)(pass->out + at, sum, count);
    }
}

/// Where windows overlap or leave inputs out, dx starts from zeros.
static void T(clear)(const T(Pass) *pass) {
    const PoolingShape *s = pass->shape;
    if (!pass->disjoint || !pooling_covers(s))
        memset(pass->out, 0,
               (size_t)(s->images * s->height * s->width * s->channels) * sizeof(REAL));
}

static void T(max)(const PoolingShape *s, const void *x, void *y) {
    T(Pass) pass = {s, x, 0, y, false};
    T(each_window)(&pass, T(max_window));
}

static void T(max_gradient)(const PoolingShape *s, const void *x, const void *dy, void *dx) {
    T(Pass) pass = {s, x, dy, dx, pooling_disjoint(s)};
    T(clear)(&pass);
    T(each_window)(&pass, T(max_gradient_window));
}

static void T(average)(const PoolingShape *s, const void *x, void *y) {
    T(Pass) pass = {s, x, 0, y, false};
    T(each_window)(&pass, T(average_window));
}

static void T(average_gradient)(const PoolingShape *s, const void *dy, void *dx) {
    T(Pass) pass = {s, 0, dy, dx, pooling_disjoint(s)};
    T(clear)(&pass);
    T(each_window)(&pass, T(average_gradient_window));
}

static const PoolingTable T(table) = {
    T(max), T(max_gradient), T(average), T(average_gradient),
};

#undef INLINE
#undef VECTOR
#undef VECTOR_LANES
#undef V
#undef M
#undef EACH_TAP
