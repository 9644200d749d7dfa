#include "CKernels.h"

enum {
    /// Multiply-adds that are worth a thread's while: some 20 microseconds.
    SharedProducts = 1 << 20,
    /// A multiple of the rows of a tile of every instruction set.
    RowGroup = 24,
    /// Rows beside which packing B costs little.
    HighPiece = 192,
};

typedef struct {
    const KernelTable *table;
    const KernelProduct *product;
    char *scratch;
} Work;

static void some_rows(const void *context, long from, long to, int lane) {
    const Work *work = context;
    const KernelProduct *p = work->product;
    long values = product_scratch(p->rows, p->depth, p->transpose_a);
    char *scratch =
        work->scratch ? work->scratch + lane * values * work->table->value_bytes : 0;
    work->table->product(p, from, to, scratch);
}

void kernel_product(const KernelTable *table, const KernelProduct *p, void *scratch) {
    Work work = {table, p, scratch};
    // Every piece packs B anew: two for each thread where they are high, else one.
    long lanes = kernel_team_lanes(), rows = (p->rows + lanes - 1) / lanes;
    if (rows >= 2 * HighPiece) rows = (rows + 1) / 2;
    long least = SharedProducts / (p->columns * p->depth + 1) + 1;
    rows = ((rows > least ? rows : least) + RowGroup - 1) / RowGroup * RowGroup;
    kernel_share(some_rows, &work, p->rows, rows);
}
