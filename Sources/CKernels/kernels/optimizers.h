// Update rules in place, one call for a parameter. Sources: PyTorch's definitions.

/// g' = g + weight_decay p; m = momentum m + g'; p -= learning_rate (m, or g' + momentum m).
static void T(sgd)(void *pp, const void *pg, void *pm, long count, const KernelUpdate *u) {
    REAL *p = pp, *m = pm;
    const REAL *g = pg;
    V rate = T(splat)((REAL)-u->learning_rate), decay = T(splat)((REAL)u->weight_decay);
    V momentum = T(splat)((REAL)u->momentum);
    for (long i = 0; i < count; i += LANES) {
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
static void T(adam)(
    void *pp, const void *pg, void *pm, void *pv, long count, const KernelUpdate *u) {
    REAL *p = pp, *m = pm, *v = pv;
    const REAL *g = pg;
    double shrink = u->decoupled ? 1 - u->learning_rate * u->weight_decay : 1;
    V keep = T(splat)((REAL)shrink);
    V decay = T(splat)((REAL)(u->decoupled ? 0 : u->weight_decay));
    V beta1 = T(splat)((REAL)u->beta1), rest1 = T(splat)((REAL)(1 - u->beta1));
    V beta2 = T(splat)((REAL)u->beta2), rest2 = T(splat)((REAL)(1 - u->beta2));
    V rate = T(splat)((REAL)(-u->learning_rate / u->correction1));
    V root = T(splat)((REAL)(1 / __builtin_sqrt(u->correction2)));
    V epsilon = T(splat)((REAL)u->epsilon);
    for (long i = 0; i < count; i += LANES) {
        V value = T(load)(p + i), gradient = T(fma)(decay, value, T(load)(g + i));
        V first = T(fma)(beta1, T(load)(m + i), rest1 * gradient);
        V second = T(fma)(beta2, T(load)(v + i), rest2 * gradient * gradient);
        T(store)(m + i, first);
        T(store)(v + i, second);
        V bottom = T(fma)(__builtin_elementwise_sqrt(second), root, epsilon);
        T(store)(p + i, T(fma)(rate, first / bottom, value * keep));
    }
}
