"""Frames between the trusted side and a student's process: msgpack and raw array buffers, never pickle.

What is decoded consists of exact built-in types and plain arrays of numbers, so nothing that arrives can carry
behaviour: no subclass, no __eq__, no object dtype. Everything is bounded before it is built.

    frame   body length (u32), number of buffers (u32), buffer lengths (u64 each), body, buffers
    body    one msgpack value, a list whose first item names the message
    array   extension: head (see _ARRAY_HEAD), shape (u64 each), dtype's name, the data if it is inline

A value that cannot cross becomes Opaque, which only knows the name of its type.
"""

from __future__ import annotations

import math
import re
import socket
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import msgpack
import numpy as np

MAX_BODY = 2 << 20  # a frame of empty lists grows sixtyfold when it is decoded
MAX_BUFFERS = 256
MAX_FRAME = 64 << 20  # as bytes that a test file may turn into numbers of eight bytes each
MAX_ITEMS = 200_000  # of one list or dict
MAX_DEPTH = 24
MAX_INTEGER_BYTES = 512
INLINE = 2048  # smaller arrays travel in the body
HEADS = 512  # of arrays, remembered: most arrays are of a shape and dtype that was there before

_TUPLE, _ARRAY, _SCALAR, _COMPLEX, _INTEGER, _OPAQUE, _CALLBACK, _SET = range(1, 9)
_NUMBERS = {"|b1", "|i1", "|u1"} | {
    f"<{kind}" for kind in ["i2", "u2", "i4", "u4", "i8", "u8", "f2", "f4", "f8", "f16", "c8", "c16", "c32"]
}
_SHAPES = [struct.Struct(f"<{axes}Q") for axes in range(65)]  # NumPy has no more
_TEXT = re.compile(r"<U[1-9][0-9]{0,4}|\|S[1-9][0-9]{0,4}")
_KINDS = "biufcSU"  # of dtypes of which some may cross
_OF_NUMPY = (np.ndarray, np.generic)
_HEADER = struct.Struct("<II")
_ARRAY_HEAD = struct.Struct("<BcBI")  # length of the dtype's name, order, axes, buffer from 1 or 0: inline
_AXES_AT = 2


_extension: Callable[[tuple[int, bytes]], msgpack.ExtType] = msgpack.ExtType._make  # without its checks


class ProtocolError(Exception):
    """A frame that breaks the rules above, or a value that is too large for them."""


class Closed(Exception):
    """The other side is gone."""


@dataclass(frozen=True)
class Opaque:
    """Stands for a value that cannot cross."""

    type_name: str


@dataclass(frozen=True)
class Callback:
    """A function of the sender's that the receiver may call back, by number."""

    number: int


def lent_name(number: int) -> str:
    """The name by which a function may be called that a student's process sent with a call back."""
    return f"lent {number}"  # not a name that a notebook could define


# ------------------------------------------------------------------------------------------- encode


class _Encoder:
    def __init__(self) -> None:
        self.buffers: list[bytes] = []
        self.packers: list[msgpack.Packer] = []
        self.depth = 0

    def pack(self, value: Any) -> bytes:
        if self.depth == len(self.packers):  # each waits for those below it
            # its own buffer of 256 KB would be fetched from the system, and given back, for every value
            packer = msgpack.Packer(default=self._extend, strict_types=True, use_bin_type=True, buf_size=4096)
            self.packers.append(packer)
        try:
            return self.packers[self.depth].pack(value)
        except (TypeError, ValueError, OverflowError, RecursionError) as error:
            raise ProtocolError(f"value cannot be sent: {error}") from None

    def _nested(self, code: int, value: Any) -> msgpack.ExtType:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise ProtocolError("value is nested too deeply")
        try:
            return msgpack.ExtType(code, self.pack(value))
        finally:
            self.depth -= 1

    def _extend(self, value: Any) -> Any:
        kind = type(value)
        if kind is np.ndarray or isinstance(value, _OF_NUMPY):
            return self._array(value)
        if kind is tuple:
            return self._nested(_TUPLE, list(value))
        if kind is int:
            raw = value.to_bytes(value.bit_length() // 8 + 1, "little", signed=True)
            return _extension((_INTEGER, raw)) if len(raw) <= MAX_INTEGER_BYTES else self._opaque(value)
        if kind is complex:
            return _extension((_COMPLEX, struct.pack("<dd", value.real, value.imag)))
        if kind is Callback:
            return _extension((_CALLBACK, msgpack.packb(value.number)))
        if kind in (set, frozenset):
            return self._nested(_SET, list(value))
        for base in (bool, int, float, str, bytes, list, tuple, dict):
            if isinstance(value, base):  # a subclass crosses as its base; its behaviour stays behind
                plain = _as_base(base, value)
                return self._extend(plain) if base in (int, tuple) else plain
        return self._opaque(value)

    def _opaque(self, value: Any) -> msgpack.ExtType:
        name = value.type_name if type(value) is Opaque else type(value).__name__
        return _extension((_OPAQUE, str(name)[:80].encode("utf-8", "replace")))

    def _array(self, value: np.ndarray | np.generic) -> Any:
        array = np.asarray(value)
        if array.dtype.byteorder == ">":
            array = array.astype(array.dtype.newbyteorder("<"))
        dtype = array.dtype
        name = _name_of(dtype) if dtype.kind in _KINDS else None
        if name is None:
            return _extension((_OPAQUE, f"array of {dtype}"[:80].encode("utf-8", "replace")))
        if array.nbytes > MAX_FRAME:
            raise ProtocolError(f"value of {array.nbytes / 1e6:.0f} MB is too large to be sent")
        flags = array.flags
        order: Literal["C", "F"] = "C" if flags.c_contiguous or not flags.f_contiguous else "F"
        raw = array.tobytes(order)
        place = 0
        if len(raw) > INLINE:
            if len(self.buffers) == MAX_BUFFERS:
                raise ProtocolError(f"value holds more than {MAX_BUFFERS} large arrays")
            self.buffers.append(raw)
            place, raw = len(self.buffers), b""
        head = _head(name, array.shape, order, place)
        return _extension((_ARRAY if isinstance(value, np.ndarray) else _SCALAR, head + raw))


def _as_base(base: Any, value: Any) -> Any:
    if base is dict:
        return {k: dict.__getitem__(value, k) for k in dict.keys(value)}
    return base(base.__iter__(value)) if base in (list, tuple) else base(value)


def _allowed(name: str) -> bool:
    return name in _NUMBERS or _TEXT.fullmatch(name) is not None


@lru_cache(HEADS)
def _name_of(dtype: np.dtype) -> bytes | None:
    """The name of a dtype, None if it does not cross."""
    return dtype.str.encode() if _allowed(dtype.str) else None


@lru_cache(HEADS)
def _head(name: bytes, shape: tuple[int, ...], order: str, place: int) -> bytes:
    """What stands before an array's data."""
    start = _ARRAY_HEAD.pack(len(name), order.encode(), len(shape), place)
    return start + _SHAPES[len(shape)].pack(*shape) + name


def encode(message: Any) -> list[bytes]:
    """The parts of a frame, to be sent one after the other.

    Raises:
        ProtocolError: if the value is too large or too deep.
    """
    encoder = _Encoder()
    body = encoder.pack(message)
    encoder.packers.clear()  # they know the encoder: so neither has to wait for a garbage collection
    total = len(body) + sum(map(len, encoder.buffers))
    if len(body) > MAX_BODY or total > MAX_FRAME:
        raise ProtocolError(f"value of {total / 1e6:.0f} MB is too large to be sent")
    if not encoder.buffers:
        return [_HEADER.pack(len(body), 0) + body]
    lengths = struct.pack(f"<{len(encoder.buffers)}Q", *map(len, encoder.buffers))
    return [_HEADER.pack(len(body), len(encoder.buffers)) + lengths + body, *encoder.buffers]


# ------------------------------------------------------------------------------------------- decode


class _Decoder:
    """Takes one frame apart.

    Args:
        any_key: whether dicts may have other keys than text and bytes. Building those of that one kind
            can be left to msgpack; the others must be looked at, see _key.
    """

    def __init__(self, buffers: list[bytearray], *, any_key: bool):
        self.buffers: list[bytearray | None] = [*buffers]
        self.depth = 0
        self.pairs = _dict if any_key else None

    def unpack(self, body: bytes) -> Any:
        return msgpack.unpackb(
            body,
            ext_hook=self._extension,
            object_pairs_hook=self.pairs,
            raw=False,
            strict_map_key=self.pairs is None,
            timestamp=1,  # a float, not a class of msgpack's
            max_array_len=MAX_ITEMS,
            max_map_len=MAX_ITEMS,
        )

    def _extension(self, code: int, payload: bytes) -> Any:
        if self.depth == MAX_DEPTH:
            raise ProtocolError("frame is nested too deeply")
        if code == _ARRAY:
            return self._array(payload)
        self.depth += 1
        try:
            return self._decode(code, payload)
        finally:
            self.depth -= 1

    def _decode(self, code: int, payload: bytes) -> Any:
        if code == _SCALAR:
            array = self._array(payload)
            _must(array.ndim == 0, "scalar with axes")
            return array[()]
        if code == _TUPLE:
            return tuple(self.unpack(payload))
        if code == _SET:
            return {_key(item) for item in self.unpack(payload)}
        if code == _COMPLEX:
            return complex(*struct.unpack("<dd", payload))
        if code == _INTEGER:
            _must(len(payload) <= MAX_INTEGER_BYTES, "integer too long")
            return int.from_bytes(payload, "little", signed=True)
        if code == _OPAQUE:
            return Opaque(payload[:80].decode("utf-8", "replace"))
        if code == _CALLBACK:
            number = msgpack.unpackb(payload)
            _must(type(number) is int, "callback without a number")
            return Callback(number)
        raise ProtocolError(f"unknown extension {code}")

    def _array(self, payload: bytes) -> np.ndarray:
        start = _ARRAY_HEAD.size + 8 * payload[_AXES_AT] + payload[0]
        shape, dtype, order, place, size = _described(payload[:start])
        data: bytearray | None = bytearray(payload[start:])
        if place:
            _must(place <= len(self.buffers) and not data, "array buffer")
            data, self.buffers[place - 1] = self.buffers[place - 1], None
        if data is None:  # a buffer named twice: a thousand copies of one would fill our memory
            raise ProtocolError("bad array buffer")
        if size != len(data):
            raise ProtocolError("bad array size")
        if dtype.kind == "b":
            data = bytearray(np.frombuffer(data, np.uint8) != 0)  # a true of 255 would count 255
        if dtype.kind == "U" and size:
            _must(int(np.frombuffer(data, np.uint32).max()) <= 0x10FFFF, "array text")
        return np.ndarray(shape, dtype, data, 0, None, order)


@lru_cache(HEADS)
def _described(head: bytes) -> tuple[tuple[int, ...], np.dtype, Literal["C", "F"], int, int]:
    """What _head says: shape, dtype, order, place, and how many bytes of data there must be."""
    name_length, order, axes, place = _ARRAY_HEAD.unpack_from(head)
    if axes > 32:
        raise ProtocolError("bad array shape")
    shape = _SHAPES[axes].unpack_from(head, _ARRAY_HEAD.size)
    name = head[len(head) - name_length :].decode("ascii")
    if not _allowed(name) or order not in (b"C", b"F"):
        raise ProtocolError("bad array header")
    if max(shape, default=0) >= 1 << 40:
        raise ProtocolError("bad array size")
    dtype = np.dtype(name)
    return shape, dtype, "C" if order == b"C" else "F", place, math.prod(shape) * dtype.itemsize


def _dict(pairs: list[tuple[Any, Any]]) -> dict[Any, Any]:
    return {_key(key): value for key, value in pairs}


def _key(key: Any) -> Any:
    """The key, if nobody can choose many of the same hash: looking up 100 000 of those takes minutes."""
    if isinstance(key, np.generic):
        key = key.item()
    if type(key) is int and not -1 << 63 <= key < 1 << 64:
        return Opaque("int")
    return key if key is None or type(key) in (str, int, float, bool, bytes) else Opaque(type(key).__name__)


def _must(condition: bool, what: str) -> None:
    if not condition:
        raise ProtocolError(f"bad {what}")


def decode(body: bytes, buffers: list[bytearray]) -> Any:
    """The value of a frame.

    Raises:
        ProtocolError: whatever is wrong with it.
    """
    try:
        try:
            return _Decoder(buffers, any_key=False).unpack(body)
        except ValueError:
            return _Decoder(buffers, any_key=True).unpack(body)
    except ProtocolError:
        raise
    except Exception as error:  # msgpack, struct, NumPy and Unicode each have errors of their own
        raise ProtocolError(f"bad frame: {type(error).__name__}") from None


def split(frame: bytes) -> tuple[bytes, list[bytearray]]:
    """One whole frame as decode() takes it."""
    body, count = _HEADER.unpack_from(frame)
    start = _HEADER.size + 8 * count
    at, buffers, view = start + body, [], memoryview(frame)
    for length in struct.unpack_from(f"<{count}Q", frame, _HEADER.size):
        buffers.append(bytearray(view[at : at + length]))
        at += length
    return frame[start : start + body], buffers


def says(frame: bytes, *words: str) -> bool:
    """Whether the message of a whole frame begins with this word, the list that follows with the next, and so on.

    Nothing else in it is looked at; lists of more than 15 items are not looked into.
    """
    _, count = _HEADER.unpack_from(frame)
    at = _HEADER.size + 8 * count
    for word in words:
        packed = msgpack.packb(word)
        if not frame.startswith(packed, at + 1) or frame[at] & 0xF0 != 0x90:
            return False
        at += 1 + len(packed)
    return True


# ------------------------------------------------------------------------------------------ channel

Patience = Callable[[], float | None]
"""Asked before each wait: how many seconds to wait at most (None: for ever); raises when time is up."""


def for_ever() -> None:
    """The patience of a side that only serves."""


class Channel:
    """Frames over a stream socket. File descriptors that come along are kept in `descriptors`."""

    def __init__(self, stream: socket.socket, *, receive_descriptors: bool = False):
        self.stream = stream
        self.descriptors: list[int] = []
        self._receive_descriptors = receive_descriptors
        self._pending = bytearray()
        self._missing = 0  # bytes of the next frame that are still to come, as far as is known

    def send(self, message: Any, patience: Patience = for_ever, descriptor: int | None = None) -> None:
        """Send one frame, with a file descriptor along its first byte if one is given."""
        self.send_encoded(encode(message), patience, descriptor)

    def send_encoded(
        self, encoded: Sequence[bytes], patience: Patience = for_ever, descriptor: int | None = None
    ) -> None:
        """Send what encode() gave, once or several times."""
        parts = [memoryview(part) for part in encoded if part]
        while parts:
            self._wait_at_most(patience())
            try:
                if descriptor is None:
                    sent = self.stream.sendmsg(parts[:64])
                else:
                    sent = socket.send_fds(self.stream, parts[:64], [descriptor])
                    descriptor = None
            except TimeoutError:
                continue
            except OSError:
                raise Closed from None
            while parts and sent >= len(parts[0]):
                sent -= len(parts.pop(0))
            if sent:
                parts[0] = parts[0][sent:]

    def receive(self, patience: Patience = for_ever) -> Any:
        """The next frame's value."""
        return decode(*split(self.receive_encoded(patience)))

    def receive_encoded(self, patience: Patience = for_ever) -> bytes:
        """The next frame, whole."""
        while (frame := self.arrived()) is None:
            self._read(patience())
        return frame

    def arrived(self) -> bytes | None:
        """The next frame, whole, if all of it has been read already."""
        pending, have, end = self._pending, len(self._pending), _HEADER.size
        if have >= end:
            body_length, count = _HEADER.unpack_from(pending)
            if body_length > MAX_BODY or count > MAX_BUFFERS:
                raise ProtocolError("frame too large")
            end += 8 * count
            if have >= end:
                lengths = struct.unpack_from(f"<{count}Q", pending, _HEADER.size) if count else ()
                if body_length + sum(lengths) > MAX_FRAME:
                    raise ProtocolError("frame too large")
                end += body_length + sum(lengths)
        if have < end:
            self._missing = end - have
            return None
        frame = bytes(memoryview(pending)[:end])
        del pending[:end]
        return frame

    def _read(self, seconds: float | None) -> None:
        """Read what has come, as much as there is; wait for it as long as that."""
        self._wait_at_most(seconds)
        wanted = max(1 << 16, min(self._missing, 1 << 20))
        try:
            if self._receive_descriptors:
                data, descriptors, _, _ = socket.recv_fds(self.stream, wanted, 1)
                self.descriptors += descriptors
            else:
                data = self.stream.recv(wanted)
        except TimeoutError:
            return
        except OSError:
            raise Closed from None
        if not data:
            raise Closed
        self._pending += data

    def _wait_at_most(self, seconds: float | None) -> None:
        if self.stream.gettimeout() != seconds:  # each change is a system call
            self.stream.settimeout(seconds)

    def close(self) -> None:
        """Close the socket."""
        self.stream.close()
