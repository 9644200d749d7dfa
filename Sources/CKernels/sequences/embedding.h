// Rows of a table by their numbers.

static long T(take_rows)(
    const void *ptable, const void *pids, void *py, long count, long rows, long columns) {
    const REAL *table = ptable, *ids = pids;
    REAL *y = py;
    for (long i = 0; i < count; i++, y += columns) {
        if (!(ids[i] >= 0 && ids[i] < (REAL)rows) || ids[i] != (REAL)(long)ids[i]) return i;
        memcpy(y, table + (long)ids[i] * columns, (size_t)columns * sizeof(REAL));
    }
    return -1;
}

static void T(add_rows)(
    const void *pd, const void *pids, void *ptable, long count, long columns) {
    const REAL *dy = pd, *ids = pids;
    REAL *table = ptable;
    for (long i = 0; i < count; i++, dy += columns) {
        REAL *row = table + (long)ids[i] * columns;
        for (long c = 0; c < columns; c += LANES)
            T(store_first)(row + c, T(load)(row + c) + T(load)(dy + c), columns - c);
    }
}
