public import ArgumentParser
internal import Coordination
internal import Foundation
internal import ZeroMQ

/// `preflight keys init | add | list | revoke`
public struct KeysCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "keys",
        abstract: "Make, list and revoke the keys that hosts know each other by.",
        discussion: "A coordinator that runs with the same folder takes in each change within a "
            + "second.",
        subcommands: [Init.self, Add.self, List.self, Revoke.self])

    public init() {}

    struct Folder: ParsableArguments {
        @Option(help: "The folder of keys, on the coordinator's host.")
        var keys = "preflight-keys"

        var directory: KeyDirectory { KeyDirectory(path: keys) }
    }

    struct Init: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init",
            abstract: "Make a coordinator's, a client's, a worker's and an operator's key.")

        @OptionGroup var folder: Folder

        func run() throws {
            try ExitCodes.reporting {
                let directory = try KeyDirectory.make(at: folder.keys)
                print("made keys in \(directory.path)")
                print("  coordinator host: the whole folder")
                print("  worker hosts: worker.key and coordinator.pub")
                print("  client hosts: client.key and coordinator.pub")
                print("  who may cancel and read every run: operator.key and coordinator.pub")
                print("a key for each host instead: preflight keys add NAME --role worker")
            }
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "add", abstract: "Make and list a key for one worker or client.")

        @Argument(help: "Whose key it is: letters, digits, \"-\", \"_\" and \".\".")
        var name: String

        @Option(help: ArgumentHelp("What it may do: \(Add.roles).", valueName: "role"))
        var role: String

        @OptionGroup var folder: Folder

        static var roles: String {
            Authenticator.Role.allCases.map(\.rawValue).joined(separator: ", ")
        }

        func validate() throws {
            guard Authenticator.Role(rawValue: role) != nil else {
                throw ValidationError("--role takes \(Self.roles), not \(role)")
            }
        }

        func run() throws {
            try ExitCodes.reporting {
                guard let role = Authenticator.Role(rawValue: role) else { return }
                let key = try folder.directory.issue(name, role: role).publicKey
                print("listed \(name), a \(role.rawValue): \(key)")
                print("copy to its host, in a folder of mode 0700:")
                print("  \(folder.keys)/\(name).key")
                print("  \(folder.keys)/coordinator.pub")
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "Show who is heard.")

        @OptionGroup var folder: Folder

        func run() throws {
            try ExitCodes.reporting {
                let listed = try folder.directory.list()
                let width = max(4, listed.map(\.name.count).max() ?? 0)
                for key in listed {
                    let role = key.role.rawValue.padding(toLength: 8, withPad: " ", startingAt: 0)
                    let name = key.name.padding(toLength: width, withPad: " ", startingAt: 0)
                    print("\(role)  \(name)  \(key.key)  \(key.hasFile ? "file here" : "no file")")
                }
            }
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "revoke",
            abstract: "Hear a key no more; who uses it now is dismissed.")

        @Argument(help: "Whose key, as `preflight keys list` shows it.")
        var name: String

        @OptionGroup var folder: Folder

        func run() throws {
            try ExitCodes.reporting {
                for key in try folder.directory.revoke(name) {
                    print("revoked \(name): \(key)")
                }
            }
        }
    }
}
