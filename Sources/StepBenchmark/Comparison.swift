import Foundation

/// Our side and PyTorch's of one workload, each in processes of its own, one after the other.
struct Comparison {
    let python: String
    let isInference: Bool
    let isHalf: Bool

    private static let rounds = 5
    private static let script = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Workloads/pytorch_steps.py").path

    /// What PyTorch's mode `best` is: memory is never given back, and comes in huge pages.
    private static let keepingMemory = [
        "MALLOC_MMAP_THRESHOLD_": "4294967296", "MALLOC_TRIM_THRESHOLD_": "8589934592",
        "MALLOC_TOP_PAD_": "268435456", "THP_MEM_ALLOC_ENABLE": "1",
    ]

    /// What one process prints.
    private struct Sample: Decodable {
        /// Milliseconds.
        var median: Double
        var processorTime: Double
        /// Bytes.
        var peakMemory: Int
    }

    /// Prints every line of both sides, then three ratios, ours to the better of PyTorch's: of the
    /// medians of time, of the processor's time and of peak memory.
    func run(_ number: Int) throws {
        let modes =
            isInference
            ? ["infer", "infer_best", "infer_tuned"]
            : isHalf ? ["bf16"] : ["eager", "best", "tuned"]
        var samples: [String: [Sample]] = [:]
        for _ in 0..<Self.rounds {
            let own = ["\(number)"] + (isInference ? ["infer"] : isHalf ? ["bf16"] : [])
            try samples["ours", default: []].append(measure(CommandLine.arguments[0], own, [:]))
            for mode in modes {
                let words = [python, Self.script, "time", "\(number)", mode]
                let settings = mode.hasSuffix("best") ? Self.keepingMemory : [:]
                try samples[mode, default: []].append(measure("/usr/bin/env", words, settings))
            }
        }
        let kind = isInference ? "infer" : isHalf ? "bf16" : "step"
        try compare("ratio/\(kind)/\(number)", samples.mapValues { $0.map(\.median) })
        try compare("processor/\(kind)/\(number)", samples.mapValues { $0.map(\.processorTime) })
        try compare(
            "memory/\(kind)/\(number)", samples.mapValues { $0.map { Double($0.peakMemory) } })
    }

    private func compare(_ figure: String, _ values: [String: [Double]]) throws {
        let medians = values.mapValues { $0.sorted()[$0.count / 2] }
        let ours = medians["ours"] ?? .nan
        let best = medians.filter { $0.key != "ours" }.values.min() ?? .nan
        var line = Line(figure: figure, values: medians)
        line.values["ratio"] = ours / best
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
        print(String(decoding: try encoder.encode(line), as: UTF8.self))
    }

    /// A figure's medians by mode, and their ratio, as the members of one object.
    private struct Line: Encodable {
        var figure: String
        var values: [String: Double]

        func encode(to encoder: any Encoder) throws {
            try values.encode(to: encoder)
            try ["figure": figure].encode(to: encoder)
        }
    }

    private func measure(
        _ program: String, _ arguments: [String], _ settings: [String: String]
    ) throws -> Sample {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardOutput = output
        process.environment = ProcessInfo.processInfo.environment
            .filter { $0.key != "OPENBLAS_CORETYPE" }
            .merging(["OMP_NUM_THREADS": "1"]) { $1 }
            .merging(settings) { $1 }
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let line = String(decoding: data, as: UTF8.self)
        print(line, terminator: "")
        do {
            return try JSONDecoder().decode(Sample.self, from: data)
        } catch {
            throw CocoaError(.fileReadCorruptFile, userInfo: ["output": line])
        }
    }
}
