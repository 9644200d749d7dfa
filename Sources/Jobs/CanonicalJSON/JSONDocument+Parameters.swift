/// The values of an experiment's keys tell by their kind what they are. Their own `init(from:)`
/// tries one kind after the other, and each attempt that fails makes an error; what comes of it is
/// the same.
extension JSONDocument {
    func readParameter(at index: Int) throws -> ParameterValue {
        switch tokens[index].kind {
        case .flag: .flag(tokens[index].traits.contains(.isTrue))
        case .number:
            if let value = integer(Int.self, at: index) {
                .integer(value)
            } else {
                .real(try readDouble(at: index))
            }
        case .text, .null, .array, .object:
            // A text may be NaN or an infinity.
            if let value: Double = word(index) {
                .real(value)
            } else {
                .text(try readText(at: index))
            }
        }
    }

    func readSetting(at index: Int) throws -> SettingValue {
        let decoder = JSONValueDecoder(document: self, index: index)
        switch tokens[index].kind {
        case .object where tokens[index].first > 0:
            return .component(try ComponentSpecification(from: decoder))
        case .array:
            var list: [SettingValue] = []
            list.reserveCapacity(Int(tokens[index].first))
            var element = index + 1
            while element < Int(tokens[index].end) {
                list.append(try readSetting(at: element))
                element = after(element)
            }
            return .list(list)
        default: return .scalar(try readParameter(at: index))
        }
    }
}
