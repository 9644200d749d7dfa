public import ArgumentParser
internal import Coordination
internal import Foundation

/// `preflight keys init`
public struct KeysCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Make the keys that hosts know each other by.",
        subcommands: [Init.self])

    public init() {}

    struct Init: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init",
            abstract: "Make a coordinator's, a client's, a worker's and an operator's key.")

        @Option(help: "The folder to make.")
        var keys = "preflight-keys"

        func run() throws {
            try ExitCodes.reporting {
                let directory = try KeyDirectory.make(at: keys)
                print("made keys in \(directory.path)")
                print("  coordinator host: the whole folder")
                print("  worker hosts: worker.key and coordinator.pub")
                print("  client hosts: client.key and coordinator.pub")
                print("  who may cancel and read every run: operator.key and coordinator.pub")
            }
        }
    }
}
