#pragma once
#include <sys/types.h>

/// Starts `path` in a process group of its own, to be killed with the calling thread.
///
/// The child has `input` as descriptor 0, `errors` as 1 and 2, `output` as 3, and no other. Returns
/// its process id, or the negative errno of fork. A child whose exec fails ends with code 127.
pid_t preflight_spawn(
    const char *path, char *const arguments[], char *const environment[], int input, int output,
    int errors);

/// Makes a pipe that no program started meanwhile by another thread inherits; -1 and errno if not.
int preflight_pipe(int ends[2]);
