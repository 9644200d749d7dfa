/// Which modules each of ours may import: the table of the architecture page, as data. What a
/// listed module may import in turn is allowed too.
enum ModuleTable {
    static let direct: [String: [String]] = [
        "Randomness": [],
        "ElementaryFunctions": [],
        "Components": [],
        "ZeroMQ": ["CZeroMQ", "Foundation"],
        "Tensors": ["COpenBLAS", "CKernels", "ElementaryFunctions", "Randomness"],
        "Networks": ["Tensors", "Components", "Randomness"],
        "Training": ["Networks", "Tensors", "Randomness", "Foundation"],
        "Datasets": ["Tensors", "Components", "Randomness", "CZlib", "Foundation"],
        "Jobs": ["Components", "CSodium", "CHashes", "Randomness", "Foundation"],
        "Experiments": ["Training", "Datasets", "Jobs", "Yams"],
        "Checks": ["Experiments"],
        "Search": ["ElementaryFunctions", "Jobs", "Randomness", "Foundation"],
        "Scheduling": ["Jobs", "DequeModule", "OrderedCollections", "Foundation"],
        "Reports": ["Jobs", "Search", "Mustache", "Foundation"],
        "Coordination": [
            "Scheduling", "Search", "Reports", "Jobs", "ZeroMQ", "DequeModule", "GRDB", "Logging",
        ],
        "Execution": ["Checks", "Search", "Jobs", "ZeroMQ", "CProcesses", "Logging"],
        "Preflight": ["Execution", "Coordination", "ArgumentParser"],
        "PreflightCommand": ["Preflight", "ArgumentParser", "Logging"],
        "Workloads": ["Training"],
        "StepBenchmark": ["Workloads", "Checks"],
        "DispatchBenchmark": ["Coordination", "Jobs", "ZeroMQ"],
    ]

    /// What a module must never see, whatever the arrows would let through.
    static let forbidden: [String: [String]] = [
        "ElementaryFunctions": ["Foundation"],
        "Tensors": ["Foundation"],
        "Components": ["Foundation"],
        "Networks": ["Foundation", "Datasets", "Training", "Jobs"],
        "Scheduling": ["ZeroMQ", "Tensors"],
        "Search": ["ZeroMQ", "Tensors"],
        "Reports": ["ZeroMQ", "Tensors"],
        "Coordination": ["Tensors", "Networks", "Training", "Experiments", "Checks"],
        "Execution": ["Scheduling"],
        "Checks": ["ZeroMQ"],
        "Experiments": ["ZeroMQ"],
    ]

    /// C libraries that only the module beside the name may import itself.
    static let owners: [String: String] = [
        "CZeroMQ": "ZeroMQ", "COpenBLAS": "Tensors", "CKernels": "Tensors", "CZlib": "Datasets",
        "CSodium": "Jobs", "CHashes": "Jobs", "CProcesses": "Execution", "Yams": "Experiments",
        "GRDB": "Coordination", "Mustache": "Reports",
    ]

    static func allowed(_ module: String) -> Set<String> {
        var found = Set<String>()
        var pending = direct[module] ?? []
        while let next = pending.popLast() {
            if found.insert(next).inserted { pending += direct[next] ?? [] }
        }
        return found.subtracting(forbidden[module] ?? [])
    }
}
