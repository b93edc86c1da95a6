"""A second opinion on what shortcuts do: runs the Python that `convert` writes, with the actions as functions.

Reads one JSON object a line, {"python": ...}, and answers each with {"values": [[line, value], ...]}, the value of each
statement that has one in the order in which they ran, with {"error": ...} beside it where the run ended there, or with
{"unsupported": ...} for a program that needs what is not here.

Written from the description of the actions' behaviour, in terms of Python's own library: decimal, json, re, base64,
hashlib, urllib.parse.
"""

import ast
import base64
import decimal
import hashlib
import json
import re
import sys
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


# Conversions.


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
    return json.dumps(str(cell), ensure_ascii=False).replace("/", "\\/")


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
    return str(item)


def text(value):
    return "\n".join(item_text(item) for item in v(value))


LEADING = re.compile(r"\s*([+-]?)((?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)")


def number_of(item):
    if isinstance(item, bool):
        return D(int(item))
    if isinstance(item, D):
        return item
    if isinstance(item, str) and not isinstance(item, Url):
        if re.search(r"[eE]|,|[^\x00-\x7f]", item) and re.match(r"\s*[+-]?[\d.,]", item):
            raise Unsupported("a number that can be read in several ways")
        if item.strip().lower() in WORDS:
            raise Unsupported("a number in words")
        match = LEADING.match(item)
        if match:
            return D(match[1] + match[2].replace(",", ""))
    return None


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
    if isinstance(item, str):
        found = parse_dictionaries(item)
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


# Actions.

PATTERN_LIMITS = re.compile(r"\\[^dwsDWSbBntr.*+?()\[\]{}|^$/\\-]|\[\[|&&|\(\?[^:=!<]|\(\?<[^=!]|[+*?}]\+|\\[dwsb]")


def pattern_of(source, ignore_case):
    if PATTERN_LIMITS.search(source.replace("\\d", "[0-9]")):
        raise Unsupported("a pattern that Python reads differently")
    if not source.isascii():
        raise Unsupported("a pattern with other letters than ASCII's")
    try:
        return re.compile(source.replace("$", r"(?=\n?\Z)").replace("\\d", "[0-9]"), re.IGNORECASE if ignore_case else 0)
    except re.error as error:
        raise Unsupported(str(error)) from None


def subject(content):
    if not content.isascii() or re.search(r"[\r\v\f]", content):
        raise Unsupported("a text with other letters than ASCII's")
    return content


def split(text=None, WFTextSeparator="New Lines", WFTextCustomSeparator="", **_):
    separator, custom = item_text_of(WFTextSeparator), item_text_of(WFTextCustomSeparator)
    pieces = []
    for item in v(text):
        content = item_text(item)
        if separator == "Custom" and custom:
            pieces += content.split(custom)
        elif separator == "Spaces":
            pieces += re.split(r"\s", content)
        elif separator in ("Every Character", "Custom"):
            pieces += list(subject(content))
        else:
            lines = re.split("\r\n|[\n\r\u2028\u2029]", content)
            pieces += lines[:-1] if lines[-1] == "" else lines
    return V(pieces)


def item_text_of(value):
    return "\n".join(item_text(item) for item in v(value))


def combine(text=None, WFTextSeparator="New Lines", WFTextCustomSeparator="", **_):
    separator = item_text_of(WFTextSeparator)
    between = {"Custom": item_text_of(WFTextCustomSeparator), "Spaces": " "}.get(separator, "\n")
    return V([between.join(item_text(item) for item in v(text))] if v(text) else [])


def replace(WFInput=None, WFReplaceTextFind="", WFReplaceTextReplace="", WFReplaceTextCaseSensitive=True, WFReplaceTextRegularExpression=False, **_):
    find, by = item_text_of(WFReplaceTextFind), item_text_of(WFReplaceTextReplace)
    minds_case, regex = truth(WFReplaceTextCaseSensitive), truth(WFReplaceTextRegularExpression)

    def one(content):
        if find == "":
            return content
        if regex:
            return pattern_of(find, not minds_case).sub(lambda match: fill(by, match), subject(content))
        if minds_case:
            return content.replace(find, by)
        return re.sub(re.escape(subject(find)), lambda _: by, subject(content), flags=re.IGNORECASE)

    return V(one(item_text(item)) for item in v(WFInput))


def fill(template, match):
    digits = len(str(match.re.groups))

    def part(found):
        if found[1] is not None:
            return found[1]
        return match[int(found[2])] or "" if int(found[2]) <= match.re.groups else ""

    return re.sub(r"\\(.)|\$([0-9]{1,%d})" % digits, part, template, flags=re.DOTALL)


def match(text=None, WFMatchTextPattern="[0-9a-zA-Z]", WFMatchTextCaseSensitive=True, **_):
    content = item_text_of(text)
    if content == "":
        return V()
    found = []
    for each in pattern_of(item_text_of(WFMatchTextPattern), not truth(WFMatchTextCaseSensitive)).finditer(subject(content)):
        item = Match(each[0])
        item.groups = (each[0], *each.groups())
        found.append(item)
    return V(found)


def group(matches=None, WFGetGroupType="Group At Index", WFGroupIndex=1, **_):
    found = []
    for item in v(matches):
        if not isinstance(item, Match):
            continue
        if item_text_of(WFGetGroupType) == "All Groups":
            found += [each or "" for each in item.groups[1:]]
        else:
            index = int(number(WFGroupIndex, 1))
            if index >= len(item.groups) or index < 0:
                raise Failure("no such group")
            found.append(item.groups[index] or "")
    return V(found)


def change_case(text=None, WFCaseType="UPPERCASE", **_):
    kind = item_text_of(WFCaseType)
    if kind not in ("UPPERCASE", "lowercase"):
        raise Unsupported(kind)
    return V(subject(item_text(item)).upper() if kind == "UPPERCASE" else subject(item_text(item)).lower() for item in v(text))


def trim(WFInput=None, **_):
    return V(subject(item_text(item)).strip() for item in v(WFInput))


def url_encode(WFInput=None, WFEncodeMode="Encode", **_):
    if item_text_of(WFEncodeMode) == "Decode":
        return V(decode_percent(item_text(item)) for item in v(WFInput))
    return V(urllib.parse.quote(item_text(item), safe="-._~!$'()*+,;:@/") for item in v(WFInput))


def decode_percent(content):
    if re.search("%(?![0-9A-Fa-f]{2})", content):
        return content
    try:
        return urllib.parse.unquote(content, errors="strict")
    except UnicodeDecodeError:
        return content


def base64_encode(WFInput=None, WFEncodeMode="Encode", WFBase64LineBreakMode="Every 76 Characters", **_):
    if item_text_of(WFEncodeMode) == "Decode":
        raise Unsupported("decoded data")
    width = {"None": 0, "Every 64 Characters": 64}.get(item_text_of(WFBase64LineBreakMode), 76)
    encoded = (base64.b64encode(item_text(item).encode()).decode() for item in v(WFInput))
    return V("\r\n".join(one[at : at + width] for at in range(0, len(one), width)) if width and one else one for one in encoded)


def hash_of(WFInput=None, WFHashType="MD5", **_):
    name = item_text_of(WFHashType).lower()
    return V(hashlib.new(name, item_text(item).encode()).hexdigest() for item in v(WFInput))


def detect_text(WFInput=None, **_):
    return V(item_text(item) for item in v(WFInput))


def detect_dictionary(WFInput=None, **_):
    found = []
    for item in v(WFInput):
        inner = [item] if isinstance(item, dict) else parse_dictionaries(item) if isinstance(item, str) else []
        found += [each for each in inner or [] if isinstance(each, dict)]
    return V(found)


def math(WFInput=None, WFMathOperation="+", WFMathOperand=0, WFScientificMathOperation="Modulus", WFScientificMathOperand=0, **_):
    a, operation = number(WFInput), item_text_of(WFMathOperation)
    if operation == "…":
        kind = item_text_of(WFScientificMathOperation)
        if kind == "Modulus":
            b = number(WFScientificMathOperand, 0)
            if b == 0:
                raise Failure("division by zero")
            return V([decimal.Context(prec=80).remainder(a, b)])
        if kind in ("x^2", "x^3"):
            return V([a * a if kind == "x^2" else a * a * a])
        if kind == "abs(x)":
            return V([abs(a)])
        raise Unsupported(kind)
    b = number(WFMathOperand, 0)
    if operation == "÷" and b == 0:
        raise Failure("division by zero")
    return V([{"+": a.__add__, "-": a.__sub__, "×": a.__mul__, "÷": a.__truediv__}[operation](b)])


PLACES = {"Thousands": 3, "Hundreds": 2, "Tens": 1, "Ones": 0, "Tenths": -1, "Hundredths": -2, "Thousandths": -3}
ROUNDINGS = {"Always Round Up": decimal.ROUND_CEILING, "Always Round Down": decimal.ROUND_FLOOR}


def round_number(WFInput=None, WFRoundTo="Ones Place", WFRoundMode="Normal", WFRoundType=None, **_):
    place = item_text_of(WFRoundTo).replace(" Place", "")
    if WFRoundType is not None or place not in PLACES:
        raise Unsupported("another way to round")
    unit = D(10) ** PLACES[place]
    mode = ROUNDINGS.get(item_text_of(WFRoundMode), decimal.ROUND_HALF_UP)
    return V((each / unit).to_integral_value(rounding=mode) * unit for each in numbers(WFInput))


def numbers(value):
    found = [each for each in map(number_of, v(value)) if each is not None]
    if v(value) and not found:
        raise Failure("no number")
    return found


def statistics(Input=None, WFStatisticsOperation="Average", **_):
    values = [each for each in (number_of(item) for item in v(Input) if not isinstance(item, bool)) if each is not None]
    if not v(Input):
        return V()
    if not values:
        raise Failure("no number")
    ordered, half = sorted(values), len(values) // 2
    middle = ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2
    operations = {
        "Average": lambda: sum(values) / len(values),
        "Minimum": lambda: ordered[0],
        "Maximum": lambda: ordered[-1],
        "Sum": lambda: sum(values),
        "Median": lambda: middle,
        "Range": lambda: ordered[-1] - ordered[0],
        "Mode": lambda: max(values, key=lambda one: (values.count(one), -values.index(one))),
    }
    operation = item_text_of(WFStatisticsOperation)
    if operation not in operations:
        raise Unsupported(operation)
    return V([D(operations[operation]())])


def format_number(WFNumber=None, WFNumberFormatDecimalPlaces=2, **_):
    places = int(number(WFNumberFormatDecimalPlaces, 2))
    shown = (format(each.quantize(D(1).scaleb(-places), rounding=decimal.ROUND_HALF_EVEN), f",.{places}f") for each in numbers(WFNumber))
    return V(re.sub(r"^-(?=[0.,]+$)", "", each) for each in shown)


def get_item(WFInput=None, WFItemSpecifier="First Item", WFItemIndex=0, WFItemRangeStart=1, WFItemRangeEnd=None, **_):
    items, kind = v(WFInput), item_text_of(WFItemSpecifier)
    if not items:
        return V()
    if kind == "First Item":
        return V(items[:1])
    if kind == "Last Item":
        return V(items[-1:])
    if kind == "Item At Index":
        index = int(number(WFItemIndex, 0))
        if not 1 <= index <= len(items):
            raise Failure("no such item")
        return V(items[index - 1 : index])
    if kind == "Items in Range":
        start = int(number(WFItemRangeStart, 1))
        end = int(number(v(WFItemRangeEnd), len(items)))
        if start < 1 or end > len(items) or end < start:
            raise Failure("no such range")
        return V(items[start - 1 : end])
    raise Unsupported(kind)


def count(Input=None, WFCountType="Items", WFInput=None, **_):
    value = v(Input if Input is not None else WFInput)
    kind = item_text_of(WFCountType)
    if kind == "Items":
        return V([D(len(value))])
    content = subject(item_text_of(value))
    if kind == "Characters":
        return V([D(len(content))])
    if kind == "Lines":
        return V([D(len(content.split("\n")) - (content == "" or content.endswith("\n")))])
    raise Unsupported(kind)


def get_value(WFInput=None, WFGetDictionaryValueType="Value", WFDictionaryKey=None, **_):
    value = v(WFInput)
    if not value:
        return V()
    found, kind = dictionary_of(value), item_text_of(WFGetDictionaryValueType)
    if kind == "All Keys":
        return V(found)
    if kind == "All Values":
        return V(item for cell in found.values() for item in flatten(cell))
    return V() if WFDictionaryKey is None else look_up(found, item_text_of(WFDictionaryKey))


def set_value(WFDictionary=None, WFDictionaryKey="", WFDictionaryValue="", **_):
    base = dict(dictionary_of(v(WFDictionary))) if v(WFDictionary) else {}
    key = item_text_of(WFDictionaryKey)
    if key == "":
        raise Failure("no key")
    value = V(str(item) if isinstance(item, Url) else item for item in v(WFDictionaryValue))
    base[key] = value[0] if len(value) == 1 else list(value) if value else ""
    return V([base])


def make_url(WFURLActionURL="", **_):
    found = []
    for address in (item_text(item) for item in v(WFURLActionURL)):
        address = urllib.parse.quote(address.strip(), safe="-._~:/?#[]@!$&'()*+,;=%")
        if address:
            scheme = re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", address)
            if scheme and re.match(r"[\w.-]+:\d+(/|$)", address):
                raise Unsupported("a host with a port")
            found.append(Url(address if scheme else f"http://{address}"))
    return V(found)


def nothing(**_):
    return V()


def passing(key):
    def act(**arguments):
        return v(arguments[key]) if key in arguments else V()

    return act


ACTIONS = {
    "text_split": split,
    "text_combine": combine,
    "text_replace": replace,
    "text_match": match,
    "text_match_getgroup": group,
    "text_changecase": change_case,
    "text_trimwhitespace": trim,
    "urlencode": url_encode,
    "base64encode": base64_encode,
    "hash": hash_of,
    "detect_text": detect_text,
    "detect_dictionary": detect_dictionary,
    "math": math,
    "round": round_number,
    "statistics": statistics,
    "format_number": format_number,
    "getitemfromlist": get_item,
    "count": count,
    "getvalueforkey": get_value,
    "setvalueforkey": set_value,
    "url": make_url,
    "nothing": nothing,
    "getclipboard": nothing,
    "alert": passing("none"),
    "notification": passing("WFInput"),
    "showresult": passing("Text"),
    "previewdocument": passing("WFInput"),
    "setclipboard": passing("WFInput"),
    "vibrate": passing("none"),
    "openurl": passing("WFInput"),
    "speaktext": passing("WFText"),
    "delay": passing("none"),
}


# The dialect.


def truth(value):
    if isinstance(value, bool):
        return value
    item = v(value)[0] if v(value) else False
    return item is True


def compare(operation, subject_value, operand):
    items, other = v(subject_value), v(operand)
    wanted = other[0] if other else None
    if operation in ("==", "!="):
        if isinstance(wanted, bool):
            met = any(isinstance(item, bool) and item == wanted for item in items)
            if any(not isinstance(item, bool) for item in items):
                raise Unsupported("a boolean test of something else")
        elif isinstance(wanted, D):
            met = any(number_of(item) == wanted for item in items if number_of(item) is not None)
        else:
            met = any(item_text(item) == text(other) for item in items)
        return met if operation == "==" else not met
    bound = number_of(wanted) if wanted is not None else None
    tests = {"<": D.__lt__, "<=": D.__le__, ">": D.__gt__, ">=": D.__ge__}
    return bound is not None and any(number_of(item) is not None and tests[operation](number_of(item), bound) for item in items)


def contains(needle, haystack, negated):
    met = any(text(needle) in item_text(item) for item in v(haystack))
    return not met if negated else met


HELPERS = {
    "_v": v,
    "_text": lambda *parts: V(["".join(part if isinstance(part, str) else text(part) for part in parts)]),
    "_compare": compare,
    "_contains": contains,
    "_get": lambda value, key: look_up(dictionary_of(value), text(key)) if v(value) else V(),
    "_append": lambda target, value: V([*v(target), *v(value)]),
    "_list": lambda *elements: V(item for element in elements for item in v(element)),
    "_dict": lambda pairs: V([{text(key): cell(value) for key, value in pairs}]),
    "_rounds": lambda value: [V([D(at + 1)]) for at in range(max(0, int(number(value))))],
    "_each": lambda value: [V([item]) for item in v(value)],
    "_numbered": lambda value: [(V([D(at + 1)]), V([item])) for at, item in enumerate(v(value))],
    "has_value": lambda value: len(v(value)) > 0,
    "nothing": lambda: V(),
    "unset": lambda: V(),
    "missing_output": lambda *_: V(),
    # What the last action made anyway.
    "shortcut_result": lambda value: value,
    "get_variable": v,
    "as_text": lambda value: V(item_text(item) for item in v(value)),
    "as_number": lambda value: V(each for each in map(number_of, v(value)) if each is not None),
    "as_dictionary": lambda value: detect_dictionary(WFInput=value),
    "Number": lambda value: V([number(value)]),
    "shortcut_input": V(),
    "get_shortcut_input": lambda: V(),
    "get_clipboard": lambda: V(),
    "exit": lambda *_: stop(),
}


def stop():
    raise Stop


def cell(value):
    if isinstance(value, V):
        return value[0] if len(value) == 1 else list(value)
    return value


class Rewrite(ast.NodeTransformer):
    """Literals become values, comparisons and loops those of shortcuts, each statement tells its value."""

    def call(self, name, *arguments):
        return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])

    def visit_Constant(self, node):
        return self.call("_v", node)

    def visit_JoinedStr(self, node):
        parts = [part if isinstance(part, ast.Constant) else self.visit(part.value) for part in node.values]
        return self.call("_text", *parts)

    def visit_List(self, node):
        if not isinstance(node.ctx, ast.Load):
            raise Unsupported("a pattern")
        return self.call("_list", *map(self.visit, node.elts))

    def visit_Dict(self, node):
        pairs = []
        for key, value in zip(node.keys, node.values):
            if key is None or isinstance(value, (ast.List, ast.Dict)) and self.deep(value):
                raise Unsupported("a nested literal")
            written = self.visit(value)
            # A variable in the place of a text is its text.
            if not isinstance(value, (ast.Constant, ast.UnaryOp, ast.Dict, ast.List, ast.Call)):
                written = self.call("_text", written)
            pairs.append(ast.Tuple([self.visit(key), written], ast.Load()))
        return self.call("_dict", ast.List(pairs, ast.Load()))

    def deep(self, value):
        return isinstance(value, ast.List)

    def visit_Compare(self, node):
        tests, left = [], node.left
        for operator, right in zip(node.ops, node.comparators):
            a, b = self.visit(left), self.visit(right)
            if isinstance(operator, (ast.In, ast.NotIn)):
                tests.append(self.call("_contains", a, b, ast.Constant(isinstance(operator, ast.NotIn))))
            else:
                signs = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
                if type(operator) not in signs or len(node.ops) > 1:
                    raise Unsupported("a comparison")
                tests.append(self.call("_compare", ast.Constant(signs[type(operator)]), a, b))
            left = right
        return tests[0]

    def visit_Subscript(self, node):
        return ast.Subscript(self.visit(node.value), self.visit(node.slice), ast.Load())

    def visit_Attribute(self, node):
        if node.attr not in ("keys", "values", "startswith", "endswith", "append"):
            raise Unsupported(node.attr)
        return ast.Attribute(self.visit(node.value), node.attr, node.ctx)

    def visit_Match(self, node):
        """A menu: nobody answers, so its first item is chosen."""
        call = node.subject
        if not isinstance(call, ast.Call) or any(keyword.arg == "items" for keyword in call.keywords):
            raise Unsupported("a menu with items")
        if any(case.guard or not isinstance(case.pattern, ast.MatchValue) for case in node.cases):
            raise Unsupported("a menu with guards")
        prompt = [ast.Expr(self.visit(argument)) for argument in call.args]
        return [*prompt, *map(self.visit, node.cases[0].body)]

    def visit_UnaryOp(self, node):
        if isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
            return self.call("_v", ast.Constant(-node.operand.value))
        return self.generic_visit(node)

    def visit_Call(self, node):
        node.func = self.visit(node.func)
        node.args = list(map(self.visit, node.args))
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
        return node

    def told(self, node, value):
        return self.call("_tell", ast.Constant(node.lineno), value)

    def visit_Assign(self, node):
        node.value = self.told(node, self.looked_up(node.value))
        return node

    def looked_up(self, value):
        """A lookup that is a statement is the action, which fails where a variable with a key is nothing."""
        if isinstance(value, ast.Subscript):
            return self.call("_get", self.visit(value.value), self.visit(value.slice))
        return self.visit(value)

    def visit_AnnAssign(self, node):
        told = self.told(node, self.visit(node.value))
        return ast.copy_location(ast.Assign([node.target], told), node)

    def visit_Expr(self, node):
        value = node.value
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "append":
            target = value.func.value
            grown = self.call("_append", target, self.visit(value.args[0]))
            name = ast.Name(target.id, ast.Store())
            return ast.copy_location(ast.Assign([name], self.told(node, grown)), node)
        node.value = self.told(node, self.looked_up(value))
        return node

    def visit_For(self, node):
        iterated = node.iter
        if isinstance(iterated, ast.Call) and isinstance(iterated.func, ast.Name) and iterated.func.id == "range":
            if len(iterated.args) == 1:
                raise Unsupported("a range")
            end = iterated.args[1]
            if isinstance(end, ast.BinOp):
                rounds = self.visit(end.left)
            elif isinstance(end, ast.Constant):
                rounds = self.call("_v", ast.Constant(end.value - 1))
            else:
                raise Unsupported("a range")
            node.iter = self.call("_rounds", rounds)
        elif isinstance(iterated, ast.Call) and isinstance(iterated.func, ast.Name) and iterated.func.id == "enumerate":
            node.iter = self.call("_numbered", self.visit(iterated.args[0]))
        else:
            node.iter = self.call("_each", self.visit(iterated))
        node.body = self.block(node.body)
        return node

    def block(self, body):
        tick = ast.Expr(self.call("_tick"))
        return [tick, *map(self.visit, body)]

    def visit_If(self, node):
        node.test = self.visit(node.test)
        node.body = list(map(self.visit, node.body))
        node.orelse = list(map(self.visit, node.orelse))
        return node

    def generic_visit(self, node):
        known = (ast.Module, ast.Name, ast.BoolOp, ast.UnaryOp, ast.And, ast.Or, ast.Not, ast.Load, ast.Pass)
        if not isinstance(node, known):
            raise Unsupported(type(node).__name__)
        return super().generic_visit(node)


def plain(item):
    if isinstance(item, D):
        return float(item) if item != item.to_integral_value() or abs(item) > 2**53 else int(item)
    if isinstance(item, dict):
        return {key: plain(inner) for key, inner in item.items()}
    if isinstance(item, list):
        return [plain(inner) for inner in item]
    if isinstance(item, Url):
        return {"$url": str(item)}
    return item


def run(python):
    values = []
    steps = 0

    def tick():
        nonlocal steps
        steps += 1
        if steps > STEPS:
            raise Unsupported("too many steps")

    def tell(line, value):
        tick()
        value = v(value)
        if sum(len(item) for item in value if isinstance(item, str)) > 10**6:
            raise Unsupported("too much text")
        values.append([line, [plain(item) for item in value]])
        return value

    tree = ast.fix_missing_locations(Rewrite().visit(ast.parse(python)))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    bound = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    scope = {**HELPERS, "_tell": tell, "_tick": tick}
    for name in names - bound - scope.keys():
        action = ACTIONS.get(name.removeprefix("is_workflow_actions_"))
        if action is None:
            raise Unsupported(name)
        scope[name] = action
    try:
        exec(compile(tree, "shortcut", "exec"), scope)
    except Stop:
        pass
    except Failure as failure:
        return {"values": values, "error": str(failure)}
    return {"values": values}


for line in sys.stdin:
    try:
        answer = run(json.loads(line)["python"])
    except (Unsupported, RecursionError) as reason:
        answer = {"unsupported": str(reason)}
    except Exception as error:
        answer = {"unsupported": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
