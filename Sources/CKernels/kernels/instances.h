// Both scalar types of one instruction set, which the including file has chosen: FUSED says
// whether a b + c is rounded once, REGISTER_BYTES how wide a vector register is, LEVEL_TABLES names
// the result.
#pragma STDC FP_CONTRACT OFF
#pragma clang diagnostic ignored "-Wpsabi"

#include "../convolution/geometry.h"
#include "../grouped/geometry.h"
#include "../pooling/geometry.h"
#include <string.h>
#include "sharing.h"

#define REAL float
#define WHOLE int32_t
#define LANES 16
#define IS_FLOAT 1
#define SIGN_BIT ((int32_t)0x80000000)
#define T(name) name##_f32
#include "every_kernel.h"
#undef REAL
#undef WHOLE
#undef LANES
#undef IS_FLOAT
#undef SIGN_BIT
#undef T

#define REAL double
#define WHOLE int64_t
#define LANES 8
#define IS_FLOAT 0
#define SIGN_BIT ((int64_t)0x8000000000000000)
#define T(name) name##_f64
#include "every_kernel.h"

const KernelTable *const LEVEL_TABLES[2] = {&table_f32, &table_f64};
