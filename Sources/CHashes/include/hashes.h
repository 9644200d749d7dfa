#pragma once
#include <stddef.h>
#include <stdint.h>

/// Goes on with a SHA-256 (FIPS 180-4) by whole blocks of 64 bytes, by the processor's own
/// instructions for it. Returns how many blocks it took in: none where there are no such.
size_t preflight_sha256_blocks(uint32_t state[8], const uint8_t *bytes, size_t blocks);
