// Included once per instruction set and scalar type, with REAL, WHOLE, LANES, T(name), FUSED and
// IS_FLOAT set. Vectors are 64 bytes on every processor, so that every instruction set adds in the
// same order.
typedef REAL T(vec) __attribute__((ext_vector_type(LANES)));
typedef WHOLE T(ivec) __attribute__((ext_vector_type(LANES)));
#define V T(vec)
#define I T(ivec)
#define INLINE static inline __attribute__((always_inline))
/// For the innermost loops of products: where a core's other thread is busy, they are bound by the
/// number of instructions.
#define UNROLLED _Pragma("clang loop unroll_count(4)")
/// For loops over what a tile holds in registers: a loop that is unrolled late, or an accumulator
/// that is reached by a variable, leaves them in memory.
#define FULLY _Pragma("clang loop unroll(full)")
/// For the steps of a product whose tile fills the registers: of several steps at a time, compilers
/// load first what all of them need, and have no registers for it.
#if REGISTER_BYTES == 32 && IS_FLOAT
#define STEPS UNROLLED
#else
#define STEPS _Pragma("clang loop unroll(disable)")
#endif

INLINE V T(load)(const REAL *p) {
    V v;
    __builtin_memcpy(&v, p, sizeof v);
    return v;
}
INLINE void T(store)(REAL *p, V v) { __builtin_memcpy(p, &v, sizeof v); }
INLINE V T(splat)(REAL x) { return (V)(x); }
INLINE V T(fma)(V a, V b, V c) {
#if FUSED
    return __builtin_elementwise_fma(a, b, c);
#else
    return a * b + c;
#endif
}
INLINE V T(select)(I mask, V a, V b) { return (V)((mask & (I)a) | (~mask & (I)b)); }
INLINE V T(abs)(V x) { return (V)((I)x & ~SIGN_BIT); }
INLINE V T(max)(V a, V b) { return T(select)(a > b, a, b); }
/// The lanes below `count`.
INLINE I T(first)(long count) {
    I lanes;
    for (int i = 0; i < LANES; i++) lanes[i] = i;
    return lanes < (I)((WHOLE)(count < LANES ? count : LANES));
}
/// The first `count` values at p, and `other` in the remaining lanes.
INLINE V T(load_first)(const REAL *p, long count, REAL other) {
    return T(select)(T(first)(count), T(load)(p), T(splat)(other));
}
/// Leaves what lies beyond the first `count` values as it was.
INLINE void T(store_first)(REAL *p, V v, long count) {
    T(store)(p, T(select)(T(first)(count), v, T(load)(p)));
}
/// Copies the first `count` of `lanes` values (fewer than all), in halves that shrink: no store is
/// read again before it has reached the cache.
INLINE void T(copy_first)(REAL *to, const REAL *from, long count, int lanes) {
    FULLY for (int part = lanes / 2; part > 0; part /= 2)
        if (count & part) {
            __builtin_memcpy(to, from, (size_t)part * sizeof(REAL));
            to += part;
            from += part;
        }
}

/// Writes nothing beyond the first `count` values, so that another thread may write there.
INLINE void T(store_exactly)(REAL *p, V v, long count) {
    if (count >= LANES) {
        T(store)(p, v);
    } else {
        REAL values[LANES];
        T(store)(values, v);
        T(copy_first)(p, values, count, LANES);
    }
}
INLINE REAL T(total)(V v) {
#if IS_FLOAT
    __typeof__(v.lo) h = v.lo + v.hi;
    __typeof__(h.lo) q = h.lo + h.hi;
#else
    __typeof__(v.lo) q = v.lo + v.hi;
#endif
    __typeof__(q.lo) p = q.lo + q.hi;
    return p.x + p.y;
}
