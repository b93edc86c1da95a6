"""The values of shortcuts, and what converts to what: a second implementation, written from the description."""

import datetime
import decimal
import json
import re
import urllib.parse

D = decimal.Decimal
decimal.getcontext().prec = 38
STEPS = 20000


class Unsupported(Exception):
    pass


class Failure(Exception):
    pass


class Stop(Exception):
    pass


class Match(str):
    """A text that remembers the groups of its match."""

    groups = ()


class Url(str):
    pass


class Named(str):
    """A text that somebody has named."""

    name = ""


class Asked(str):
    """What nobody has typed: an empty text, and 0 where a number is asked for."""


class Moment(datetime.datetime):
    """A date."""


class File:
    """A file: what it is called, and the text that is in it."""

    def __init__(self, name, content, path=None):
        self.name, self.content, self.path = name, content, path

    def extension(self):
        return re.search(r"\.([^./\s]+)$", self.name[1:])[1] if re.search(r"\.([^./\s]+)$", self.name[1:]) else ""

    def bare(self):
        return self.name[: -len(self.extension()) - 1] if self.extension() else self.name


class Opaque:
    """What a parameter holds that no action here reads: a place, an app, a filter."""

    def __init__(self, what, **fields):
        self.what, self.fields = what, fields


class Array(list):
    """An array, as it stands in a dictionary."""


class V(list):
    """A value: a list of items. Subscripts, equality and truth are those of the dialect, not of lists."""

    __hash__ = None

    def __getitem__(self, key):
        if isinstance(key, (int, slice)):
            return list.__getitem__(self, key)
        try:
            return look_up(dictionary_of(self), text(key))
        except Failure:
            return V()

    def keys(self):
        return V(dictionary_of(self)) if self else V()

    def values(self):
        if not self:
            return V()
        return V(item for cell in dictionary_of(self).values() for item in flatten(cell))

    def startswith(self, other):
        return any(item_text(item).startswith(text(other)) for item in self)

    def endswith(self, other):
        return any(item_text(item).endswith(text(other)) for item in self)


def v(value):
    if isinstance(value, V):
        return value
    if isinstance(value, Opaque):
        raise Unsupported(f"{value.what} as a value")
    if callable(value):
        raise Unsupported("a function as a value")
    if value is None:
        return V()
    if isinstance(value, bool) or isinstance(value, str):
        return V([value])
    if isinstance(value, (int, float)):
        return V([D(repr(value)) if isinstance(value, float) else D(value)])
    if isinstance(value, list):
        return V(value)
    return V([value])


def flatten(cell):
    if cell is None:
        return []
    if isinstance(cell, list):
        return [item for inner in cell for item in flatten(inner)]
    return [cell]


def number_text(number):
    if number == number.to_integral_value():
        return format(number.quantize(D(1)) if abs(number) < D(10) ** 37 else number, "f").replace("-0", "0", 1) if number == 0 else format(number.to_integral_value(), "f")
    rounded = number.quantize(D("0.000001"), rounding=decimal.ROUND_HALF_EVEN)
    shown = format(rounded.normalize(), "f")
    return "0" if rounded == 0 else shown


def plain_json(cell):
    if isinstance(cell, bool) or cell is None:
        return json.dumps(cell)
    if isinstance(cell, D):
        return number_json(cell)
    if isinstance(cell, dict):
        pairs = (f"{plain_json(str(key))}:{plain_json(inner)}" for key, inner in cell.items())
        return "{" + ",".join(pairs) + "}"
    if isinstance(cell, list):
        return "[" + ",".join(plain_json(inner) for inner in cell) + "]"
    return json.dumps(item_text(cell), ensure_ascii=False).replace("/", "\\/")


def number_json(number):
    if number == number.to_integral_value():
        return format(number.to_integral_value(), "f")
    return format(number.normalize(), "f")


def item_text(item):
    if isinstance(item, bool):
        return "Yes" if item else "No"
    if isinstance(item, D):
        return number_text(item)
    if isinstance(item, dict):
        return plain_json(item)
    if isinstance(item, Moment):
        hour = item.hour % 12 or 12
        return f"{item:%b} {item.day}, {item.year} at {hour}:{item.minute:02d} {'AM' if item.hour < 12 else 'PM'}"
    if isinstance(item, File):
        if item.content is None or item.name.lower().endswith((".html", ".htm", ".vcf")):
            raise Unsupported("the text of another file")
        return item.content
    return str(item)


def text(value):
    return "\n".join(item_text(item) for item in v(value))


LEADING = re.compile(r"\s*([+-]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)")


def number_of(item):
    if isinstance(item, bool):
        return D(int(item))
    if isinstance(item, D):
        return item
    if isinstance(item, Asked) and item == "":
        return D(0)
    if isinstance(item, Moment):
        return D(int(item.timestamp() * 1000)) / 1000
    if isinstance(item, File):
        return number_of(item_text(item))
    if isinstance(item, str) and not isinstance(item, Url):
        if re.search(r"[eE]|,|[^\x00-\x7f]", item) and re.match(r"\s*[+-]?[\d.,]", item):
            raise Unsupported("a number that can be read in several ways")
        if item.strip().lower() in WORDS:
            raise Unsupported("a number in words")
        match = LEADING.match(item)
        if match:
            return D(match[1] + match[2].replace(",", ""))
    return None


def truth(value):
    if isinstance(value, bool):
        return value
    item = v(value)[0] if v(value) else False
    return item is True


WORDS = set("zero one two three four five six seven eight nine ten eleven twelve".split())


def number(value, otherwise=None):
    value = v(value)
    for item in value:
        found = number_of(item)
        if found is not None:
            return found
    if otherwise is not None and not value:
        return D(otherwise)
    raise Failure("no number")


def dictionary_of(value):
    item = value and list.__getitem__(v(value), 0)
    if isinstance(item, dict):
        return item
    if isinstance(item, Url):
        raise Unsupported("a URL as a dictionary")
    if isinstance(item, (str, File)):
        found = parse_dictionaries(item_text(item))
        for inner in found or []:
            if isinstance(inner, dict):
                return inner
    raise Failure("no dictionary")


def parse_dictionaries(source):
    trimmed = source.lstrip()
    if trimmed[:1] in ("{", "["):
        try:
            return flatten(json.loads(source, parse_float=lambda s: D(repr(float(s))), parse_int=D))
        except ValueError:
            return None
    if trimmed.startswith("<"):
        raise Unsupported("a property list")
    if re.fullmatch(r"[^=&\s]+=[^=&\n]*(&[^=&\s]+=[^=&\n]*)*\s*", trimmed):
        pairs = (pair.split("=", 1) for pair in trimmed.rstrip().split("&"))
        return [{urllib.parse.unquote(key): urllib.parse.unquote(value) for key, value in pairs}]
    return None


def look_up(root, key):
    if key in root:
        return V(flatten(root[key]))
    parts = key.split(".")
    cell = root
    for at, part in enumerate(parts):
        last = at == len(parts) - 1
        if isinstance(cell, dict):
            if part not in cell:
                if last:
                    return V()
                raise Failure("broken path")
            cell = cell[part]
        elif isinstance(cell, list):
            if not re.fullmatch(r"[0-9]+", part) or not 1 <= int(part) <= len(cell):
                raise Failure("broken path")
            cell = cell[int(part) - 1]
        else:
            raise Failure("broken path")
    return V(flatten(cell))
