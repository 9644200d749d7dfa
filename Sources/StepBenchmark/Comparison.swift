import Foundation

/// Our side and PyTorch's of one workload, each in processes of its own, one after the other.
struct Comparison {
    let python: String
    let isInference: Bool
    let isHalf: Bool

    private static let rounds = 5
    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Workloads/pytorch_steps.py").path

    /// Prints every line of both sides, then the ratio of the medians, ours to the better of
    /// PyTorch's.
    func run(_ number: Int) throws {
        let modes = isInference ? ["infer"] : isHalf ? ["bf16"] : ["eager", "tuned"]
        var times: [String: [Double]] = [:]
        for _ in 0..<Self.rounds {
            let own = ["\(number)"] + (isInference ? ["infer"] : isHalf ? ["bf16"] : [])
            try times["ours", default: []].append(measure(CommandLine.arguments[0], own))
            for mode in modes {
                let words = [Self.script, "time", "\(number)", mode]
                try times[mode, default: []].append(measure("/usr/bin/env", [python] + words))
            }
        }
        let medians = times.mapValues { $0.sorted()[$0.count / 2] }
        let ours = medians["ours"] ?? .nan
        let best = modes.compactMap { medians[$0] }.min() ?? .nan
        let figures = medians.sorted { $0.key < $1.key }
            .map { "\"\($0.key)\":\($0.value)" }.joined(separator: ",")
        print("{\"figure\":\"ratio/\(number)\",\(figures),\"ratio\":\(ours / best)}")
    }

    private func measure(_ program: String, _ arguments: [String]) throws -> Double {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = output
        process.environment = ProcessInfo.processInfo.environment
            .filter { $0.key != "OPENBLAS_CORETYPE" }
            .merging(["OMP_NUM_THREADS": "1"]) { $1 }
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let line = String(decoding: data, as: UTF8.self)
        print(line, terminator: "")
        guard let object = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
            let median = object["median"] as? Double
        else { throw CocoaError(.fileReadCorruptFile, userInfo: ["output": line]) }
        return median
    }
}
