public import Experiments
public import Jobs

/// What a threshold may be: a number or a count.
public protocol ThresholdValue: Codable, Hashable, Sendable {
    /// Describes which of its values are allowed.
    associatedtype Allowed: Sendable
    static var anything: Allowed { get }
    static func describe(_ allowed: Allowed) -> ThresholdDescription.Allowed
    var parameter: ParameterValue { get }
}

/// A number that a check judges by, with the values that an experiment file may give it and what it
/// means: `@Threshold(.positive, "an excess beyond this fails") var failAbove = 2.0`.
///
/// It is encoded as the number alone, and equal to another by it.
@propertyWrapper
public struct Threshold<Value: ThresholdValue>: Sendable {
    public var wrappedValue: Value
    fileprivate let allowed: Value.Allowed
    fileprivate let meaning: String

    /// - Parameter meaning: a few words, as the catalogue of experiment files has them.
    public init(wrappedValue: Value, _ allowed: Value.Allowed, _ meaning: String) {
        self.wrappedValue = wrappedValue
        self.allowed = allowed
        self.meaning = meaning
    }
}

extension Threshold: Hashable {
    public static func == (left: Threshold, right: Threshold) -> Bool {
        left.wrappedValue == right.wrappedValue
    }

    public func hash(into hasher: inout Hasher) { hasher.combine(wrappedValue) }
}

extension Threshold: Codable {
    public init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer().decode(Value.self)
        self.init(wrappedValue: value, Value.anything, "")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(wrappedValue)
    }
}

/// A threshold of whatever kind.
protocol DescribedThreshold {
    func description(named name: String) -> ThresholdDescription
}

extension Threshold: DescribedThreshold {
    func description(named name: String) -> ThresholdDescription {
        ThresholdDescription(
            name: name, meaning: meaning, allowed: Value.describe(allowed),
            standard: wrappedValue.parameter)
    }
}

extension Double: ThresholdValue {
    public static var anything: NumberRange { .any }

    public static func describe(_ allowed: NumberRange) -> ThresholdDescription.Allowed {
        .number(allowed)
    }

    public var parameter: ParameterValue { ParameterValue(number: self) }
}

extension Int: ThresholdValue {
    public static var anything: ClosedRange<Int> { 0...Int.max }

    public static func describe(_ allowed: ClosedRange<Int>) -> ThresholdDescription.Allowed {
        .integer(allowed)
    }

    public var parameter: ParameterValue { .integer(self) }
}
