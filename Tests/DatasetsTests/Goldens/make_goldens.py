"""Makes the golden files beside it: arrays as NumPy writes them, and files as gzip writes them."""
import gzip
import io
import pathlib
import struct
import zipfile
import zlib

import numpy as np

folder = pathlib.Path(__file__).parent
kinds = ["b1", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8"]


def written(array, version):
    buffer = io.BytesIO()
    np.lib.format.write_array(buffer, array, version=version)
    return buffer.getvalue()


def archive(name, members, compression):
    with zipfile.ZipFile(folder / name, "w", compression) as file:
        for member, contents in members.items():
            entry = zipfile.ZipInfo(member)
            entry.compress_type = compression
            with file.open(entry, "w", force_zip64=True) as target:
                target.write(contents)


# Every element type, byte order, axis order and header version; all hold 0 ... 23 less 7 where signed.
members = {}
for number, kind in enumerate(kinds):
    values = np.arange(24).reshape(2, 3, 4) - (7 if kind[0] in "if" else 0)
    for byte_order in "<>":
        for axis_order in "CF":
            array = np.array(values.astype(byte_order + kind), order=axis_order)
            version = (1 + number % 3, 0)
            name = f"{kind}-{'big' if byte_order == '>' else 'little'}-{axis_order}.npy"
            members[name] = written(array, version)
archive("kinds.npz", members, zipfile.ZIP_DEFLATED)

# Halves of every magnitude, and what they are in single precision.
halves = np.frombuffer(np.arange(0, 65536, 97, dtype=np.uint16).tobytes(), dtype=np.float16)
special = {"halves": halves, "singles": halves.astype(np.float32)}
special["scalar"] = np.array(2.5)
special["objects"] = np.array([{}, None], dtype=object)
special["words"] = np.array(["cat", "dog"])
special["records"] = np.zeros(2, dtype=[("x", "<f4"), ("y", "<i4")])
np.savez_compressed(folder / "special.npz", **special)


def zip64(member, contents):
    """A zip file whose directory gives every figure in 64 bits, as for files beyond 4 GiB."""
    name, checksum, many = member.encode(), zlib.crc32(contents), 0xFFFFFFFF
    extra = struct.pack("<HHH", 0x9999, 2, 7) + struct.pack(
        "<HHQQQ", 1, 24, len(contents), len(contents), 0)
    sizes = struct.pack("<III", checksum, len(contents), len(contents))
    local = struct.pack("<IHHHHH", 0x04034B50, 45, 0, 0, 0, 0x21) + sizes
    local += struct.pack("<HH", len(name), 0) + name
    entry = struct.pack("<IHHHHHHIII", 0x02014B50, 45, 45, 0, 0, 0, 0x21, checksum, many, many)
    entry += struct.pack("<HHHHHII", len(name), len(extra), 0, 0, 0, 0, many) + name + extra
    start = len(local) + len(contents)
    record = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, 1, 1, len(entry), start)
    locator = struct.pack("<IIQI", 0x07064B50, 0, start + len(entry), 1)
    end = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 0xFFFF, 0xFFFF, many, many, 0)
    (folder / "zip64.npz").write_bytes(local + contents + entry + record + locator + end)
    assert zipfile.ZipFile(folder / "zip64.npz").read(member) == contents


zip64("x.npy", written(np.arange(3, dtype="<i4"), (1, 0)))
np.savez(folder / "stored.npz", x=np.arange(6.0).reshape(2, 3), y=np.array([0, 1]))

# Decimal numbers of many forms and what they are in double precision.
generator = np.random.default_rng(0)
numbers = np.concatenate([
    generator.standard_normal(100), 10.0 ** generator.uniform(-300, 300, 100),
    generator.integers(-10**15, 10**15, 50) / 1000, [0.0, -0.0, 1e22, 1e23, 5e-324, 1.7976931348623157e308]])
texts = [repr(float(x)) for x in numbers[:200]] + [f"{x:.3f}" for x in numbers[200:250]]
texts += ["0", "-0", "1e22", "1E+23", "5e-324", "1.7976931348623157e308"]
(folder / "numbers.csv").write_text("value\n" + "\n".join(texts) + "\n")
np.save(folder / "numbers.npy", np.array([float(t) for t in texts]))

# Two gzip members that make one IDX file, followed by padding.
idx = struct.pack(">BBBBIII", 0, 0, 8, 3, 3, 2, 2) + bytes(range(12))
(folder / "images.idx.gz").write_bytes(
    gzip.compress(idx[:9], mtime=0) + gzip.compress(idx[9:], mtime=0) + bytes(5))
(folder / "labels.idx.gz").write_bytes(
    gzip.compress(struct.pack(">BBBBI", 0, 0, 8, 1, 3) + bytes([2, 0, 1]), mtime=0))
(folder / "table.csv.gz").write_bytes(gzip.compress(b"a,b,kind\n1,2,x\n3,,y\n", mtime=0))
(folder / "bomb.gz").write_bytes(gzip.compress(bytes(10_000_000), mtime=0))
