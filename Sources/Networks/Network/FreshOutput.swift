/// A layer whose output is a new tensor that its derivative does not read: what follows may
/// overwrite it.
protocol FreshOutput: Layer {}

extension BatchNorm1d: FreshOutput {}
extension BatchNorm2d: FreshOutput {}
extension Conv1d: FreshOutput {}
extension Conv2d: FreshOutput {}
extension Linear: FreshOutput {}
extension MaxPool2d: FreshOutput {}
extension Residual: FreshOutput {}
