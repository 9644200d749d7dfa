// swift-tools-version:6.2
// SPDX-License-Identifier: Apache-2.0
// The licence's text is in deploy/LICENSE; it is that of the whole package.
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

/// A library module of ours; `uses` are the arrows that `Tests/TidyTests` holds against the table.
func module(
    _ name: String, uses dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings,
        linkerSettings: [.linkedLibrary("m")])
}

/// Golden files lie in `exclude`d folders and are read by their path beside the test's source.
func tests(
    _ name: String, uses dependencies: [Target.Dependency] = [], exclude: [String] = []
) -> Target {
    .testTarget(
        name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let collections = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let orderedCollections = Target.Dependency.product(
    name: "OrderedCollections", package: "swift-collections")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")

let package = Package(
    name: "preflight",
    products: [
        .executable(name: "preflight", targets: ["PreflightCommand"]),
        .library(name: "Preflight", targets: ["Preflight"]),
        .library(name: "Tensors", targets: ["Tensors"]),
        .library(name: "Networks", targets: ["Networks"]),
        .library(name: "Training", targets: ["Training"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    ],
    targets: [
        .systemLibrary(name: "CZeroMQ"),
        .systemLibrary(name: "COpenBLAS"),
        .systemLibrary(name: "CZlib"),
        .systemLibrary(name: "CSodium"),
        .target(name: "CProcesses"),
        .target(name: "CHashes"),
        .target(name: "CKernels", linkerSettings: [.linkedLibrary("m")]),
        module("Randomness"),
        module("ElementaryFunctions", exclude: ["tables.py"]),
        module("Components"),
        module("ZeroMQ", uses: ["CZeroMQ"]),
        module(
            "Tensors", uses: ["COpenBLAS", "CKernels", "ElementaryFunctions", "Randomness"]),
        module("Networks", uses: ["Tensors", "Components", "Randomness"]),
        module("Training", uses: ["Networks", "Tensors", "Components", "Randomness"]),
        module("Datasets", uses: ["Components", "Randomness", "CZlib"]),
        module("Jobs", uses: ["Components", "CSodium", "CHashes", "Randomness"]),
        module("Experiments", uses: ["Training", "Datasets", "Jobs", yams]),
        module("Checks", uses: ["Experiments"]),
        module("Search", uses: ["ElementaryFunctions", "Jobs", "Randomness"]),
        module("Scheduling", uses: ["Jobs", collections, orderedCollections]),
        module("Reports", uses: ["Jobs", "Search", mustache]),
        module(
            "Coordination",
            uses: [
                "Scheduling", "Search", "Reports", "Jobs", "ZeroMQ", collections, grdb,
                logging,
            ]),
        module("Execution", uses: ["Checks", "Search", "Jobs", "ZeroMQ", "CProcesses", logging]),
        module(
            "Preflight",
            uses: [
                "Execution", "Coordination", "Reports", "Search", "Checks", argumentParser, logging,
            ]),
        .executableTarget(
            name: "PreflightCommand", dependencies: ["Preflight", argumentParser, logging],
            swiftSettings: settings),
        // Also a package of its own, whose target needs another name; here, so that tests find it
        // built.
        .executableTarget(
            name: "OwnNetworkExample", dependencies: ["Preflight"],
            path: "examples/own-network/Sources/OwnNetwork", swiftSettings: settings),
        module(
            "Workloads", uses: ["Training", "Networks", "Tensors", "Randomness"],
            exclude: ["pytorch_steps.py"]),
        .executableTarget(
            name: "StepBenchmark", dependencies: ["Workloads", "Checks", "Tensors", "Randomness"],
            swiftSettings: settings),
        .executableTarget(
            name: "DispatchBenchmark", dependencies: ["Coordination", "Jobs", "ZeroMQ"],
            swiftSettings: settings),
        tests("TidyTests"),
        tests("RandomnessTests", uses: ["Randomness"]),
        tests(
            "ElementaryFunctionsTests", uses: ["ElementaryFunctions", "Randomness"],
            exclude: ["Goldens"]),
        tests(
            "TensorsTests", uses: ["Tensors", "CKernels", "COpenBLAS", "Randomness"],
            exclude: ["Goldens"]),
        tests(
            "NetworksTests", uses: ["Networks", "Tensors", "Components", "Randomness"],
            exclude: ["Goldens"]),
        tests(
            "TrainingTests",
            uses: ["Training", "Networks", "Tensors", "Components", "Randomness"],
            exclude: ["Goldens"]),
        tests("WorkloadsTests", uses: ["Workloads", "Networks", "Tensors"], exclude: ["Goldens"]),
        tests(
            "DatasetsTests", uses: ["Datasets", "Components", "Randomness"], exclude: ["Goldens"]),
        tests("JobsTests", uses: ["Jobs", "Randomness"], exclude: ["Goldens"]),
        tests(
            "ExperimentsTests",
            uses: [
                "Checks", "Experiments", "Training", "Networks", "Tensors", "Datasets", "Jobs",
                "Randomness", yams,
            ]),
        tests(
            "ChecksTests",
            uses: [
                "Checks", "Experiments", "Training", "Networks", "Tensors", "Datasets", "Jobs",
                "Randomness",
            ],
            exclude: ["Faults"]),
        tests("SearchTests", uses: ["Search", "Jobs", "Randomness"]),
        tests("SchedulingTests", uses: ["Scheduling", "Jobs", "Randomness"]),
        tests(
            "SimulationTests",
            uses: [
                "Coordination", "Execution", "Scheduling", "Reports", "Jobs", "ZeroMQ",
                "Randomness", logging,
            ]),
        .target(
            name: "SchemaValidation", path: "Tests/SchemaValidation", swiftSettings: settings),
        .target(name: "FrameMutation", path: "Tests/FrameMutation", swiftSettings: settings),
        tests(
            "ReportsTests", uses: ["Reports", "Search", "Jobs", "SchemaValidation"],
            exclude: ["Goldens"]),
        tests("ZeroMQTests", uses: ["ZeroMQ"]),
        tests(
            "CoordinationTests",
            uses: ["Coordination", "Scheduling", "Jobs", "ZeroMQ", logging, grdb]),
        tests("ExecutionTests", uses: ["Execution", "Jobs", "Tensors", "ZeroMQ", "FrameMutation"]),
        tests(
            "CommandTests",
            uses: [
                "PreflightCommand", "Preflight", "OwnNetworkExample", "SchemaValidation",
                "FrameMutation", "Coordination", "ZeroMQ", yams,
            ]),
    ]
)
