#include "CKernels.h"
#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("arch=x86-64-v4"))), apply_to = function)
#define FUSED 1
#define REGISTER_BYTES 64
#define LEVEL_TABLES kernel_tables_level4
#include "kernels/instances.h"
#pragma clang attribute pop
#endif
