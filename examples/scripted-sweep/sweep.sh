#!/usr/bin/env bash
# A sweep by script against a running coordinator: checks first, then a search with each of three
# seeds, and the best of all. It reads the JSON reports and reacts to the exit codes.
#
#   preflight coordinator --listen tcp://127.0.0.1:5555 &
#   preflight worker --connect tcp://127.0.0.1:5555 --slots 2 &
#   examples/scripted-sweep/sweep.sh tcp://127.0.0.1:5555
#
# Needs jq. PREFLIGHT names the executable (default: preflight on the PATH).
set -uo pipefail
cd "$(dirname "$0")/../.."
coordinator=${1:?usage: sweep.sh tcp://HOST:PORT [EXPERIMENT]}
experiment=${2:-examples/digits/mlp.yaml}
preflight=${PREFLIGHT:-preflight}
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

"$preflight" check "$experiment" --coordinator "$coordinator" --quiet --json \
    --output "$results/check" >"$results/check.json"
code=$?
case $code in
    0) echo "checks passed" ;;
    1)
        echo "not worth a sweep, these checks failed:"
        jq -r '.findings[] | select(.verdict == "failed") | "  \(.check): \(.evidence)"' \
            "$results/check.json"
        exit 1
        ;;
    2) echo "the experiment file is wrong (see above)"; exit 2 ;;
    3) echo "the checks could not be completed: are workers connected?"; exit 3 ;;
    130) echo "interrupted"; exit 130 ;;
    *) echo "unexpected exit code $code"; exit "$code" ;;
esac

best=0
for seed in 1 2 3; do
    "$preflight" search "$experiment" --coordinator "$coordinator" --quiet --json \
        --trials 8 --seed "$seed" --output "$results/search-$seed" >"$results/search.json"
    code=$?
    [ $code -eq 0 ] || { echo "search with seed $seed ended with exit code $code"; exit $code; }
    jq -r --arg seed "$seed" '.trials[0]
        | "seed \($seed): best \(.metrics["validation-accuracy"]) with \(.parameters)"' \
        "$results/search.json"
    found=$(jq -r '.trials[0].metrics["validation-accuracy"]' "$results/search.json")
    best=$(jq -n --argjson a "$best" --argjson b "$found" '[$a, $b] | max')
done
echo "best validation accuracy over all seeds: $best"
