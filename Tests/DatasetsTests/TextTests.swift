import Datasets
import Testing

@Suite struct TextTests {
    private func read(
        _ text: String, _ options: TextOptions, _ reading: Reading = Reading()
    ) throws(DataError) -> Dataset {
        try .text(FileContents(text: text), options: options, reading: reading)
    }

    @Test func `characters are counted in sorted order, and each is to tell the next`() throws {
        let data = try read("banana\nband", TextOptions(length: 3))
        #expect(data.tokens == ["\n", "a", "b", "d", "n"])
        #expect(data.inputShape == [3])
        #expect(data.targetShape == [3])
        #expect(data.count == 3)
        #expect(data.inputs == [2, 1, 4, 1, 4, 1, 0, 2, 1])
        #expect(data.targets == .classes([1, 4, 1, 4, 1, 0, 2, 1, 4], count: 5))
        #expect(data.classNames[0] == "↵")
    }

    @Test func `words are split at spaces, and the end of a line is a word`() throws {
        let data = try read(
            "the cat  sat\nthe end\n", TextOptions(tokens: .words, length: 2),
            Reading(classes: 9))
        #expect(data.tokens == ["\n", "cat", "end", "sat", "the"])
        #expect(data.inputs == [4, 1, 3, 0, 4, 2])
        #expect(data.targets == .classes([1, 3, 0, 4, 2, 0], count: 9))
    }

    @Test func `another text is read by the first one's tokens`() throws {
        let options = TextOptions(length: 1)
        let other = try read("cab", options, Reading(tokens: ["a", "b", "c"]))
        #expect(other.inputs == [2, 0])
        let error = dataError { () throws(DataError) in
            _ = try read("caé", options, Reading(tokens: ["a", "b", "c"]))
        }
        #expect(error?.found == "\"é\" among the characters")
    }

    @Test func `labelled lines are rows, cut or filled up from the front`() throws {
        let options = TextOptions(goal: .lineLabel, length: 4)
        let data = try read("good\tabc\n\nbad\tcabbac\r\ngood\t", options)
        #expect(data.tokens == ["", "a", "b", "c"])
        #expect(data.inputs == [0, 1, 2, 3, 3, 1, 2, 2, 0, 0, 0, 0])
        #expect(data.targets == .classes([1, 0, 1], count: 2))
        #expect(data.classNames == ["bad", "good"])
        #expect(data.targetShape == [])
        let numbers = try read("7\ta\n3\tb", options, Reading(classes: 8))
        #expect(numbers.targets == .classes([7, 3], count: 8))
        #expect(numbers.classNames == [])
    }

    @Test(arguments: [
        ("abc", TextOptions(length: 2), Reading(), "found 3 characters, expected at least 5"),
        (
            "abcabcabc", TextOptions(length: 2), Reading(classes: 2),
            "found 3 different characters, expected at most 2, as `classes` says"
        ),
        (
            "a\tb\nnothing", TextOptions(goal: .lineLabel, length: 2), Reading(),
            "line 2: found \"nothing\", expected a label, a tab and the text"
        ),
        (
            "\tb\na\tb", TextOptions(goal: .lineLabel, length: 2), Reading(),
            "line 1: found \"\\tb\", expected a label"
        ),
        (
            "a\tb", TextOptions(goal: .lineLabel, length: 2), Reading(),
            "found 1 lines, expected at least 2"
        ),
        (
            "a\tb\nc\tb", TextOptions(goal: .lineLabel, length: 2),
            Reading(classNames: ["a", "b"]),
            "found the label \"c\", expected one of the training text's: a, b"
        ),
    ])
    func `text that can't be read so is an error`(
        text: String, options: TextOptions, reading: Reading, message: String
    ) {
        let error = dataError { () throws(DataError) in _ = try read(text, options, reading) }
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    }

    @Test func `bytes that are no UTF-8 are an error`() {
        let error = dataError { () throws(DataError) in
            _ = try Dataset.text(
                FileContents(name: "t", bytes: [65, 0xFF, 66]), options: TextOptions(length: 1))
        }
        #expect(error?.expected == "UTF-8")
    }
}
