import Foundation
import Tensors
import Workloads

// Prints the time of training steps on this machine, one JSON line each.
//
//     StepBenchmark [NUMBER …] [infer | bf16]            our side; every workload without any
//     StepBenchmark overhead | digits                    a bare operation; the sweep's networks
//     StepBenchmark monitors [NUMBER …]                  what the monitors add to a step
//     StepBenchmark --cores COUNT …                      with so many cores, not one
//     StepBenchmark --python PYTHON [NUMBER …] [infer | bf16]
//                                                        in turn with PyTorch, and the ratios
//
// PYTHON is an interpreter that has torch. Pin the command to one idle core (taskset -c 0).
var words = Array(CommandLine.arguments.dropFirst())
if let index = words.firstIndex(of: "--cores"), index + 1 < words.count,
    let count = Int(words[index + 1])
{
    Cores.use(count)
    words.removeSubrange(index...index + 1)
}
let isInference = words.contains("infer")
let isHalf = words.contains("bf16")
let named = words.compactMap { Int($0) }.filter(Workload.numbers.contains)
let numbers = named.isEmpty ? Workload.numbers : named

if let index = words.firstIndex(of: "--python"), index + 1 < words.count {
    let comparison = Comparison(
        python: words[index + 1], isInference: isInference, isHalf: isHalf)
    for number in numbers { try comparison.run(number) }
} else if words.contains("monitors") {
    for number in numbers { try WatchingCost(number).print() }
} else if words.contains("overhead") {
    try Figure.overhead().print()
} else if words.contains("digits") {
    for batch in [16, 32, 64] {
        for width in [16, 32, 64, 128] {
            try Figure(Workload.digits(width: width, batch: batch)).print()
        }
    }
} else {
    for number in numbers {
        var workload = Workload(number)
        workload.precision = isHalf ? .bfloat16 : .float32
        try Figure(workload, isInference: isInference).print()
    }
}
