import Foundation
import Randomness

/// The data of the healthy experiments: each has a signal that its network learns.
enum ZooSets {
    /// By the name of its files; those of classes have them in the second member.
    static func make(_ name: String) -> ZooSet {
        switch name {
        case "linear", "logit", "wide", "large", "tiny", "imbalanced": weighted(name)
        case "curved", "positive", "bounded", "shares", "pair", "labels4", "encoder": curved(name)
        case "blobs5", "blobs20", "blobs3": blobs(name)
        case "bars", "masks": images(name)
        default: sequences(name)
        }
    }

    /// A weighted sum of the features, whole or with a threshold.
    private static func weighted(_ name: String) -> ZooSet {
        let (rows, width) =
            ["linear": (800, 8), "wide": (400, 60), "large": (20_000, 10), "tiny": (60, 4)][name]
            ?? (1000, 10)
        var drawn = RandomStream(zoo: name + "/weights")
        let weights = drawn.normals(width).map { $0 / Double(width).squareRoot() }
        func sum(_ x: [Double]) -> Double { zip(x, weights).reduce(0) { $0 + $1.0 * $1.1 } }
        let norm = weights.reduce(0) { $0 + $1 * $1 }.squareRoot()
        switch name {
        case "linear":
            return .table(name, rows: rows) { stream in
                let x = stream.normals(width)
                return (x, [0.5 + 1.3 * sum(x) / norm + 0.4 * stream.normal()])
            }
        case "imbalanced":
            return .labelled(name, rows: 1500, shape: [width]) { stream in
                let x = stream.normals(width)
                return (x, [sum(x) / norm + 0.3 * stream.normal() > 1.4 ? 1 : 0])
            }
        default:
            return .labelled(name, rows: rows, shape: [width]) { stream in
                let x = stream.normals(width)
                return (x, [sum(x) / norm + 0.4 * stream.normal() > 0 ? 1 : 0])
            }
        }
    }

    /// Smooth functions of a few features, and what heads of their own range want.
    private static func curved(_ name: String) -> ZooSet {
        func curve(_ x: [Double]) -> Double { sin(2 * x[0]) + x[1] * x[2] }
        return .table(name, rows: 1200) { stream in
            let x = stream.normals(5)
            let noise = 0.1 * stream.normal()
            switch name {
            case "positive": return (x, [exp(0.5 * curve(x) + noise)])
            case "bounded": return (x, [tanh(curve(x) + noise)])
            case "shares": return (x, [1 / (1 + exp(-2 * curve(x) - noise))])
            case "pair": return (x, [curve(x) + noise, x[3] * x[3] - 1 + noise])
            case "labels4":
                let cuts = [curve(x) + noise > 0, x[3] > 1, x[4] < 0.5, x[0] + x[1] > 1]
                return (x, cuts.map { $0 ? 1 : 0 })
            case "encoder":
                let mixed = (0..<8).map { tanh(x[0] * cos(Double($0)) + x[1] * sin(Double($0))) }
                let seen = mixed.map { $0 + 0.05 * stream.normal() }
                return (seen, seen)
            default: return (x, [curve(x) + noise])
            }
        }
    }

    /// Gaussian clouds, one for each class.
    private static func blobs(_ name: String) -> ZooSet {
        let (classes, width, rows) =
            ["blobs5": (5, 6, 1000), "blobs20": (20, 12, 2400)][name] ?? (3, 4, 300)
        var drawn = RandomStream(zoo: name + "/centres")
        let centres = (0..<classes).map { _ in drawn.normals(width).map { 1.8 * $0 } }
        return .labelled(name, rows: rows, shape: [width]) { stream in
            let label = stream.integer(classes)
            return (centres[label].map { $0 + stream.normal() }, [label])
        }
    }

    /// Bars to be told apart, and squares to be found pixel by pixel.
    private static func images(_ name: String) -> ZooSet {
        let side = 12
        if name == "bars" {
            return .labelled(name, rows: 900, shape: [side, side, 1]) { stream in
                let label = stream.integer(3)
                let at = 2 + stream.integer(side - 4)
                var x = stream.normals(side * side).map { 0.3 * $0 }
                for i in 1..<side - 1 {
                    let column = label == 0 ? at : label == 1 ? i : (i + at) % side
                    x[(label == 1 ? at : i) * side + column] += 1.5
                }
                return (x, [label])
            }
        }
        return .labelled(name, rows: 500, shape: [side, side, 1], targets: [side, side]) {
            stream in
            let (top, left) = (stream.integer(side - 5), stream.integer(side - 5))
            let extent = 3 + stream.integer(3)
            var x = stream.normals(side * side).map { 0.3 * $0 }
            var y = [Int](repeating: 0, count: side * side)
            for row in top..<top + extent {
                for column in left..<left + extent {
                    x[row * side + column] += 1
                    y[row * side + column] = 1
                }
            }
            return (x, y)
        }
    }

    /// Sequences of numbers or ids with one target, or one at each position.
    private static func sequences(_ name: String) -> ZooSet {
        let length = 12
        switch name {
        case "walk":
            return .labelled(name, rows: 1000, shape: [length, 2]) { stream in
                let x = stream.normals(2 * length)
                let sum = stride(from: 0, to: x.count, by: 2).reduce(0) { $0 + x[$1] }
                return (x, [sum > 0 ? 1 : 0])
            }
        case "echo":
            return .labelled(name, rows: 600, shape: [length], targets: [length], ids: true) {
                stream in
                let ids = (0..<length).map { _ in stream.integer(8) }
                let told = ids.indices.map { $0 == 0 ? 0 : (ids[$0] + ids[$0 - 1]) % 4 }
                return (ids.map(Double.init), told)
            }
        default:
            // Which of two ids stands more often among others.
            return .labelled(name, rows: 1200, shape: [length], ids: true) { stream in
                let ids = (0..<length).map { _ in stream.integer(10) }
                let more = ids.count { $0 < 5 }
                return (ids.map(Double.init), [more * 2 > length ? 1 : 0])
            }
        }
    }

    /// A text whose words follow each other by a fixed table.
    static var text: String {
        let words = ["we", "train", "the", "net", "and", "it", "learns", "to", "see", "sums"]
        var stream = RandomStream(zoo: "text")
        let follows = words.map { _ in (0..<3).map { _ in stream.integer(words.count) } }
        var word = 0
        return (0..<3000).map { _ in
            word = follows[word][[0, 0, 0, 1, 1, 2][stream.integer(6)]]
            return words[word]
        }.joined(separator: " ") + "\n"
    }
}
