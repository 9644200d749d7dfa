import Foundation
import Tensors
import Workloads

// Prints the time of training steps on this machine, one JSON line each.
//
//     StepBenchmark [NUMBER …] [infer]                   our side; every workload without any
//     StepBenchmark overhead | digits                    a bare operation; the sweep's networks
//     StepBenchmark --cores COUNT …                      with so many cores, not one
//     StepBenchmark --python PYTHON [NUMBER …] [infer]   in turn with PyTorch, and the ratio
//
// PYTHON is an interpreter that has torch. Pin the command to one idle core (taskset -c 0).
var words = Array(CommandLine.arguments.dropFirst())
if let place = words.firstIndex(of: "--cores"), place + 1 < words.count,
    let count = Int(words[place + 1])
{
    Cores.use(count)
    words.removeSubrange(place...place + 1)
}
let isInference = words.contains("infer")
let named = words.compactMap { Int($0) }.filter(Workload.numbers.contains)
let numbers = named.isEmpty ? Workload.numbers : named

if let place = words.firstIndex(of: "--python"), place + 1 < words.count {
    let comparison = Comparison(python: words[place + 1], isInference: isInference)
    for number in numbers { try comparison.run(number) }
} else if words.contains("overhead") {
    try Figure.overhead().print()
} else if words.contains("digits") {
    for batch in [16, 32, 64] {
        for width in [16, 32, 64, 128] {
            try Figure(Workload.digits(width: width, batch: batch)).print()
        }
    }
} else {
    for number in numbers { try Figure(Workload(number), isInference: isInference).print() }
}
