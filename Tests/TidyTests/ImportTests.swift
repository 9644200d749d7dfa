import Testing

@Suite struct ImportTests {
    @Test func `every module imports only what the table allows`() {
        let files = SourceFile.all(below: "Sources")
        #expect(files.count > 50)
        for file in files {
            let allowed = ModuleTable.allowed(file.module)
            #expect(ModuleTable.direct[file.module] != nil, "\(file.path): not in the table")
            for name in file.imports where !["Glibc", "Musl", "Synchronization"].contains(name) {
                #expect(allowed.contains(name), "\(file.path) must not import \(name)")
            }
        }
    }

    @Test func `a C library is imported by the module that wraps it and no other`() {
        for file in SourceFile.all(below: "Sources") {
            for name in file.imports {
                guard let owner = ModuleTable.owners[name] else { continue }
                #expect(file.module == owner, "\(file.path) must not import \(name) itself")
            }
        }
    }

    @Test func `imports point down only`() {
        for module in ModuleTable.direct.keys.sorted() {
            #expect(!ModuleTable.allowed(module).contains(module), "\(module) reaches itself")
        }
    }
}
