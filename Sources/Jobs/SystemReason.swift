internal import Foundation

extension Error {
    /// Why the system refused something, in its own words: Foundation on Linux keeps them in the
    /// error below and says "The operation could not be completed" itself.
    public var systemReason: String {
        let error = self as NSError
        let cause = (error.userInfo[NSUnderlyingErrorKey] as? any Error).map { $0 as NSError }
        guard let cause, cause.domain == NSPOSIXErrorDomain else {
            return error.localizedDescription
        }
        return String(cString: strerror(Int32(cause.code)))
    }
}
