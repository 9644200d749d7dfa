#include "CKernels.h"

_Thread_local void *kernel_thread_state = 0;

extern const KernelTable *const kernel_tables_baseline[2];
#if defined(__x86_64__)
extern const KernelTable *const kernel_tables_level3[2];
extern const KernelTable *const kernel_tables_level4[2];
#endif

const KernelTable *kernel_table_of_level(int type, int level) {
    if (level == 0) return kernel_tables_baseline[type];
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (level == 4 && __builtin_cpu_supports("x86-64-v4")) return kernel_tables_level4[type];
    if (level == 3 && __builtin_cpu_supports("x86-64-v3")) return kernel_tables_level3[type];
#endif
    return 0;
}

const KernelTable *kernel_table(int type, bool fused) {
    if (!fused) return kernel_tables_baseline[type];
    const KernelTable *widest = kernel_table_of_level(type, 4);
    return widest ? widest : kernel_table_of_level(type, 3);
}

void kernel_convert_to_float(const double *x, float *y, long count) {
    for (long i = 0; i < count; i++) y[i] = (float)x[i];
}

void kernel_convert_to_double(const float *x, double *y, long count) {
    for (long i = 0; i < count; i++) y[i] = (double)x[i];
}
