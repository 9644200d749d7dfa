/// Up to six extents, stored in place: an array would cost an allocation for every tensor.
struct Extents {
    private var first: Int32 = 1
    private var second: Int32 = 1
    private var third: Int32 = 1
    private var fourth: Int32 = 1
    private var fifth: Int32 = 1
    private var sixth: Int32 = 1

    @inline(__always)
    init() {}

    @inline(__always)
    init(_ first: Int, _ second: Int) {
        self.first = Int32(truncatingIfNeeded: first)
        self.second = Int32(truncatingIfNeeded: second)
    }

    subscript(axis: Int) -> Int32 {
        @inline(__always) get {
            switch axis {
            case 0: first
            case 1: second
            case 2: third
            case 3: fourth
            case 4: fifth
            default: sixth
            }
        }
        set {
            switch axis {
            case 0: first = newValue
            case 1: second = newValue
            case 2: third = newValue
            case 3: fourth = newValue
            case 4: fifth = newValue
            default: sixth = newValue
            }
        }
    }

    /// Those not used are 1 on both sides.
    @inline(__always)
    static func == (left: Extents, right: Extents) -> Bool {
        left.first == right.first && left.second == right.second && left.third == right.third
            && left.fourth == right.fourth && left.fifth == right.fifth
            && left.sixth == right.sixth
    }
}
