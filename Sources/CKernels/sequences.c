#include "CKernels.h"

/// Rows of a batch that are worth a thread's while: every piece packs the weights anew.
enum { SharedRows = 8 };

typedef struct {
    const KernelTable *table;
    const void *pass, *derivative;
    char *scratch;
    long room;  ///< bytes of a thread's working memory
} Work;

static void attend_heads(const void *context, long from, long to, int lane) {
    const Work *w = context;
    w->table->sequences.attend(w->pass, from, to, w->scratch + lane * w->room);
}

static void attend_derivative_heads(const void *context, long from, long to, int lane) {
    const Work *w = context;
    w->table->sequences.attend_derivative(
        w->pass, w->derivative, from, to, w->scratch + lane * w->room);
}

static void recur_rows(const void *context, long from, long to, int lane) {
    const Work *w = context;
    w->table->sequences.recur(w->pass, from, to, w->scratch + lane * w->room);
}

static void recur_derivative_rows(const void *context, long from, long to, int lane) {
    const Work *w = context;
    w->table->sequences.recur_derivative(
        w->pass, w->derivative, from, to, w->scratch + lane * w->room);
}

void kernel_attend(
    const KernelTable *table, const Attention *s, const AttentionDerivative *d, void *scratch,
    long room
) {
    Work work = {table, s, d, scratch, room};
    kernel_share(d ? attend_derivative_heads : attend_heads, &work, s->sequences * s->heads, 1);
}

void kernel_recur(
    const KernelTable *table, const Recurrence *r, const RecurrenceDerivative *d, void *scratch,
    long room
) {
    Work work = {table, r, d, scratch, room};
    long lanes = kernel_team_lanes(), rows = (r->batch + lanes - 1) / lanes;
    kernel_share(
        d ? recur_derivative_rows : recur_rows, &work, r->batch,
        rows > SharedRows ? rows : SharedRows);
}
