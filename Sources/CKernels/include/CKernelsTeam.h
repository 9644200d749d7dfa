#pragma once

/// The threads that share the loops of one thread: its team.
///
/// Work is cut into pieces that are taken in turn, so that a thread that is held up delays no more
/// than one of them. Every value is computed as it would be by one thread alone, so results do not
/// depend on the team's size.

/// Does the numbers `from ..< to`; `lane` numbers the threads of the team, 0 is the caller's.
typedef void (*_Nonnull TeamWork)(const void *_Nonnull context, long from, long to, int lane);

/// What shares a thread's loops; null where it works alone.
typedef struct Team Team;
extern _Thread_local Team *_Nullable kernel_team;

/// Gives the calling thread a team of `lanes` threads in all, itself included; 1 ends its team.
/// Returns how many there are: fewer where the system grants no more threads.
int kernel_team_resize(int lanes);

int kernel_team_lanes(void);

/// Covers 0 ..< count by calls on pieces of multiples of `smallest` numbers; all are done when it
/// returns. `work` shares nothing itself.
void kernel_team_share(TeamWork work, const void *_Nonnull context, long count, long smallest);

/// The same, without a call where there is nothing to share.
static inline void kernel_share(
    TeamWork work, const void *_Nonnull context, long count, long smallest
) {
    if (kernel_team && count > smallest) kernel_team_share(work, context, count, smallest);
    else work(context, 0, count, 0);
}
