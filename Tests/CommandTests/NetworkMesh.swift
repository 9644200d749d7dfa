import Foundation

/// Hosts of a test: network namespaces on one bridge, 10.213.0.1 and up.
///
/// Needs root and `ip` from iproute2.
final class NetworkMesh {
    /// The namespaces' names: the coordinator's first.
    let names: [String]

    /// Removes what dead test runs left behind and makes new namespaces.
    init(hosts: Int) throws {
        guard getuid() == 0 else {
            throw ClusterError("network namespaces need root: run this test as root")
        }
        guard (try? Self.ip("-V")) != nil else {
            throw ClusterError("`ip` is missing: install iproute2 (Tests/run does)")
        }
        Self.sweep()
        let draw = UInt16.random(in: 0 ... .max)
        names = (0..<hosts).map { "preflight-\(getpid())-\(draw)-\($0)" }
        do {
            for name in names {
                try Self.ip("netns", "add", name)
                try Self.ip("-n", name, "link", "set", "lo", "up")
            }
            try connect()
        } catch {
            remove()
            throw error
        }
    }

    deinit { remove() }

    func address(of host: Int) -> String { "10.213.0.\(host + 1)" }

    /// What goes before a command that runs on a host.
    func prefix(of host: Int) -> [String] { ["ip", "netns", "exec", names[host]] }

    func remove() {
        for name in names { _ = try? Self.ip("netns", "delete", name) }
    }

    /// Plugs a host's cable in or out.
    func setLink(of host: Int, up: Bool) throws {
        try Self.ip("-n", names[0], "link", "set", "port\(host)", up ? "up" : "down")
    }

    /// Whether all that a host sends another goes astray: its frames bear an address of nobody.
    func setLoss(from host: Int, to other: Int, _ loses: Bool) throws {
        let device = host == 0 ? "hub" : "eth0"
        let table = ["-n", names[host], "neigh"]
        if loses {
            try Self.ip(
                table + [
                    "replace", address(of: other), "lladdr", "02:00:00:00:00:99", "nud",
                    "permanent", "dev", device,
                ])
        } else {
            try Self.ip(table + ["del", address(of: other), "dev", device])
        }
    }

    private func connect() throws {
        let hub = names[0]
        try Self.ip("-n", hub, "link", "add", "hub", "type", "bridge")
        try Self.ip("-n", hub, "address", "add", "\(address(of: 0))/24", "dev", "hub")
        try Self.ip("-n", hub, "link", "set", "hub", "up")
        for host in names.indices.dropFirst() {
            let port = "port\(host)"
            try Self.ip(
                "-n", hub, "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns",
                names[host])
            try Self.ip("-n", hub, "link", "set", port, "master", "hub", "up")
            try Self.ip(
                "-n", names[host], "address", "add", "\(address(of: host))/24", "dev", "eth0")
            try Self.ip("-n", names[host], "link", "set", "eth0", "up")
        }
    }

    private static func sweep() {
        for line in ((try? ip("netns", "list")) ?? "").split(separator: "\n") {
            let name = line.prefix { $0 != " " }
            let words = name.split(separator: "-")
            guard words.count == 4, words[0] == "preflight", let process = Int32(words[1]),
                kill(process, 0) != 0, errno == ESRCH
            else { continue }
            _ = try? ip("netns", "delete", String(name))
        }
    }

    @discardableResult private static func ip(_ arguments: String...) throws -> String {
        try ip(arguments)
    }

    @discardableResult private static func ip(_ arguments: [String]) throws -> String {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["ip"] + arguments
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        let text = String(decoding: bytes, as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw ClusterError("ip \(arguments.joined(separator: " ")): \(text)")
        }
        return text
    }
}
