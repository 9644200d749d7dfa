#!/usr/bin/env bash
# Trains the teacher, checks the student, searches its temperature and weight, and trains it.
#
#   examples/distillation/distill.sh
#
# PREFLIGHT names the executable (default: preflight on the PATH). It may be run again: a teacher
# that is there is kept.
set -euo pipefail
preflight=${PREFLIGHT:-preflight}
cd "$(dirname "$0")"
[ -e teacher/weights.safetensors ] || "$preflight" train teacher.yaml --output teacher
"$preflight" check student.yaml
"$preflight" search student.yaml
"$preflight" train student.yaml
