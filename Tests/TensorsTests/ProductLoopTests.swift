import Testing

#if arch(x86_64)
    /// The functions that the loops of products are in, by a part of their names: of matrices, of
    /// small ones in recurrent layers and attention, of windows of images, of their gradients.
    private func isOfProducts(_ name: String) -> Bool {
        ["product", "tile_any", "correlate", "chunks", "reduce", "depthwise", "weight_gradient"]
            .contains { name.contains($0) }
    }

    /// An object, and functions of it that must have loops of products: so that none is missed
    /// under a new name.
    private struct Kernels: CustomTestStringConvertible {
        let object: KernelObject
        let functions: [String]

        var testDescription: String { object.name }

        static func level(_ name: String, matrices: String) -> Kernels {
            let both = [
                matrices, "block_product", "correlate_panels", "wide_reduce", "narrow_reduce",
            ]
            .flatMap { ["\($0)_f32", "\($0)_f64"] }
            return Kernels(object: KernelObject(name: name), functions: both)
        }
    }

    private let everyKernels: [Kernels] = [
        .level("kernels_baseline", matrices: "product"),
        .level("kernels_level3", matrices: "product"),
        .level("kernels_level4", matrices: "tile_any"),
        Kernels(
            object: KernelObject(name: "native_half"),
            functions: ["half_chunks", "wide_reduce_pairs", "narrow_reduce_pairs"]),
    ]

    @Suite struct ProductLoopTests {
        /// A sum that does not stay in its register costs a store for every multiply-add.
        @Test(arguments: everyKernels)
        private func `no loop of products stores its sums`(_ kernels: Kernels) throws {
            let text = try kernels.object.disassembly()
            let functions = Disassembly(text, of: isOfProducts).functions
            var found: Set<String> = []
            for function in functions {
                for loop in function.productLoops {
                    found.insert(function.name)
                    let stores = loop.filter(\.storesVector)
                    let address = String(loop[loop.startIndex].address, radix: 16)
                    #expect(stores.isEmpty, "\(function.name), loop at \(address)")
                }
            }
            #expect(found.isSuperset(of: kernels.functions))
        }

        /// A loop over the depth as it was when its sums lay in memory, within one over tiles.
        @Test func `stores of sums are found`() throws {
            let text = """
                0000000000001000 <tile_any>:
                    1000:	mov    %rsp,%rbp
                    1008:	vmovups (%rsi),%zmm1
                    1010:	vfmadd231ps (%rax){1to16},%zmm1,%zmm2
                    1018:	vmovaps %zmm2,0x140(%rsp)
                    1020:	jne    1010 <tile_any+0x10>
                    1028:	vmovaps %zmm2,0x40(%rsp)
                    1030:	jmp    1008 <tile_any+0x8>
                """
            let function = try #require(Disassembly(text, of: isOfProducts).functions.first)
            let loop = try #require(function.productLoops.first)
            #expect(function.productLoops.count == 1)
            #expect(loop.map(\.address) == [0x1010, 0x1018, 0x1020])
            #expect(loop.filter(\.storesVector).map(\.address) == [0x1018])
        }
    }
#endif
