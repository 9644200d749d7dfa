#include <stdint.h>
#include <string.h>

#include "pooling/geometry.h"

// Vectors wider than a register are passed only to functions that are always inlined.
#pragma clang diagnostic ignored "-Wpsabi"

#define JOIN(a, b) a##b
#define JOINED(a, b) JOIN(a, b)

#define LEVEL _level0
#include "pooling/instance.h"

#if defined(__x86_64__)
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#define LEVEL _level3
#include "pooling/instance.h"
#pragma clang attribute pop

#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"))), apply_to = function)
#define LEVEL _level4
#include "pooling/instance.h"
#pragma clang attribute pop
#endif

const PoolingTable *pooling_table_of_level(int type, int level) {
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (level == 4 && __builtin_cpu_supports("x86-64-v4"))
        return type ? &pooling_table_double_level4 : &pooling_table_float_level4;
    if (level == 3 && __builtin_cpu_supports("x86-64-v3"))
        return type ? &pooling_table_double_level3 : &pooling_table_float_level3;
#endif
    if (level != 0) return 0;
    return type ? &pooling_table_double_level0 : &pooling_table_float_level0;
}
