"""The wire: what goes in comes out as plain data, and whatever else arrives is a ProtocolError or a Closed."""

from __future__ import annotations

import os
import socket
import struct
import threading
import time
from collections import OrderedDict, defaultdict, namedtuple
from contextlib import suppress

import msgpack
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from autograder import wire
from autograder.wire import Callback, Channel, Closed, Opaque, ProtocolError

BOUNDED = settings(max_examples=150, derandomize=True, deadline=None, database=None)
PLAIN = (
    st.none() | st.booleans() | st.integers(-(2**200), 2**200) | st.floats() | st.text(max_size=20)
    | st.binary(max_size=20) | st.complex_numbers()
)  # fmt: skip
ARRAYS = arrays.arrays(
    st.sampled_from(["f8", "f4", "f2", "i8", "i2", "u1", "?", "c16", "U5", "S3"]),
    arrays.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=5),
)
VALUES = st.recursive(
    PLAIN | ARRAYS,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(st.text(max_size=5) | st.integers(-9, 9), inner, max_size=4)
    ),
    max_leaves=12,
)


def there_and_back(value):
    """Encode, cut the frame apart as a receiver does, decode."""
    frame = b"".join(wire.encode(value))
    body, count = struct.unpack_from("<II", frame)
    lengths = struct.unpack_from(f"<{count}Q", frame, 8)
    start, buffers = 8 + 8 * count + body, []
    for length in lengths:
        buffers.append(bytearray(frame[start : start + length]))
        start += length
    assert start == len(frame)
    return wire.decode(frame[8 + 8 * count : 8 + 8 * count + body], buffers)


def same(a, b) -> bool:
    """Equal in type and value, NaN included, all the way down."""
    if type(a) is not type(b):
        return False
    if isinstance(a, np.ndarray):
        return a.shape == b.shape and a.dtype == b.dtype and a.tobytes() == b.tobytes()
    if isinstance(a, list | tuple):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, dict):
        return list(a) == list(b) and all(same(a[k], b[k]) for k in a)
    return a == b or repr(a) == repr(b) == "nan"


@BOUNDED
@given(VALUES)
def test_plain_values_come_back_as_they_were(value):
    if isinstance(value, complex):
        assert repr(there_and_back(value)) == repr(value)
    else:
        assert same(there_and_back(value), value) or "nan" in repr(value)


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6.0).reshape(2, 3),
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        np.arange(24).reshape(2, 3, 4)[:, ::2, ::-1],
        np.arange(4, dtype=">i4"),
        np.zeros((0, 3)),
        np.zeros((2, 0), dtype="U4"),
        np.array(3.5),
        np.arange(100_000.0).reshape(1000, 100).T,
        np.array(["grüße", "日本"]),
    ],
)
def test_arrays_of_every_layout(array):
    got = there_and_back(array)
    assert type(got) is np.ndarray
    assert got.shape == array.shape
    assert got.dtype == array.dtype.newbyteorder("=")
    assert np.array_equal(got, array)


def test_scalars_stay_scalars():
    for value in (np.float64(1.5), np.float32(2.5), np.int8(-3), np.True_, np.str_("x")):
        got = there_and_back(value)
        assert type(got) is type(value)
        assert got == value


class AlwaysEqual(float):
    def __eq__(self, other):
        return True

    __hash__ = float.__hash__


class Grinning(np.ndarray):
    def __eq__(self, other):
        return np.bool_(True)

    __hash__ = None

    def __array_finalize__(self, other):
        self.grin = True


class Tricky(dict):
    def __getitem__(self, key):
        return 42

    def keys(self):
        return ["W1"]

    def items(self):
        return [("W1", 42)]


Pair = namedtuple("Pair", "a b")


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (AlwaysEqual(2.0), 2.0),
        (Tricky(a=1), {"a": 1}),
        (OrderedDict(a=1), {"a": 1}),
        (defaultdict(int, {"a": 1}), {"a": 1}),
        (Pair(1, 2), (1, 2)),
        (type("Text", (str,), {"__eq__": lambda a, b: True, "__hash__": None})("t"), "t"),
        (type("Number", (int,), {})(7), 7),
        (type("Huge", (int,), {})(10**30), 10**30),
        (type("List", (list,), {"__len__": lambda s: 3})([1, 2]), [1, 2]),
    ],
    ids=lambda v: type(v).__name__,
)
def test_subclasses_arrive_without_their_behaviour(value, plain):
    got = there_and_back(value)
    assert type(got) is type(plain)
    assert got == plain


@pytest.mark.parametrize(
    "array",
    [np.arange(3.0).view(Grinning), np.matrix([[1.0, 2.0]]), np.ma.masked_array([1.0, 2.0], [True, False])],
    ids=lambda a: type(a).__name__,
)
def test_array_subclasses_arrive_as_arrays(array):
    got = there_and_back(array)
    assert type(got) is np.ndarray
    assert got.tobytes() == np.asarray(array).tobytes()


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (np.array([object()]), "array of object"),
        (np.array([1, "x"], dtype=object), "array of object"),
        (np.zeros(2, dtype=[("a", "f8")]), "array of [('a', '<f8')]"),
        (np.datetime64("2020"), "array of datetime64[Y]"),
        (print, "builtin_function_or_method"),
        (object(), "object"),
        (range(3), "range"),
        (ValueError("x"), "ValueError"),
        (2 ** (8 * 600), "int"),
    ],
    ids=lambda v: str(type(v).__name__),
)
def test_what_cannot_cross_says_what_it_was(value, name):
    assert there_and_back(value) == Opaque(name)
    assert there_and_back([value, 1]) == [Opaque(name), 1]


def test_callbacks_and_opaque_values_cross():
    assert there_and_back([Callback(3), Opaque("function")]) == [Callback(3), Opaque("function")]


def test_sets_arrive_as_sets():
    assert there_and_back({1, "a"}) == {1, "a"}
    assert type(there_and_back(frozenset([1]))) is set


def test_what_is_too_large_or_too_deep_is_not_sent():
    for value in (["x" * 100] * 50_000, bytes(wire.MAX_BODY + 1), [np.zeros(1000)] * (wire.MAX_BUFFERS + 1)):
        with pytest.raises(ProtocolError):
            wire.encode(value)
    deep: object = 1
    for _ in range(2000):
        deep = [deep]
    with pytest.raises(ProtocolError):
        wire.encode(deep)
    for _ in range(wire.MAX_DEPTH + 1):
        deep = (deep,) if isinstance(deep, tuple) else (1,)
    with pytest.raises(ProtocolError):
        wire.encode(deep)
    cycle: list[object] = []
    cycle.append(cycle)
    with pytest.raises(ProtocolError):
        wire.encode(cycle)


# -------------------------------------------------------------------------------------- hostile frames


def extension(code: int, payload: bytes) -> bytes:
    """An extension of any code; msgpack's own packer knows none below 0."""
    return b"\xc9" + struct.pack(">Ib", len(payload), code) + payload


def array(name, shape, order="C", *, inline=b"", buffer=0, axes=None, code=2) -> bytes:
    """An array's extension, written by hand; buffers count from 1."""
    head = struct.pack("<BcBI", len(name), order.encode(), len(shape) if axes is None else axes, buffer)
    return extension(code, head + struct.pack(f"<{len(shape)}Q", *shape) + name.encode() + inline)


HOSTILE = {
    "object dtype": array("|O", [1], inline=bytes(8)),
    "structured dtype": array("<f8,<f8", [1], inline=bytes(16)),
    "datetime": array("<M8[s]", [1], inline=bytes(8)),
    "void": array("|V8", [1], inline=bytes(8)),
    "no dtype": array("", [1], inline=bytes(8)),
    "dtype of foreign letters": array("<f\u0668", [1], inline=bytes(8)),
    "too few bytes": array("<f8", [2], inline=bytes(8)),
    "too many bytes": array("<f8", [1], inline=bytes(16)),
    "negative length": array("<f8", [2**64 - 1], inline=b""),
    "overflowing lengths": array("<f8", [2**33, 2**33], inline=bytes(8)),
    "lengths that cancel": array("<f8", [2**64 - 1, 2**64 - 1], inline=bytes(8)),
    "too many axes": array("<f8", [1] * 33, inline=bytes(8)),
    "fewer axes than announced": array("<f8", [1], axes=200, inline=bytes(8)),
    "no such order": array("<f8", [1], "K", inline=bytes(8)),
    "no such buffer": array("<f8", [1], buffer=1),
    "a buffer and bytes": array("<f8", [1], buffer=1, inline=bytes(8)),
    "code point": array("<U1", [1], inline=struct.pack("<I", 0x110000)),
    "negative code point": array("<U1", [1], inline=struct.pack("<i", -1)),
    "array without a header": extension(2, b""),
    "header too short": extension(2, b"\x03C\x01"),
    "header is garbage": extension(2, b"\xc1" * 40),
    "scalar with axes": array("<f8", [1], inline=bytes(8), code=3),
    "complex of one part": extension(4, bytes(8)),
    "integer too long": extension(5, bytes(wire.MAX_INTEGER_BYTES + 1)),
    "callback without number": extension(7, msgpack.packb("x")),
    "tuple of garbage": extension(1, b"\xc1"),
    "tuple of a number": extension(1, msgpack.packb(1)),
    "set that ends early": extension(8, msgpack.packb([[1], 5])[:-1]),
    "unknown extension": extension(99, b""),
    "bad utf-8": b"\xa1\xff",
    "surrogate": b"\xa3\xed\xa0\x80",
    "list of 2^32": b"\xdd\xff\xff\xff\xff",
    "map of 2^32": b"\xdf\xff\xff\xff\xff",
    "text of 2^32": b"\xdb\xff\xff\xff\xff",
    "two values": msgpack.packb(1) + msgpack.packb(2),
    "nothing": b"",
    "deep list": b"\x91" * 5000 + b"\x01",
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_body_is_a_protocol_error(body):
    with pytest.raises(ProtocolError):
        wire.decode(body, [])


def test_extensions_within_extensions_have_a_floor():
    body = msgpack.packb([])
    for _ in range(wire.MAX_DEPTH + 1):
        body = extension(1, b"\x91" + body)
    with pytest.raises(ProtocolError):
        wire.decode(body, [])


@settings(BOUNDED, max_examples=400)
@given(st.binary(max_size=60), st.lists(st.binary(max_size=16).map(bytearray), max_size=2))
def test_random_bodies_raise_nothing_else(body, buffers):
    with suppress(ProtocolError):
        wire.decode(body, buffers)


@settings(BOUNDED, max_examples=300)
@given(VALUES, st.data())
def test_damaged_bodies_raise_nothing_else(value, data):
    body = bytearray(b"".join(wire.encode(value))[8:])
    for _ in range(data.draw(st.integers(1, 4))):
        if body:
            body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    with suppress(ProtocolError):
        wire.decode(bytes(body[: data.draw(st.integers(0, len(body)))]), [])


def plain(value) -> bool:
    if type(value) in (list, tuple, set):
        return all(map(plain, value))
    if type(value) is dict:
        return all(plain(k) and plain(v) for k, v in value.items())
    if type(value) is np.ndarray or isinstance(value, np.generic):
        return value.dtype.kind in "biufcUS"
    return value is None or type(value) in (bool, int, float, complex, str, bytes, Opaque, Callback)


@settings(BOUNDED, max_examples=300)
@given(st.binary(max_size=12), st.integers(-128, 127))
def test_what_is_decoded_is_plain(payload, code):
    try:
        value = wire.decode(extension(code, payload), [])
    except ProtocolError:
        return
    assert plain(value)


def test_a_time_stamp_is_a_number():
    assert wire.decode(extension(-1, bytes(4)), []) == 0.0


def test_a_true_is_one_whatever_its_byte():
    got = wire.decode(array("|b1", [3], inline=bytes([0, 255, 2])), [])
    assert got.sum() == 2
    assert got.tobytes() == bytes([0, 1, 1])
    assert wire.decode(array("|b1", [], inline=bytes([255]), code=3), []).tobytes() == b"\x01"


def test_a_buffer_cannot_be_used_twice():
    """A frame of 300 bytes could otherwise fill all memory with copies of one buffer."""
    once, twice = (
        b"\x92" + array("|b1", [4096], buffer=1) + last for last in (b"\xc0", array("|b1", [4096], buffer=1))
    )
    assert wire.decode(once, [bytearray(4096)])[0].shape == (4096,)
    with pytest.raises(ProtocolError):
        wire.decode(twice, [bytearray(4096)])


def test_keys_with_chosen_hashes_do_not_pile_up():
    """Integers that are multiples of 2^61 - 1 have the hash 0: 100 000 of them in a dict take minutes."""
    count = 20_000
    keys = [extension(5, ((2**61 - 1) * i).to_bytes(12, "little", signed=True)) for i in range(count)]
    body = b"\xdf" + struct.pack(">I", count) + b"".join(key + b"\x00" for key in keys)
    assert len(wire.decode(body, [])) < 20
    assert list(wire.decode(b"\x81\x90\x01", [])) == [Opaque("list")]
    nested = extension(1, b"\x91" + keys[5])
    assert list(wire.decode(b"\x81" + nested + b"\x01", [])) == [Opaque("tuple")]
    assert len(wire.decode(extension(8, b"\xdd" + struct.pack(">I", count) + b"".join(keys)), [])) < 20


def test_ordinary_keys_stay():
    value = {"a": 1, 2: 3, 2.5: 4, None: 5, True: 6, b"b": 7}
    assert there_and_back(value) == value
    assert there_and_back({np.str_("W1"): 1, np.int64(3): 2}) == {"W1": 1, 3: 2}


# --------------------------------------------------------------------------------------------- channel


@pytest.fixture
def pair():
    a, b = socket.socketpair()
    with a, b:
        yield Channel(a), b


class TooLate(Exception):
    pass


def within(seconds: float):
    end = time.monotonic() + seconds

    def patience() -> float:
        left = end - time.monotonic()
        if left <= 0:
            raise TooLate
        return left

    return patience


def test_a_frame_in_pieces_is_a_frame(pair):
    channel, other = pair
    frame = b"".join(wire.encode(["x", np.arange(1000.0)]))

    def drip() -> None:
        for start in range(0, len(frame), 97):
            other.sendall(frame[start : start + 97])

    threading.Thread(target=drip).start()
    got = channel.receive(within(10))
    assert got[0] == "x"
    assert np.array_equal(got[1], np.arange(1000.0))


def test_frames_in_one_piece_are_frames(pair):
    channel, other = pair
    other.sendall(b"".join(part for k in range(5) for part in wire.encode([k])))
    assert [channel.receive(within(5)) for _ in range(5)] == [[k] for k in range(5)]


def test_a_large_value_crosses_while_both_sides_work(pair):
    channel, other = pair
    big = np.arange(3_000_000.0)
    thread = threading.Thread(target=lambda: channel.send(["big", big], within(20)))
    thread.start()
    got = Channel(other).receive(within(20))
    thread.join()
    assert np.array_equal(got[1], big)


@pytest.mark.parametrize("sent", [b"", b"\x05", struct.pack("<II", 50, 0) + b"abc", struct.pack("<II", 1, 3)])
def test_a_frame_that_ends_early_is_closed(pair, sent):
    channel, other = pair
    other.sendall(sent)
    other.close()
    with pytest.raises(Closed):
        channel.receive(within(5))


@pytest.mark.parametrize(
    "header",
    [
        struct.pack("<II", wire.MAX_BODY + 1, 0),
        struct.pack("<II", 2**32 - 1, 2**32 - 1),
        struct.pack("<II", 1, wire.MAX_BUFFERS + 1),
        struct.pack("<IIQ", 1, 1, wire.MAX_FRAME),
        struct.pack("<IIQ", 1, 1, 2**64 - 1),
        struct.pack("<IIQQ", 1, 2, 2**63, 2**63),
    ],
)
def test_an_announcement_that_is_too_large_is_refused_at_once(pair, header):
    channel, other = pair
    other.sendall(header)
    with pytest.raises(ProtocolError):
        channel.receive(within(5))
    assert len(channel._pending) <= len(header)


@settings(BOUNDED, max_examples=100)
@given(st.binary(max_size=200))
def test_random_streams_raise_nothing_else(data):
    a, b = socket.socketpair()
    with a, b:
        b.sendall(data)
        b.close()
        channel = Channel(a)
        try:
            for _ in range(200):
                channel.receive(within(5))
        except (ProtocolError, Closed):
            pass


def test_whoever_drips_runs_into_the_deadline(pair):
    channel, other = pair
    stop = threading.Event()
    frame = struct.pack("<II", 1_000_000, 0) + bytes(1_000_000)

    def drip() -> None:
        for byte in frame:
            if stop.wait(0.01):
                return
            other.sendall(bytes([byte]))

    thread = threading.Thread(target=drip)
    thread.start()
    with pytest.raises(TooLate):
        channel.receive(within(0.3))
    stop.set()
    thread.join()


def test_whoever_does_not_read_runs_into_the_deadline(pair):
    channel, _ = pair
    with pytest.raises(TooLate):
        channel.send(["x", np.zeros(4_000_000)], within(0.3))


def test_sending_to_nobody_is_closed(pair):
    channel, other = pair
    other.close()
    with pytest.raises(Closed):
        channel.send(["x"])


def test_a_descriptor_comes_along():
    a, b = socket.socketpair()
    with a, b:
        reader, writer = os.pipe()
        receiving = Channel(b, receive_descriptors=True)
        Channel(a).send(["fork"], descriptor=writer)
        os.close(writer)
        assert receiving.receive(within(5)) == ["fork"]
        (got,) = receiving.descriptors
        os.write(got, b"through")
        os.close(got)
        assert os.read(reader, 99) == b"through"
        os.close(reader)


def test_descriptors_that_nobody_asked_for_are_not_kept(pair):
    channel, other = pair
    before = len(os.listdir("/proc/self/fd"))
    frame = b"".join(wire.encode([1]))
    socket.send_fds(other, [frame], [0, 1, 2])
    assert channel.receive(within(5)) == [1]
    assert channel.descriptors == []
    assert len(os.listdir("/proc/self/fd")) == before
