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
        case .string: ["type": "string"]
        case .words(let words): ["enum": .list(words.map { .text($0) })]
        case .constant(let word): ["const": .text(word)]
        case .boolean: ["type": "boolean"]
        case .integer(let start):
            start.map { ["type": "integer", "minimum": .integer($0)] } ?? ["type": "integer"]
        case .number:
            ["anyOf": [["type": "number"], ["enum": ["NaN", "Infinity", "-Infinity"]]]]
        case .scalar: ["type": ["number", "string", "boolean"]]
        case .list(let items): ["type": "array", "items": items.value]
        case .map(let values): ["type": "object", "additionalProperties": values.value]
        case .object(let fields): Self.object(fields)
        case .choice(let fields): ["oneOf": .list(fields.map { Self.object([$0]) })]
        }
    }

    private static func object(_ fields: [Field]) -> JSONValue {
        let properties = fields.map { field in
            let schema = field.schema.value
            guard !field.meaning.isEmpty, case .object(var members) = schema else {
                return (field.name, schema)
            }
            members["description"] = .text(field.meaning)
            return (field.name, JSONValue.object(members))
        }
        return [
            "type": "object",
            "properties": .object(Dictionary(properties) { first, _ in first }),
            "required": .list(fields.filter { !$0.isOptional }.map { .text($0.name) }),
            "additionalProperties": false,
        ]
    }
}
