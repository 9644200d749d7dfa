#define _GNU_SOURCE
#include "CProcesses.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// Only calls that are safe between fork and exec of a program with threads.
static void become(
    pid_t parent, const char *path, char *const arguments[], char *const environment[], int input,
    int output, int errors) {
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(127);  // the parent died before prctl took hold
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, 0);
    signal(SIGPIPE, SIG_DFL);
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
    int in = fcntl(input, F_DUPFD, 16), out = fcntl(output, F_DUPFD, 16);
    int err = fcntl(errors, F_DUPFD, 16);
    if (in < 0 || out < 0 || err < 0) _exit(127);
    dup2(in, 0);
    dup2(err, 1);
    dup2(err, 2);
    dup2(out, 3);
#ifdef SYS_close_range
    if (syscall(SYS_close_range, 4u, ~0u, 0u) != 0)
#endif
        for (int descriptor = 4; descriptor < 4096; descriptor++) close(descriptor);
    execve(path, arguments, environment);
    static const char words[] = "the program of the compute processes cannot be started: ";
    const char *reason = strerrordesc_np(errno);  // safe here, unlike strerror
    (void)!write(2, words, sizeof words - 1);
    if (reason) (void)!write(2, reason, strlen(reason));
    (void)!write(2, "\n", 1);
    _exit(127);
}

pid_t preflight_spawn(
    const char *path, char *const arguments[], char *const environment[], int input, int output,
    int errors) {
    pid_t parent = getpid();
    pid_t child = fork();
    if (child < 0) return -errno;
    if (child == 0) become(parent, path, arguments, environment, input, output, errors);
    setpgid(child, child);
    return child;
}

int preflight_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC); }
