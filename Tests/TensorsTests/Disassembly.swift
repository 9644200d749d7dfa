import Foundation

/// The x86-64 functions of an object file, as `objdump -d --no-show-raw-insn` writes them.
struct Disassembly {
    struct Instruction {
        let address: Int
        let name: Substring
        let operands: Substring
    }

    struct Function {
        let name: String
        var instructions: [Instruction] = []
    }

    private(set) var functions: [Function] = []

    /// Reads the functions whose name is `wanted`.
    init(_ text: String, of wanted: (String) -> Bool) {
        var isWanted = false
        for line in text.split(separator: "\n") {
            if line.hasSuffix(">:"), let start = line.firstIndex(of: "<") {
                let name = String(line[line.index(after: start)...].dropLast(2))
                isWanted = wanted(name)
                if isWanted { functions.append(Function(name: name)) }
            } else if isWanted, let instruction = Instruction(line) {
                functions[functions.count - 1].instructions.append(instruction)
            }
        }
    }
}

extension Disassembly.Instruction {
    init?(_ line: Substring) {
        guard let colon = line.firstIndex(of: ":"),
            let address = Int(line[..<colon].drop { $0 == " " }, radix: 16)
        else { return nil }
        let rest = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
        guard !rest.isEmpty else { return nil }
        self.address = address
        name = rest.prefix { $0 != " " }
        operands = rest.dropFirst(name.count).drop { $0 == " " }
    }

    /// Where it may go on instead of at the next instruction.
    var target: Int? {
        guard name.hasPrefix("j") else { return nil }
        return Int(operands.prefix { $0 != " " }, radix: 16)
    }

    /// Fused, of pairs of bfloat16, of bytes, or a product whose sum is a further instruction.
    var isProduct: Bool {
        ["vfmadd", "vfnmadd", "vdpbf16", "vpmadd", "pmadd", "vpdp", "mulp", "vmulp"]
            .contains { name.hasPrefix($0) }
    }

    /// Writes a vector to memory.
    var storesVector: Bool {
        guard name.contains("mov") || name.contains("extract"), operands.hasSuffix(")"),
            let register = operands.firstIndex(of: "%")
        else { return false }
        return operands[register...].prefix(while: { $0 != "," }).contains("mm")
    }
}

extension Disassembly.Function {
    /// The instructions of each loop that has no other loop within it.
    var innermostLoops: [ArraySlice<Disassembly.Instruction>] {
        let indices = Dictionary(
            uniqueKeysWithValues: zip(instructions.map(\.address), instructions.indices))
        let loops = instructions.indices.compactMap { end -> ClosedRange<Int>? in
            guard let target = instructions[end].target, let start = indices[target], start <= end
            else { return nil }
            return start...end
        }
        return Set(loops).filter { loop in
            !loops.contains { $0 != loop && $0.clamped(to: loop) == $0 }
        }.sorted { $0.lowerBound < $1.lowerBound }.map { instructions[$0] }
    }

    /// Those that multiply vectors.
    var productLoops: [ArraySlice<Disassembly.Instruction>] {
        innermostLoops.filter { $0.contains(where: \.isProduct) }
    }
}
