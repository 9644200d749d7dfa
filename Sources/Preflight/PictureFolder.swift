internal import Foundation

/// A folder of pictures, of which a folder for each class is the usual layout: what to do with it,
/// since pictures are not decoded here.
struct PictureFolder {
    /// The folder that holds the classes, or the pictures themselves.
    let root: String
    /// A picture's path in the root.
    let example: String

    /// Looks for a picture in a folder, in its folders, and in theirs; nil where there is none.
    init?(_ folder: String, depth: Int = 2) {
        let names = Self.names(folder)
        if let own = names.first(where: Self.isPicture) {
            self.init(root: folder, example: own)
            return
        }
        for name in depth > 0 ? names.prefix(100) : [] {
            guard let inner = PictureFolder("\(folder)/\(name)", depth: depth - 1) else { continue }
            if inner.example.contains("/") {
                self = inner
            } else {
                self.init(root: folder, example: "\(name)/\(inner.example)")
            }
            return
        }
        return nil
    }

    private init(root: String, example: String) {
        self.root = root
        self.example = example
    }

    /// What people are told.
    var refusal: String {
        guard example.contains("/") else {
            return "\(root) holds pictures such as \(example), which are not decoded here, and no "
                + "labels: put the pictures of each class into a folder of its name, and ask again"
        }
        let path = root.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let lines = [
            "\(root) holds pictures such as \(example), which are not decoded here: write them "
                + "into one file first, in Python with Pillow, at a size of your choice:\n",
            "import glob, os, numpy", "from PIL import Image",
            "files = sorted(f for f in glob.glob(\"\(path)/*/*\") if not f.endswith(\".txt\"))",
            "names = sorted({os.path.basename(os.path.dirname(f)) for f in files})",
            "x = [numpy.array(Image.open(f).convert(\"RGB\").resize((64, 64))) for f in files]",
            "y = [names.index(os.path.basename(os.path.dirname(f))) for f in files]",
            "numpy.savez(\"pictures.npz\", x=x, y=y)", "\nthen ask preflight data pictures.npz",
        ]
        return lines.joined(separator: "\n")
    }

    private static func names(_ folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
    }

    private static func isPicture(_ name: String) -> Bool {
        [".png", ".jpg", ".jpeg", ".bmp", ".gif", ".webp", ".tif", ".tiff", ".ppm"]
            .contains { name.lowercased().hasSuffix($0) }
    }
}
