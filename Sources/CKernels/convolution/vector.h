// Included for each number of lanes, with REAL, WHOLE, INLINE, VECTOR(name) and VECTOR_LANES set.
typedef REAL VECTOR(Values) __attribute__((ext_vector_type(VECTOR_LANES)));
typedef WHOLE VECTOR(Mask) __attribute__((ext_vector_type(VECTOR_LANES)));

INLINE VECTOR(Values) VECTOR(load)(const REAL *p) {
    VECTOR(Values) v;
    __builtin_memcpy(&v, p, sizeof v);
    return v;
}
INLINE void VECTOR(store)(REAL *p, VECTOR(Values) v) { __builtin_memcpy(p, &v, sizeof v); }
/// The lanes below `count`.
INLINE VECTOR(Mask) VECTOR(first)(long count) {
    VECTOR(Mask) lanes;
    for (int i = 0; i < VECTOR_LANES; i++) lanes[i] = i;
    return lanes < (VECTOR(Mask))((WHOLE)count);
}
INLINE VECTOR(Values) VECTOR(select)(VECTOR(Mask) mask, VECTOR(Values) a, VECTOR(Values) b) {
    return (VECTOR(Values))((mask & (VECTOR(Mask))a) | (~mask & (VECTOR(Mask))b));
}
/// The first `count` values at p, then zeros. Reads less than 64 bytes beyond.
INLINE VECTOR(Values) VECTOR(load_first)(const REAL *p, long count) {
    return VECTOR(select)(VECTOR(first)(count), VECTOR(load)(p), (VECTOR(Values))0);
}
/// Writes only the first `count` values, in halves that shrink.
INLINE void VECTOR(store_first)(REAL *p, VECTOR(Values) v, long count) {
    REAL values[VECTOR_LANES], *from = values;
    VECTOR(store)(values, v);
    _Pragma("clang loop unroll(full)") for (long part = VECTOR_LANES / 2; part > 0; part /= 2)
        if (count & part) {
            __builtin_memcpy(p, from, (size_t)part * sizeof(REAL));
            p += part;
            from += part;
        }
}
