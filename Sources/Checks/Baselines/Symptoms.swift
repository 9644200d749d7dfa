/// Findings that come of most faults: what a training that goes wrong does not reach.
enum Symptoms {
    static let ofTraining = ["beats-constant", "beats-linear", "input-matters"]
}
