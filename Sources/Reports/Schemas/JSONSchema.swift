/// A JSON Schema (draft 2020-12), as far as the reports' own need it.
indirect enum JSONSchema: Sendable {
    case string
    /// A string among these.
    case words([String])
    case constant(String)
    case boolean
    /// An integer of at least this; nil: any.
    case integer(from: Int?)
    /// A number; JSON has none for NaN and the infinities, so these are strings.
    case number
    /// A parameter's value.
    case scalar
    case list(JSONSchema)
    /// Any names, all with values of one kind.
    case map(JSONSchema)
    /// These fields and no others.
    case object([Field])
    /// An object of exactly one of these fields: a choice and what it holds.
    case choice([Field])

    /// One field of an object.
    struct Field: Sendable {
        var name: String
        var schema: JSONSchema
        /// What it means, where its name does not say.
        var meaning: String
        var isOptional = false
    }

    static func field(_ name: String, _ schema: JSONSchema, _ meaning: String = "") -> Field {
        Field(name: name, schema: schema, meaning: meaning)
    }

    /// A field that may be absent.
    static func optional(_ name: String, _ schema: JSONSchema, _ meaning: String) -> Field {
        Field(name: name, schema: schema, meaning: meaning, isOptional: true)
    }

    /// The schema as JSON.
    var value: JSONValue {
        switch self {
        case .string: return ["type": "string"]
        case .words(let words): return ["enum": Self.texts(words)]
        case .constant(let word): return ["const": .text(word)]
        case .boolean: return ["type": "boolean"]
        case .integer(nil): return ["type": "integer"]
        case .integer(let start?): return ["type": "integer", "minimum": .integer(start)]
        case .number:
            let names = Self.texts(["NaN", "Infinity", "-Infinity"])
            return ["anyOf": [["type": "number"], ["enum": names]]]
        case .scalar: return ["type": Self.texts(["number", "string", "boolean"])]
        case .list(let items): return ["type": "array", "items": items.value]
        case .map(let values): return ["type": "object", "additionalProperties": values.value]
        case .object(let fields): return Self.exactly(fields)
        case .choice(let fields):
            return ["oneOf": JSONValue.list(fields.map { Self.exactly([$0]) })]
        }
    }

    private static func texts(_ words: [String]) -> JSONValue {
        JSONValue.list(words.map { JSONValue.text($0) })
    }

    /// An object of these fields and no others.
    private static func exactly(_ fields: [Field]) -> JSONValue {
        var properties: [String: JSONValue] = [:]
        for field in fields {
            var schema = field.schema.value
            if !field.meaning.isEmpty, case .object(var members) = schema {
                members["description"] = JSONValue.text(field.meaning)
                schema = JSONValue.object(members)
            }
            properties[field.name] = schema
        }
        return [
            "type": "object", "properties": JSONValue.object(properties),
            "required": texts(fields.filter { !$0.isOptional }.map(\.name)),
            "additionalProperties": false,
        ]
    }
}
