"""Reads and writes property lists with CPython's plistlib, for comparison with our own readers.

Takes one JSON request per line on standard input and answers each with one line:

    {"read": "binary" | "xml" | "json", "path": ...}     -> the value as tagged JSON, or {"error": ...}
    {"read": ..., "bytes": base64}                       -> the same
    {"write": "binary" | "xml", "value": tagged JSON}    -> "base64"

Tagged JSON keeps apart what JSON does not: strings, booleans and null stand for themselves, everything else is an
array: ["i", decimal], ["r", big-endian hex or "nan"], ["d", microseconds since 2001], ["b", base64], ["u", decimal],
["a", item ...], ["o", key, value, ...] with the keys in the order of their UTF-16 units.
"""

import base64
import datetime
import json
import plistlib
import struct
import sys

EPOCH = datetime.datetime(2001, 1, 1)
MICROSECOND = datetime.timedelta(microseconds=1)
FORMATS = {"binary": plistlib.FMT_BINARY, "xml": plistlib.FMT_XML}


def utf16_order(key):
    return key.encode("utf-16-be", "surrogatepass")


def tag(value):
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, int):
        return ["i", str(value)]
    if isinstance(value, float):
        return ["r", "nan" if value != value else struct.pack(">d", value).hex()]
    if isinstance(value, datetime.datetime):
        return ["d", str((value - EPOCH) // MICROSECOND)]
    if isinstance(value, bytes):
        return ["b", base64.b64encode(value).decode()]
    if isinstance(value, plistlib.UID):
        return ["u", str(value.data)]
    if isinstance(value, list):
        return ["a", *map(tag, value)]
    result = ["o"]
    for key in sorted(value, key=utf16_order):
        result += [key, tag(value[key])]
    return result


def untag(tagged):
    if not isinstance(tagged, list):
        return tagged
    kind, *rest = tagged
    if kind == "i":
        return int(rest[0])
    if kind == "r":
        return float("nan") if rest[0] == "nan" else struct.unpack(">d", bytes.fromhex(rest[0]))[0]
    if kind == "d":
        return EPOCH + int(rest[0]) * MICROSECOND
    if kind == "b":
        return base64.b64decode(rest[0])
    if kind == "u":
        return plistlib.UID(int(rest[0]))
    if kind == "a":
        return [untag(item) for item in rest]
    return {key: untag(value) for key, value in zip(rest[::2], rest[1::2])}


def read(kind, data):
    return json.loads(data) if kind == "json" else plistlib.loads(data, fmt=FORMATS[kind])


def answer(request):
    if "write" in request:
        data = plistlib.dumps(untag(request["value"]), fmt=FORMATS[request["write"]], sort_keys=False)
        return base64.b64encode(data).decode()
    if "path" in request:
        with open(request["path"], "rb") as file:
            data = file.read()
    else:
        data = base64.b64decode(request["bytes"])
    try:
        return tag(read(request["read"], data))
    except Exception as error:  # plistlib raises many kinds
        return {"error": repr(error)}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line)), separators=(",", ":")))
