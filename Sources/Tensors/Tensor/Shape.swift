/// The extents of a tensor of up to six dimensions, stored without an allocation.
struct Shape: Equatable, CustomStringConvertible {
    static let highestRank = 6

    private(set) var extents = Extents()
    private let axes: Int32
    private(set) var count = 1

    /// The number of axes.
    @inline(__always)
    var rank: Int { Int(axes) }

    init(_ extents: [Int]) {
        require(
            extents.count <= Self.highestRank,
            "a tensor has at most \(Self.highestRank) dimensions, not those of \(extents)")
        axes = Int32(extents.count)
        for (axis, extent) in extents.enumerated() {
            require(
                extent >= 0 && extent <= Int(Int32.max),
                "a shape's extents are 0 or more and fit 31 bits: \(extents)")
            self.extents[axis] = Int32(extent)
            count *= extent
        }
    }

    @inline(__always)
    init(_ rows: Int, _ columns: Int) {
        axes = 2
        extents = Extents(rows, columns)
        count = rows * columns
    }

    @inline(__always)
    init(_ count: Int) {
        axes = 1
        extents = Extents(count, 1)
        self.count = count
    }

    /// The shape of a single number.
    @inline(__always)
    init() { axes = 0 }

    /// The shape of `rank` axes whose extents `extent` gives.
    @inline(__always)
    init(rank: Int, _ extent: (Int) -> Int) {
        require(
            rank <= Self.highestRank,
            "a tensor has at most \(Self.highestRank) dimensions, not \(rank)")
        axes = Int32(rank)
        for axis in 0..<rank {
            let found = extent(axis)
            extents[axis] = Int32(found)
            count *= found
        }
    }

    @inline(__always)
    subscript(axis: Int) -> Int { Int(extents[axis]) }

    /// The extent of the last axis; 1 for a single number.
    @inline(__always)
    var last: Int { rank == 0 ? 1 : Int(extents[rank - 1]) }

    var array: [Int] { (0..<rank).map { self[$0] } }

    var description: String { "\(array)" }

    @inline(__always)
    static func == (left: Shape, right: Shape) -> Bool {
        left.axes == right.axes && left.extents == right.extents
    }

    /// Whether this shape's extents are the last ones of `other`.
    func isSuffix(of other: Shape) -> Bool {
        guard rank <= other.rank else { return false }
        for axis in 0..<rank where extents[axis] != other.extents[other.rank - rank + axis] {
            return false
        }
        return true
    }

    /// The product of the extents before, of, and after `axis`.
    func split(at axis: Int) -> (outer: Int, axis: Int, inner: Int) {
        var outer = 1
        var inner = 1
        for other in 0..<axis { outer *= self[other] }
        for other in (axis + 1)..<max(rank, axis + 1) { inner *= self[other] }
        return (outer, self[axis], inner)
    }

    func removing(_ axis: Int) -> Shape {
        Shape(rank: rank - 1) { self[$0 < axis ? $0 : $0 + 1] }
    }

    func replacing(_ axis: Int, with extent: Int) -> Shape {
        Shape(rank: rank) { $0 == axis ? extent : self[$0] }
    }

    /// The number of an axis of this shape that may be counted from the end: -1 is the last.
    @inline(__always)
    func index(of axis: Int, _ name: StaticString) -> Int {
        require(
            axis >= -rank && axis < rank, "\(name): axis \(axis) is not in the shape \(self)")
        return axis < 0 ? axis + rank : axis
    }

    /// The axis of this shape that lies below `axis` of `whole` where both end together; 1 where
    /// there is none.
    @inline(__always)
    func extent(below axis: Int, of whole: Shape) -> Int {
        let own = axis - whole.rank + rank
        return own < 0 ? 1 : self[own]
    }

    /// The shape that both broadcast to: aligned at the end, extents of 1 give way (NumPy's rule).
    static func broadcast(_ a: Shape, _ b: Shape) -> Shape? {
        let longer = a.rank >= b.rank ? a : b
        var fits = true
        let result = Shape(rank: longer.rank) {
            let left = a.extent(below: $0, of: longer)
            let right = b.extent(below: $0, of: longer)
            if left != right && left != 1 && right != 1 { fits = false }
            return left == 1 ? right : left
        }
        return fits ? result : nil
    }
}
