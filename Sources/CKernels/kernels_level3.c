#include "CKernels.h"
#if defined(__x86_64__)
#include <immintrin.h>
#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#define FUSED 1
#define REGISTER_BYTES 32
#define LEVEL_TABLES kernel_tables_level3
#include "kernels/instances.h"
#pragma clang attribute pop
#endif
