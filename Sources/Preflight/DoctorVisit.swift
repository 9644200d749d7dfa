internal import Coordination
internal import Foundation
internal import Jobs
internal import ZeroMQ

/// One look at all that a worker on this host needs, from the address to the limits.
struct DoctorVisit {
    let address: String
    let keys: String?

    /// Calls `tell` with each finding as it comes. What cannot be looked at because of something
    /// before it is left out.
    func run(_ tell: (DoctorFinding) -> Void) {
        let identity = key(tell)
        if let endpoint = endpoint(tell), reach(endpoint, tell) {
            if endpoint.isLocal || identity != nil { converse(identity, tell) }
        }
        for finding in HostLimits.findings() { tell(finding) }
    }

    private func endpoint(_ tell: (DoctorFinding) -> Void) -> Endpoint? {
        do {
            let endpoint = try Endpoint(address)
            guard !endpoint.isInProcess, !endpoint.text.hasSuffix(":*") else {
                tell(
                    DoctorFinding(
                        .problem, "address", "\(address) is no address of another process",
                        advice: "give the one that the coordinator prints when it starts"))
                return nil
            }
            if !endpoint.isLocal, keys == nil {
                tell(
                    DoctorFinding(
                        .problem, "key", "\(address) is another host, and no keys are given",
                        advice: "--keys DIR with worker.key and coordinator.pub, from "
                            + "`preflight keys add NAME --role worker`"))
            }
            return endpoint
        } catch {
            tell(
                DoctorFinding(
                    .problem, "address", "\(error)",
                    advice: "give the one that the coordinator prints when it starts"))
            return nil
        }
    }

    /// Looks the name up, and whether anything listens there.
    private func reach(_ endpoint: Endpoint, _ tell: (DoctorFinding) -> Void) -> Bool {
        let (host, port) = HostAddress.parts(of: endpoint.text)
        let found: [HostAddress]
        switch HostAddress.resolve(host, port: port) {
        case .success(let addresses): found = addresses
        case .failure(let error):
            tell(
                DoctorFinding(
                    .problem, "address", "the name \(host) cannot be resolved: \(error)",
                    advice: "check the spelling and /etc/hosts or DNS (getent hosts \(host)), or "
                        + "give the number instead"))
            return false
        }
        let numbers = found.map(\.number).joined(separator: ", ")
        tell(DoctorFinding(.ok, "address", numbers == host ? host : "\(host) is \(numbers)"))
        let answers = found.map { ($0.number, $0.connect(within: .seconds(3))) }
        if let (number, _) = answers.first(where: { $0.1 == 0 }) {
            tell(DoctorFinding(.ok, "port", "something listens at port \(port) of \(number)"))
            return true
        }
        for (number, code) in answers { tell(Self.finding(number, port, code)) }
        return false
    }

    private static func finding(_ number: String, _ port: String, _ code: Int32) -> DoctorFinding {
        switch code {
        case ECONNREFUSED:
            DoctorFinding(
                .problem, "port", "\(number) is there, and nothing listens at its port \(port)",
                advice: "start the coordinator, or look at which --listen it has: one at "
                    + "127.0.0.1 hears its own host alone")
        case ETIMEDOUT:
            DoctorFinding(
                .problem, "port", "\(number) does not answer at port \(port) within 3 s",
                advice: "a firewall drops the packets, or the host is off: open the port there")
        case EHOSTUNREACH, ENETUNREACH:
            DoctorFinding(
                .problem, "port",
                "no way leads to \(number): \(String(cString: strerror(code)))",
                advice: "this host is in another network: choose an address that is in both")
        default:
            DoctorFinding(
                .problem, "port",
                "cannot connect to \(number), port \(port): \(String(cString: strerror(code)))",
                advice: "see whether the address is of a host in this network")
        }
    }

    private func key(_ tell: (DoctorFinding) -> Void) -> CurveIdentity? {
        guard let keys else { return nil }
        do {
            let identity = try KeyDirectory(path: keys).workerIdentity()
            tell(DoctorFinding(.ok, "key", "\(keys) holds the key \(identity.own.publicKey)"))
            return identity
        } catch {
            tell(DoctorFinding(.problem, "key", "\(error)", advice: "see `preflight keys`"))
            return nil
        }
    }

    /// Greets with the key and asks for facts.
    private func converse(_ identity: CurveIdentity?, _ tell: (DoctorFinding) -> Void) {
        do {
            switch try DoctorQuestion(address, identity).ask() {
            case .facts(let facts, let offset, let trip):
                if identity != nil { tell(DoctorFinding(.ok, "key", "the coordinator lists it")) }
                tell(DoctorFinding(.ok, "version", "both speak \(Envelope.version)"))
                tell(Self.clock(offset, trip))
                guard !facts.trouble.isEmpty else { return }
                tell(DoctorFinding(.warning, "store", facts.trouble, advice: "look there"))
            case .refused:
                tell(
                    DoctorFinding(
                        .problem, "key", "the coordinator does not list this key",
                        advice: "on its host: preflight keys add NAME --role worker, and copy "
                            + "NAME.key here"))
            case .misunderstood:
                tell(
                    DoctorFinding(
                        .problem, "key",
                        identity == nil
                            ? "what listens there wants a key, or is no coordinator"
                            : "what listens there has other keys than coordinator.pub says, or "
                                + "none, or is no coordinator",
                        advice: "give both sides keys of the same folder (--keys)"))
            case .dismissed(let reason):
                tell(
                    DoctorFinding(
                        .problem, "version", reason,
                        advice: "run the same release on both hosts (preflight --version)"))
            case .silent:
                tell(
                    DoctorFinding(
                        .problem, "version", "what listens there does not answer within 5 s",
                        advice: "it is no coordinator, one of an earlier release, one that stands "
                            + "still, or it hears this key as a client's alone"))
            }
        } catch {
            tell(DoctorFinding(.problem, "address", "\(error)"))
        }
    }

    private static func clock(_ offset: Double, _ trip: Double) -> DoctorFinding {
        let words =
            abs(offset) < 0.5 + trip
            ? "agrees with the coordinator's (\(Figure.seconds(trip)) there and back)"
            : "is \(Figure.seconds(abs(offset))) \(offset > 0 ? "behind" : "ahead of") the "
                + "coordinator's"
        return abs(offset) < 5 + trip
            ? DoctorFinding(.ok, "clock", words)
            : DoctorFinding(
                .warning, "clock", words,
                advice: "no result depends on it, but the times in logs do: run NTP")
    }
}
