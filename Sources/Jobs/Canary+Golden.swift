extension Canary {
    /// What the reference job gives, by numerics: recorded with
    /// PREFLIGHT_RECORD_GOLDENS=1 by `CanaryTests`, never written by hand.
    public static let golden: [String: CanaryDigests] = [
        "fused/1": [
            "bfloat16": "90933dcc5d7eddd5",
            "convolutions": "648fd2f2f36518d9",
            "elementwise": "d7742f732368293b",
            "losses": "8ee2fd3228049787",
            "moving": "72a9c7bbb388cdb0",
            "products": "4c4e87bbf7efebd5",
            "reductions": "d9887bd991c7e2ca",
            "sequences": "296dcc4a45e810e7",
            "training/adafactor": "703a833af58ac8b0",
            "training/adagrad": "b6dfa91a5ca75cdc",
            "training/adam": "efc86c1be3610667",
            "training/adamw": "6bff255971b11c3d",
            "training/lion": "d4e50b9219f6976e",
            "training/nadam": "7a7bb45169c0b42d",
            "training/rmsprop": "a5d5c13a531be8a4",
            "training/sgd": "c8736dc5604bb681",
        ]
    ]
}
