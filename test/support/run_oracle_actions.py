"""Actions that compute, for the second opinion: Python's decimal, re, json, hashlib, base64 and urllib do the work."""

import base64
import decimal
import hashlib
import re
import urllib.parse

from run_oracle_values import *  # noqa: F403

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
        if isinstance(item, Url):
            raise Unsupported("a URL as a dictionary")
        inner = [item] if isinstance(item, dict) else parse_dictionaries(item_text(item)) if isinstance(item, (str, File)) else []
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
    value = V(item_text(item) if isinstance(item, (Url, Moment)) else item for item in v(WFDictionaryValue))
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
