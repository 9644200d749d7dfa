import Testing

@Suite struct WrongFileTests {
    @Test func `the file that the edits begin with is sound`() {
        #expect(messages(about: WrongFile.sound) == [])
    }

    static let all =
        WrongFile.yaml + WrongFile.data + WrongFile.model + WrongFile.rest + WrongFile.recipe
        + WrongFile.sequences + WrongFile.branches + WrongFile.distillation + WrongFile.checks
        + WrongFile.accepted

    @Test(arguments: all)
    func `everything that is wrong is said with its place`(_ file: WrongFile) {
        #expect(WrongFile.sound.contains(file.edit), "the edit is not in the sound file")
        #expect(messages(about: file.text) == file.messages)
    }
}
