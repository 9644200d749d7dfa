// swift-tools-version:6.2
import PackageDescription

let package = Package(
    name: "own-network",
    products: [.executable(name: "own-network", targets: ["OwnNetwork"])],
    dependencies: [.package(name: "preflight", path: "../..")],
    targets: [
        .executableTarget(
            name: "OwnNetwork", dependencies: [.product(name: "Preflight", package: "preflight")])
    ]
)
