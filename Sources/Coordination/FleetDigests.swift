package import Jobs

/// What the reference job must give on every host: as recorded with the release, or as the first
/// host of the same build gave it since this coordinator started.
package struct FleetDigests {
    private struct Key: Hashable {
        var program: Program
        var numerics: String
    }

    private struct Standard {
        var digests: CanaryDigests
        var host: String
    }

    /// Who greets with ever other builds does not fill the memory.
    private static let most = 4096

    private let golden: [String: CanaryDigests]
    private var standards: [Key: Standard] = [:]

    package init(golden: [String: CanaryDigests] = Canary.golden) { self.golden = golden }

    /// What keeps a worker out, in a sentence; nil where nothing does: then what it brings holds
    /// for those who come after it. A worker that brings nothing is believed.
    package mutating func objection(to offer: WorkerOffer) -> String? {
        let canary = (offer.canary ?? [:]).sorted { $0.key < $1.key }
        for program in offer.programs {
            for (numerics, digests) in canary {
                let key = Key(program: program, numerics: numerics)
                if program.name == Canary.program, let golden = golden[numerics] {
                    let parts = Canary.differences(digests, golden)
                    if !parts.isEmpty {
                        return Self.words(offer.host, parts, numerics, "this release")
                    }
                }
                if let standard = standards[key] {
                    let parts = Canary.differences(digests, standard.digests)
                    if !parts.isEmpty {
                        return Self.words(
                            offer.host, parts, numerics, "host \(standard.host), the first here")
                    }
                }
            }
        }
        learn(offer, canary)
        return nil
    }

    private mutating func learn(
        _ offer: WorkerOffer, _ canary: [(key: String, value: CanaryDigests)]
    ) {
        for program in offer.programs {
            for (numerics, digests) in canary where standards.count < Self.most {
                let key = Key(program: program, numerics: numerics)
                if standards[key] == nil {
                    standards[key] = Standard(digests: digests, host: offer.host)
                }
            }
        }
    }

    private static func words(
        _ host: String, _ parts: [String], _ numerics: String, _ other: String
    ) -> String {
        "host \(host) computes \(parts.joined(separator: ", ")) differently from this fleet under "
            + "\(numerics): its reference job gave other digests than \(other). Its jobs would not "
            + "be the same bytes. Compare processor, memory and C library with a host that serves, "
            + "and start the coordinator anew where the first host was the odd one"
    }
}
