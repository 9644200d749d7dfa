#include "CKernels.h"
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

enum {
    PiecesPerLane = 4,
    MostLanes = 256,
    SpinsBeforeSleep = 4000,  ///< some 50 microseconds
    SpinsBeforeYield = 4000,
    StackBytes = 1 << 20,
};

/// One run after the other: the caller sets the work, then the ticket; threads take pieces off the
/// ticket. A piece that was taken keeps the run going, so what a taker reads of it is its own.
struct Team {
    /// The number of the run, and in the lower half how many pieces nobody has taken.
    _Atomic uint64_t ticket;
    _Atomic uint32_t finished;
    TeamWork work;
    const void *context;
    long count, piece;
    uint32_t pieces;
    int lanes;
    _Atomic int sleepers;
    _Atomic bool ends;
    pthread_mutex_t mutex;
    pthread_cond_t wake;
    pthread_t threads[MostLanes];
};

typedef struct {
    Team *team;
    int lane;
} Place;

_Thread_local Team *kernel_team = 0;

static void rest(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

static uint32_t run_of(uint64_t ticket) { return (uint32_t)(ticket >> 32); }

static void take_pieces(Team *team, uint32_t run, int lane) {
    uint64_t ticket = atomic_load(&team->ticket);
    while (run_of(ticket) == run && (uint32_t)ticket > 0) {
        if (!atomic_compare_exchange_weak(&team->ticket, &ticket, ticket - 1)) continue;
        long from = (long)(team->pieces - (uint32_t)ticket) * team->piece;
        long to = from + team->piece < team->count ? from + team->piece : team->count;
        team->work(team->context, from, to, lane);
        atomic_fetch_add(&team->finished, 1);
        ticket = atomic_load(&team->ticket);
    }
}

/// Waits for a run after `seen`: briefly at full speed, then asleep. Returns false at the end.
static bool await_run(Team *team, uint32_t seen) {
    for (int spin = 0; spin < SpinsBeforeSleep; spin++, rest())
        if (run_of(atomic_load(&team->ticket)) != seen) return true;
    pthread_mutex_lock(&team->mutex);
    atomic_fetch_add(&team->sleepers, 1);
    while (run_of(atomic_load(&team->ticket)) == seen && !atomic_load(&team->ends))
        pthread_cond_wait(&team->wake, &team->mutex);
    atomic_fetch_sub(&team->sleepers, 1);
    pthread_mutex_unlock(&team->mutex);
    return !atomic_load(&team->ends);
}

static void *serve(void *argument) {
    Place place = *(Place *)argument;
    free(argument);
    uint32_t seen = 0;
    while (await_run(place.team, seen)) {
        seen = run_of(atomic_load(&place.team->ticket));
        take_pieces(place.team, seen, place.lane);
    }
    return 0;
}

static void wake_sleepers(Team *team) {
    pthread_mutex_lock(&team->mutex);
    pthread_cond_broadcast(&team->wake);
    pthread_mutex_unlock(&team->mutex);
}

void kernel_team_share(TeamWork work, const void *context, long count, long smallest) {
    Team *team = kernel_team;
    long units = (count + smallest - 1) / smallest;
    long pieces = units < team->lanes * PiecesPerLane ? units : team->lanes * PiecesPerLane;
    team->work = work;
    team->context = context;
    team->count = count;
    team->piece = (units + pieces - 1) / pieces * smallest;
    team->pieces = (uint32_t)((count + team->piece - 1) / team->piece);
    atomic_store(&team->finished, 0);
    uint32_t run = run_of(atomic_load(&team->ticket)) + 1;
    atomic_store(&team->ticket, (uint64_t)run << 32 | team->pieces);
    if (atomic_load(&team->sleepers) > 0) wake_sleepers(team);
    take_pieces(team, run, 0);
    for (int spin = 0; atomic_load(&team->finished) < team->pieces; spin++) {
        rest();
        if (spin >= SpinsBeforeYield) sched_yield();
    }
}

int kernel_team_lanes(void) { return kernel_team ? kernel_team->lanes : 1; }

static void end_team(Team *team) {
    atomic_store(&team->ends, true);
    wake_sleepers(team);
    for (int lane = 1; lane < team->lanes; lane++) pthread_join(team->threads[lane], 0);
    pthread_cond_destroy(&team->wake);
    pthread_mutex_destroy(&team->mutex);
    free(team);
}

/// Starts one more thread, on which no signal is delivered.
static bool start_thread(Team *team, int lane) {
    Place *place = malloc(sizeof *place);
    if (!place) return false;
    *place = (Place){team, lane};
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, StackBytes);
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    bool started = pthread_create(&team->threads[lane], &attributes, serve, place) == 0;
    pthread_sigmask(SIG_SETMASK, &before, 0);
    pthread_attr_destroy(&attributes);
    if (!started) free(place);
    return started;
}

int kernel_team_resize(int lanes) {
    if (lanes == kernel_team_lanes()) return lanes;
    if (kernel_team) end_team(kernel_team);
    kernel_team = 0;
    if (lanes <= 1) return 1;
    Team *team = calloc(1, sizeof *team);
    if (!team) return 1;
    pthread_mutex_init(&team->mutex, 0);
    pthread_cond_init(&team->wake, 0);
    team->lanes = 1;
    while (team->lanes < lanes && team->lanes < MostLanes && start_thread(team, team->lanes))
        team->lanes++;
    if (team->lanes == 1) {
        end_team(team);
        return 1;
    }
    kernel_team = team;
    return team->lanes;
}
