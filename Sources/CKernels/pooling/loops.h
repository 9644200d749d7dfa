// Included once per instruction set and scalar type, after `vectors.h` and `convolution/passes.h`.

/// The operands of one pass; a gradient pass has dy, an overwriting one y or dx as `out`.
typedef struct {
    const PoolingShape *shape;
    const REAL *x, *dy;
    REAL *out;
    /// No two windows share an input.
    bool disjoint;
    /// Every value of dx is written once, in each row in the order of its values.
    bool in_order;
} T(Pooling);

/// One window and a group of its channels: where its image starts, its place in y, the first of the
/// channels and how many there are from that on, and the rows and columns that it covers. `later`
/// says that what follows its values in the same rows of x and y is written after them.
typedef struct {
    long image, place, channel, count;
    Span rows, columns;
    bool later;
} T(PoolingWindow);

typedef void (*T(PoolingBody))(const T(Pooling) *pass, const T(PoolingWindow) *window);

/// Calls `body` for every window of some images in order, with each group of LANES channels.
INLINE void T(each_window)(const T(Pooling) *pass, long from, long to, T(PoolingBody) body) {
    const PoolingShape *s = pass->shape;
    long image = s->height * s->width * s->channels;
    T(PoolingWindow) window = {
        .image = from * image,
        .place = from * s->output_height * s->output_width * s->channels};
    for (long n = from; n < to; n++, window.image += image)
        for (long i = 0; i < s->output_height; i++) {
            window.rows = pooling_span(s, i, s->height, s->output_height);
            for (long j = 0; j < s->output_width; j++, window.place += s->channels) {
                window.columns = pooling_span(s, j, s->width, s->output_width);
                window.later = (s->output_width - j - 1) * s->channels >= LANES;
                for (window.channel = 0; window.channel < s->channels; window.channel += LANES) {
                    window.count = s->channels - window.channel;
                    body(pass, &window);
                }
            }
        }
}

/// `at` is the place in x of each value of the window, in row-major order.
#define EACH_TAP(at)                                                                           \
    for (long row = window->rows.first; row < window->rows.end; row++)                         \
        for (long column = window->columns.first, at = T(first_tap)(pass, window, row);        \
             column < window->columns.end; column++, at += pass->shape->channels)

INLINE long T(first_tap)(const T(Pooling) *pass, const T(PoolingWindow) *window, long row) {
    long place = row * pass->shape->width + window->columns.first;
    return window->image + place * pass->shape->channels + window->channel;
}

/// Writes the values of a group of channels; beyond them only where `spilling`.
INLINE void T(store_up_to)(REAL *p, V v, long count, bool spilling) {
    if (count >= LANES || spilling) {
        T(store)(p, v);
        return;
    }
    REAL values[LANES];
    T(store)(values, v);
    T(copy_first)(p, values, count, LANES);
}

/// Whether x takes the place of the largest value before it.
INLINE I T(wins)(V x, V best) { return (x > best) | (x != x); }

/// The largest value of a window, and the number of the tap that has it first.
INLINE V T(largest_tap)(const T(Pooling) *pass, const T(PoolingWindow) *window, I *winner) {
    V best = -(REAL)__builtin_inf();
    I number = 0;
    *winner = 0;
    EACH_TAP(at) {
        V x = T(load)(pass->x + at);
        I wins = T(wins)(x, best);
        best = T(select)(wins, x, best);
        *winner = (wins & number) | (~wins & *winner);
        number += 1;
    }
    return best;
}

INLINE void T(max_window)(const T(Pooling) *pass, const T(PoolingWindow) *window) {
    I winner;
    V best = T(largest_tap)(pass, window, &winner);
    T(store_up_to)(pass->out + window->place + window->channel, best, window->count, window->later);
}

INLINE void T(max_gradient_window)(const T(Pooling) *pass, const T(PoolingWindow) *window) {
    I winner, number = 0;
    T(largest_tap)(pass, window, &winner);
    V dy = T(load)(pass->dy + window->place + window->channel);
    EACH_TAP(at) {
        V routed = T(select)(winner == number, dy, (V)0);
        if (!pass->disjoint) routed += T(load)(pass->out + at);
        T(store_up_to)(
            pass->out + at, routed, window->count, pass->in_order && window->later);
        number += 1;
    }
}

/// As `largest_tap` of a window of 2 by 2, with each tap's own comparison.
INLINE V T(largest_of_four)(
    const T(Pooling) *pass, const T(PoolingWindow) *window, I wins[4], long places[4]
) {
    const long channels = pass->shape->channels, row = pass->shape->width * channels;
    const long first = T(first_tap)(pass, window, window->rows.first);
    V best = T(load)(pass->x + first);
    places[0] = first;
    for (int tap = 1; tap < 4; tap++) {
        places[tap] = first + tap / 2 * row + tap % 2 * channels;
        V x = T(load)(pass->x + places[tap]);
        wins[tap] = T(wins)(x, best);
        best = T(select)(wins[tap], x, best);
    }
    return best;
}

INLINE void T(max_quad)(const T(Pooling) *pass, const T(PoolingWindow) *window) {
    I wins[4];
    long places[4];
    V best = T(largest_of_four)(pass, window, wins, places);
    T(store_up_to)(pass->out + window->place + window->channel, best, window->count, window->later);
}

INLINE void T(max_gradient_quad)(const T(Pooling) *pass, const T(PoolingWindow) *window) {
    I wins[4], later = 0;
    long places[4];
    V routed[4];
    T(largest_of_four)(pass, window, wins, places);
    I dy = (I)T(load)(pass->dy + window->place + window->channel);
    for (int tap = 3; tap > 0; tap--) {
        routed[tap] = (V)(dy & wins[tap] & ~later);
        later |= wins[tap];
    }
    routed[0] = (V)(dy & ~later);
    for (int tap = 0; tap < 4; tap++)
        T(store_up_to)(
            pass->out + places[tap], routed[tap], window->count,
            pass->in_order && window->later);
}

INLINE void T(average_window)(const T(Pooling) *pass, const T(PoolingWindow) *window) {
    V sum = 0;
    EACH_TAP(at) sum += T(load)(pass->x + at);
    sum /= (V)((REAL)pooling_divisor(pass->shape, window->rows, window->columns));
    T(store_up_to)(
        pass->out + window->place + window->channel, sum, window->count, window->later);
}

INLINE void T(average_gradient_window)(const T(Pooling) *pass, const T(PoolingWindow) *window) {
    V share = T(load)(pass->dy + window->place + window->channel)
        / (V)((REAL)pooling_divisor(pass->shape, window->rows, window->columns));
    EACH_TAP(at) {
        V sum = share;
        if (!pass->disjoint) sum += T(load)(pass->out + at);
        T(store_up_to)(
            pass->out + at, sum, window->count, pass->in_order && window->later);
    }
}

/// Where windows overlap or leave inputs out, dx starts from zeros.
static void T(clear_pooling)(const T(Pooling) *pass) {
    const PoolingShape *s = pass->shape;
    if (!pooling_partitions(s))
        memset(pass->out, 0,
               (size_t)(s->images * s->height * s->width * s->channels) * sizeof(REAL));
}

/// The images that a thread takes at least.
INLINE long T(shared_images)(const PoolingShape *s) {
    return SharedValues / (s->height * s->width * s->channels + 1) + 1;
}

#define PASS(name, body)                                                                          \
    static void T(name##_images)(const void *pass, long from, long to, int lane) {                \
        T(each_window)(pass, from, to, body);                                                     \
    }                                                                                             \
    static void T(name##_pass)(const T(Pooling) *pass) {                                          \
        const PoolingShape *s = pass->shape;                                                      \
        kernel_share(T(name##_images), pass, s->images, T(shared_images)(s));                     \
    }
PASS(max, T(max_window))
PASS(max_gradient, T(max_gradient_window))
PASS(max_quads, T(max_quad))
PASS(max_gradient_quads, T(max_gradient_quad))
PASS(average, T(average_window))
PASS(average_gradient, T(average_gradient_window))
#undef PASS

/// Of more than one group of channels, one comes for all taps of a window before the next.
INLINE bool T(in_order)(const PoolingShape *s) {
    return pooling_partitions(s) && s->channels <= LANES;
}

static void T(max_pool)(const PoolingShape *s, const void *x, void *y) {
    T(Pooling) pass = {s, x, 0, y, false, false};
    (pooling_quads(s) ? T(max_quads_pass) : T(max_pass))(&pass);
}

static void T(max_pool_gradient)(const PoolingShape *s, const void *x, const void *dy, void *dx) {
    T(Pooling) pass = {s, x, dy, dx, pooling_disjoint(s), T(in_order)(s)};
    T(clear_pooling)(&pass);
    (pooling_quads(s) ? T(max_gradient_quads_pass) : T(max_gradient_pass))(&pass);
}

static void T(average_pool)(const PoolingShape *s, const void *x, void *y) {
    T(Pooling) pass = {s, x, 0, y, false, false};
    T(average_pass)(&pass);
}

static void T(average_pool_gradient)(const PoolingShape *s, const void *dy, void *dx) {
    T(Pooling) pass = {s, 0, dy, dx, pooling_disjoint(s), T(in_order)(s)};
    T(clear_pooling)(&pass);
    T(average_gradient_pass)(&pass);
}

static const PoolingTable T(pooling) = {
    T(max_pool), T(max_pool_gradient), T(average_pool), T(average_pool_gradient),
};

#undef EACH_TAP
