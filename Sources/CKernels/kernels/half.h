// Rounding to bfloat16. See CKernelsHalf.h.

#if IS_FLOAT
typedef uint32_t Bits __attribute__((ext_vector_type(LANES)));

/// A number's upper half, rounded to the nearest; a NaN keeps its own and becomes a quiet one.
INLINE V rounded_to_half(V x) {
    Bits bits = (Bits)x, upper = (Bits)0xffff0000;
    Bits nearest = bits + (Bits)0x7fff + ((bits >> 16) & 1);
    return T(select)(x == x, (V)(nearest & upper), (V)((bits | (Bits)0x400000) & upper));
}

static void round_values(const float *x, float *y, long count) {
    for (long i = 0; i < count; i += LANES) T(store)(y + i, rounded_to_half(T(load)(x + i)));
}

static void round_part(const void *context, long from, long to, int lane) {
    const Operands *o = context;
    (void)lane;
    round_values((const float *)o->x + from, (float *)o->y + from, to - from);
}

static void round_to_half(const float *x, float *y, long count) {
    Operands operands = {.x = x, .y = y};
    kernel_share(round_part, &operands, count, SharedValues);
}
#endif
