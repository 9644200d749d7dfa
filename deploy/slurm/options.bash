# What `allocation` and `array` have in common: their options, and the parts of their job scripts.
# Sourced by both; not a program.
set -euo pipefail

name=${0##*/}
fail() { echo "$name: $*" >&2; exit 2; }

# The comment at the head of the program that was called.
usage() { sed -n '2,/^[^#]/s/^# \{0,1\}//p' "$0"; exit "${1:-2}"; }

program=preflight own=''
results=$PWD patience=300 address='$(hostname)' interface=0.0.0.0 slots='' limit=120 dry=''
command=() given=() dropped=()

# Takes one option that both know, and says how many words that took; 0 for any other word.
common_option() {
    taken=2
    case $1 in
        --program) program=${2:?--program needs a path} ;;
        --own-program) own=${2:?--own-program needs a path} ;;
        --results) results=${2:?--results needs a folder} ;;
        --address) address=${2:?--address needs a name or number} ;;
        --interface) interface=${2:?--interface needs a number} ;;
        --slots) slots=${2:?--slots needs a number} ;;
        --leave) limit=${2:?--leave needs seconds} ;;
        --without) dropped+=("${2:?--without needs the name of a directive}") ;;
        --dry-run) dry=1 taken=1 ;;
        --help | -h) usage 0 ;;
        *) taken=0 ;;
    esac
}

# Everything up to `--` is the command of the client, what follows are sbatch's directives.
take_command() {
    while [ $# -gt 0 ] && [ "$1" != -- ]; do command+=("$1"); shift; done
    if [ $# -gt 0 ]; then shift; given=("$@"); fi
    case ${command[0]:-} in
        check | search) ;;
        '') usage ;;
        *) fail "what is to run must be a check or a search, not: ${command[*]}" ;;
    esac
    for word in "${command[@]}"; do
        case $word in
            --worker-timeout | --worker-timeout=*) patience='' ;;
            --output | --output=*) fail "reports go to --results; leave $word out of the command" ;;
            --coordinator | --coordinator=* | --keys | --keys=*)
                fail "$word is given by the job; leave it out of the command" ;;
        esac
    done
    [ -z "$patience" ] || command+=(--worker-timeout "$patience")
    for word in "$slots" "$limit"; do
        case $word in *[!0-9]*) fail "$word is no whole number" ;; esac
    done
    absolute program
    own=${own:-$program}
    absolute own
    [ -n "$dry" ] || mkdir -p "$results"
    results=$(readlink -m "$results")
}

# Jobs start elsewhere: a path must not depend on the folder. A bare name is looked up on the host.
absolute() {
    local -n path=$1
    case $path in */*) path=$(readlink -m "$path") ;; esac
}

# One #SBATCH line for each directive that is not among those to leave out, the user's own last:
# of two that say different things sbatch takes the later.
directives() {
    local directive dropping
    for directive in "$@"; do
        for dropping in ${dropped[@]+"${dropped[@]}"}; do
            case $directive in --"${dropping#--}" | --"${dropping#--}"=*) continue 2 ;; esac
        done
        echo "#SBATCH $directive"
    done
    for directive in ${given[@]+"${given[@]}"}; do
        case $directive in *[[:space:]]*) directive="\"$directive\"" ;; esac
        echo "#SBATCH $directive"
    done
}

# What a job script knows of this call. The address is worked out on the coordinator's node.
values() {
    printf 'program=%q own=%q results=%q interface=%q slots=%q\n' \
        "$program" "$own" "$results" "$interface" "$slots"
    echo "address=\"$address\""
    printf 'command=('
    printf '%q ' "${command[@]}"
    echo ')'
}

# The store lies on the node's own disk: SQLite's locks are not to be trusted on every shared one.
# Keys are made anew for each start, in a folder that the nodes share and nobody else can read.
serve_part() {
    cat <<'JOB'
set -u
umask 077
run=$results/preflight-$SLURM_JOB_ID
keys=$run/keys
# What a former start of this job left behind, killed too soon to tidy.
rm -rf "${TMPDIR:-/tmp}/preflight-$SLURM_JOB_ID"-*
local=$(mktemp -d "${TMPDIR:-/tmp}/preflight-$SLURM_JOB_ID-XXXXXX") || exit 3
say() { echo "preflight: $*" >&2; }
rm -rf "$keys" "$run/output"
mkdir -p "$run" || exit 3
"$program" keys init --keys "$keys" >/dev/null || exit 3

# With port `*` nothing has to be free beforehand. A coordinator that ends while the run goes on (TERM
# of scancel reaches every process of the job) begins again at its port, with all that it had stored.
serve() {
    trap '' TERM
    at='*'
    until [ -e "$local/over" ]; do
        "$program" coordinator --listen "tcp://$interface:$at" --keys "$keys" \
            --store "$local/store.sqlite" 2>>"$local/coordinator.log" &
        echo $! >"$local/coordinator.pid"
        wait $!
        at=$(port_of_coordinator)
        [ -n "$at" ] || exit
        sleep 0.2
    done
}
port_of_coordinator() {
    sed -n 's/.*listening at tcp:.*:\([0-9]*\)$/\1/p' "$local/coordinator.log" | tail -n 1
}
: >"$local/coordinator.log"
serve &
coordinator=$!
for _ in $(seq 300); do
    port=$(port_of_coordinator)
    [ -n "$port" ] && break
    kill -0 "$coordinator" 2>/dev/null || break
    sleep 0.1
done
if [ -z "$port" ]; then
    say "the coordinator does not start:"
    cat "$local/coordinator.log" >&2
    exit 3
fi
endpoint=tcp://$address:$port
say "the coordinator listens at $endpoint on ${SLURMD_NODENAME:-$(hostname)}"
JOB
}

# The client, from the batch shell, so that its exit code is the job's. USR1 comes before the wall
# limit, TERM with scancel: both stop the run at once, and what is done is reported.
client_part() {
    cat <<'JOB'
signalled='' left=''
leave() {
    signalled=1 left=${left:-$1}
    say "$1: stopping; what is done is reported"
    kill -TERM "$client" 2>/dev/null
    # Before the client has ended: scancel leaves little time.
    farewell
}
"$own" "${command[@]}" --coordinator "$endpoint" --keys "$keys" --output "$local/output" &
client=$!
trap 'leave "the wall limit is near"' USR1
trap 'leave cancelled' TERM
while :; do
    signalled=''
    wait "$client"
    code=$?
    [ -n "$signalled" ] || break
done
# Not twice: queued again, the job may have begun anew by now, under the same number.
[ -n "$left" ] || farewell
JOB
}

# Ends what is still there, and moves the reports to where they were asked for.
finish_part() {
    cat <<'JOB'
touch "$local/over"
kill -TERM "$(cat "$local/coordinator.pid")" 2>/dev/null
wait "$coordinator" 2>/dev/null
rm -rf "$keys"
mkdir -p "$local/output"
cp "$local/coordinator.log" "$local/output/coordinator.log"
# Under another name first: whoever waits for the reports never sees half of one.
if rm -rf "$run/.output" && cp -r "$local/output" "$run/.output" && rm -rf "$run/output" &&
    mv "$run/.output" "$run/output"; then
    rm -rf "$local"
    say "the reports are in $run/output"
else
    say "the reports could not be copied to $run; they stay in $local"
    [ "$code" -ne 0 ] || code=3
fi
# Ended early, the run is not complete: 75 says that the same again may be.
[ -z "$left" ] || code=75
exit "$code"
JOB
}

# Prints the scripts, or hands them to sbatch and says which jobs they are.
submit() {
    if [ -n "$dry" ]; then
        echo "# --- $1"
        "$2"
    else
        "$2" | sbatch --parsable "${@:3}" | cut -d';' -f1
    fi
}
