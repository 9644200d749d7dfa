// Update rules in place, one call for a parameter. Sources: PyTorch's definitions.

/// A parameter, its gradient and what the rule remembers of it: moments, or null.
typedef struct {
    REAL *p;
    const REAL *g;
    REAL *m, *v;
    long count;
} T(Slots);

typedef void (*T(Rule))(const T(Slots) *slots, const KernelUpdate *update);

typedef struct {
    T(Rule) rule;
    T(Slots) slots;
    const KernelUpdate *update;
} T(Step);

static void T(step_range)(const void *context, long from, long to, int lane) {
    const T(Step) *step = context;
    T(Slots) s = step->slots;
    s.p += from;
    s.g += from;
    if (s.m) s.m += from;
    if (s.v) s.v += from;
    s.count = to - from;
    step->rule(&s, step->update);
}

INLINE void T(step)(
    T(Rule) rule, void *p, const void *g, void *m, void *v, long count, const KernelUpdate *u) {
    T(Step) step = {rule, {p, g, m, v, count}, u};
    kernel_share(T(step_range), &step, count, SharedValues);
}

/// g' = g + weight_decay p; m = momentum m + g'; p -= learning_rate (m, or g' + momentum m).
static void T(sgd_rule)(const T(Slots) *s, const KernelUpdate *u) {
    REAL *p = s->p, *m = s->m;
    const REAL *g = s->g;
    V rate = T(splat)((REAL)-u->learning_rate), decay = T(splat)((REAL)u->weight_decay);
    V momentum = T(splat)((REAL)u->momentum);
    for (long i = 0; i < s->count; i += LANES) {
        V value = T(load)(p + i), step = T(fma)(decay, value, T(load)(g + i));
        if (m) {
            V moving = T(fma)(momentum, T(load)(m + i), step);
            T(store)(m + i, moving);
            step = u->nesterov ? T(fma)(momentum, moving, step) : moving;
        }
        T(store)(p + i, T(fma)(rate, step, value));
    }
}

/// m = beta1 m + (1 - beta1) g; v = beta2 v + (1 - beta2) g^2;
/// p -= learning_rate (m / correction1) / (sqrt(v / correction2) + epsilon). Kingma and Ba 2015;
/// decoupled decay first scales p by 1 - learning_rate weight_decay (Loshchilov and Hutter 2019).
static void T(adam_rule)(const T(Slots) *s, const KernelUpdate *u) {
    REAL *p = s->p, *m = s->m, *v = s->v;
    const REAL *g = s->g;
    double shrink = u->decoupled ? 1 - u->learning_rate * u->weight_decay : 1;
    V keep = T(splat)((REAL)shrink);
    V decay = T(splat)((REAL)(u->decoupled ? 0 : u->weight_decay));
    V beta1 = T(splat)((REAL)u->beta1), rest1 = T(splat)((REAL)(1 - u->beta1));
    V beta2 = T(splat)((REAL)u->beta2), rest2 = T(splat)((REAL)(1 - u->beta2));
    V rate = T(splat)((REAL)(-u->learning_rate / u->correction1));
    V root = T(splat)((REAL)(1 / __builtin_sqrt(u->correction2)));
    V epsilon = T(splat)((REAL)u->epsilon);
    for (long i = 0; i < s->count; i += LANES) {
        V value = T(load)(p + i), gradient = T(fma)(decay, value, T(load)(g + i));
        V first = T(fma)(beta1, T(load)(m + i), rest1 * gradient);
        V second = T(fma)(beta2, T(load)(v + i), rest2 * gradient * gradient);
        T(store)(m + i, first);
        T(store)(v + i, second);
        V bottom = T(fma)(__builtin_elementwise_sqrt(second), root, epsilon);
        T(store)(p + i, T(fma)(rate, first / bottom, value * keep));
    }
}

/// g' = g + weight_decay p; v = beta2 v + (1 - beta2) g'^2; s = g' / (sqrt(v) + epsilon);
/// m = momentum m + s; p -= learning_rate m, or s without momentum. Hinton 2012.
static void T(rmsprop_rule)(const T(Slots) *s, const KernelUpdate *u) {
    REAL *p = s->p, *v = s->v, *m = s->m;
    const REAL *g = s->g;
    V decay = T(splat)((REAL)u->weight_decay), rate = T(splat)((REAL)-u->learning_rate);
    V beta2 = T(splat)((REAL)u->beta2), rest2 = T(splat)((REAL)(1 - u->beta2));
    V momentum = T(splat)((REAL)u->momentum), epsilon = T(splat)((REAL)u->epsilon);
    for (long i = 0; i < s->count; i += LANES) {
        V value = T(load)(p + i), gradient = T(fma)(decay, value, T(load)(g + i));
        V second = T(fma)(beta2, T(load)(v + i), rest2 * gradient * gradient);
        T(store)(v + i, second);
        V step = gradient / (__builtin_elementwise_sqrt(second) + epsilon);
        if (m) {
            step = T(fma)(momentum, T(load)(m + i), step);
            T(store)(m + i, step);
        }
        T(store)(p + i, T(fma)(rate, step, value));
    }
}

/// g' = g + weight_decay p; v += g'^2; p -= learning_rate g' / (sqrt(v) + epsilon). Duchi, Hazan
/// and Singer 2011.
static void T(adagrad_rule)(const T(Slots) *s, const KernelUpdate *u) {
    REAL *p = s->p, *v = s->v;
    const REAL *g = s->g;
    V decay = T(splat)((REAL)u->weight_decay), rate = T(splat)((REAL)-u->learning_rate);
    V epsilon = T(splat)((REAL)u->epsilon);
    for (long i = 0; i < s->count; i += LANES) {
        V value = T(load)(p + i), gradient = T(fma)(decay, value, T(load)(g + i));
        V sum = T(fma)(gradient, gradient, T(load)(v + i));
        T(store)(v + i, sum);
        V bottom = __builtin_elementwise_sqrt(sum) + epsilon;
        T(store)(p + i, T(fma)(rate, gradient / bottom, value));
    }
}

/// Adam's moments; p -= learning_rate (gradient_share g + moment_share m) /
/// (sqrt(v / correction2) + epsilon). Dozat 2016.
static void T(nadam_rule)(const T(Slots) *s, const KernelUpdate *u) {
    REAL *p = s->p, *m = s->m, *v = s->v;
    const REAL *g = s->g;
    double shrink = u->decoupled ? 1 - u->learning_rate * u->weight_decay : 1;
    V keep = T(splat)((REAL)shrink);
    V decay = T(splat)((REAL)(u->decoupled ? 0 : u->weight_decay));
    V beta1 = T(splat)((REAL)u->beta1), rest1 = T(splat)((REAL)(1 - u->beta1));
    V beta2 = T(splat)((REAL)u->beta2), rest2 = T(splat)((REAL)(1 - u->beta2));
    V of_gradient = T(splat)((REAL)(-u->learning_rate * u->gradient_share));
    V of_moment = T(splat)((REAL)(-u->learning_rate * u->moment_share));
    V root = T(splat)((REAL)(1 / __builtin_sqrt(u->correction2)));
    V epsilon = T(splat)((REAL)u->epsilon);
    for (long i = 0; i < s->count; i += LANES) {
        V value = T(load)(p + i) * keep, gradient = T(fma)(decay, value, T(load)(g + i));
        V first = T(fma)(beta1, T(load)(m + i), rest1 * gradient);
        V second = T(fma)(beta2, T(load)(v + i), rest2 * gradient * gradient);
        T(store)(m + i, first);
        T(store)(v + i, second);
        V top = T(fma)(of_gradient, gradient, of_moment * first);
        V bottom = T(fma)(__builtin_elementwise_sqrt(second), root, epsilon);
        T(store)(p + i, value + top / bottom);
    }
}

/// p = p (1 - learning_rate weight_decay) - learning_rate sign(beta1 m + (1 - beta1) g);
/// m = beta2 m + (1 - beta2) g. Chen et al. 2023.
static void T(lion_rule)(const T(Slots) *s, const KernelUpdate *u) {
    REAL *p = s->p, *m = s->m;
    const REAL *g = s->g;
    V keep = T(splat)((REAL)(1 - u->learning_rate * u->weight_decay));
    V beta1 = T(splat)((REAL)u->beta1), rest1 = T(splat)((REAL)(1 - u->beta1));
    V beta2 = T(splat)((REAL)u->beta2), rest2 = T(splat)((REAL)(1 - u->beta2));
    V up = T(splat)((REAL)u->learning_rate), down = -up, none = T(splat)(0);
    for (long i = 0; i < s->count; i += LANES) {
        V gradient = T(load)(g + i), moment = T(load)(m + i);
        V mixed = T(fma)(beta1, moment, rest1 * gradient);
        V step = T(select)(mixed > none, down, T(select)(mixed < none, up, none));
        T(store)(m + i, T(fma)(beta2, moment, rest2 * gradient));
        T(store)(p + i, T(fma)(T(load)(p + i), keep, step));
    }
}

static void T(sgd)(
    void *p, const void *g, void *m, long count, const KernelUpdate *u) {
    T(step)(T(sgd_rule), p, g, m, 0, count, u);
}
static void T(adam)(
    void *p, const void *g, void *m, void *v, long count, const KernelUpdate *u) {
    T(step)(T(adam_rule), p, g, m, v, count, u);
}
static void T(rmsprop)(
    void *p, const void *g, void *v, void *m, long count, const KernelUpdate *u) {
    T(step)(T(rmsprop_rule), p, g, m, v, count, u);
}
static void T(adagrad)(
    void *p, const void *g, void *v, long count, const KernelUpdate *u) {
    T(step)(T(adagrad_rule), p, g, 0, v, count, u);
}
static void T(nadam)(
    void *p, const void *g, void *m, void *v, long count, const KernelUpdate *u) {
    T(step)(T(nadam_rule), p, g, m, v, count, u);
}
static void T(lion)(
    void *p, const void *g, void *m, long count, const KernelUpdate *u) {
    T(step)(T(lion_rule), p, g, m, 0, count, u);
}

static long T(clip)(void *pg, long count, double bound) {
    REAL *g = pg, high = (REAL)bound;
    long clipped = 0;
    for (long i = 0; i < count; i++) {
        REAL x = g[i];
        clipped += x > high || x < -high;
        g[i] = x > high ? high : x < -high ? -high : x;
    }
    return clipped;
}

static const OptimizerTable T(optimizers) = {
    .rmsprop = T(rmsprop), .adagrad = T(adagrad), .nadam = T(nadam), .lion = T(lion),
    .clip = T(clip)};
