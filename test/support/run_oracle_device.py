"""What shortcuts do to a device, for the second opinion: dialogs, clipboard, files, dates, recorded answers.

The device: 2024-05-06T07:08:09Z, UTC, en_US, no files, an empty clipboard. A dialog gets what it suggests, or its first
choice. Every web request gets `answer`; the actions that `canned` lists, and those of apps, give "out".
"""

import calendar
import datetime
import json
import re
import urllib.parse

from run_oracle_actions import *  # noqa: F403

NOW = Moment(2024, 5, 6, 7, 8, 9, tzinfo=datetime.timezone.utc)
CANNED = "out"
ANY = Opaque("what an action hands on that it did not say itself")


class Device:
    def __init__(self, answer, canned, kind="text", input=None, clipboard=None, typed="", choice=0):
        self.answer, self.canned, self.typed, self.choice = answer, canned, typed, choice
        self.input = V([] if input is None else [Url(input) if kind == "url" else input])
        self.clipboard = V([] if clipboard is None else [clipboard])
        self.files = {}
        self.folders = set()
        self.now = NOW
        self.calls = []

    def call(self, kind, value):
        self.calls.append([kind, item_text_of(value)])


def hands_on(device, kind=None, key=None, shown=None):
    """An effect; the input goes on, if the call says one."""

    def act(**arguments):
        if kind is not None:
            device.call(kind, arguments.get(shown or key, V()))
        return v(arguments[key]) if key in arguments else ANY

    return act


def dialogs(device):
    def alert(WFAlertActionMessage="Do you want to continue?", **_):
        device.call("alert", WFAlertActionMessage)
        return ANY

    def notification(WFNotificationActionBody="Hello World", WFInput=None, **_):
        device.call("notification", WFNotificationActionBody)
        return ANY

    def ask(WFInputType="Text", **arguments):
        kind = item_text_of(WFInputType)
        key = {"Number": "WFAskActionDefaultAnswerNumber", "URL": "WFAskActionDefaultAnswerURL"}.get(kind, "WFAskActionDefaultAnswer")
        given = arguments.get(key, arguments.get("WFAskActionDefaultAnswer"))
        answer = item_text_of(given) if given is not None else device.typed if kind in ("Text", "Number") else ""
        if kind == "Text":
            return V([answer])
        if kind == "Number":
            return V([number(V([answer.strip() or "0"]))])
        if kind in ("Date", "Date and Time", "Time") and answer.strip() == "":
            return V([device.now if kind != "Date" else device.now.replace(hour=0, minute=0, second=0, microsecond=0)])
        if kind == "URL":
            return V([Url("")] if answer == "" else links(V([answer]))[:1] or unknown_link())
        raise Unsupported(f"an answer of the kind {kind}")

    def choose(WFInput=None, WFChooseFromListActionSelectMultiple=False, **_):
        items = v(WFInput)
        if len(items) == 1 and isinstance(items[0], dict):
            if not items[0]:
                return V()
            key, cell = list(items[0].items())[min(device.choice, len(items[0]) - 1)]
            return V(named(item, key) for item in flatten(cell))
        if any(isinstance(item, File) for item in items) or any("BEGIN:VCARD" in item for item in items if isinstance(item, str)):
            raise Unsupported("a list of files or contacts")
        at = min(device.choice, len(items) - 1)
        return V(items[at : at + 1])

    return {
        "alert": alert,
        "notification": notification,
        "ask": ask,
        "choosefromlist": choose,
        "showresult": hands_on(device, "show result", "Text"),
        "speaktext": hands_on(device, "speak", "WFText"),
        "previewdocument": hands_on(device, None, "WFInput"),
        "viewresult": hands_on(device, None, "WFInput"),
        "share": hands_on(device, None, "WFInput"),
        "print": hands_on(device, None, "WFInput"),
        "openin": hands_on(device, None, "WFInput"),
        "playsound": hands_on(device, None, "WFInput"),
        "savetocameraroll": hands_on(device, None, "WFInput"),
        "openurl": hands_on(device, None, "WFInput"),
        "showwebpage": hands_on(device, None, "WFURL"),
        "searchweb": hands_on(device, None, "WFInputText"),
        "sendmessage": hands_on(device, None, "WFSendMessageContent"),
        "sendemail": hands_on(device, None, "WFSendEmailActionInputAttachments"),
    }


PASSES = """openapp handoff vibrate playmusic setvolume setbrightness wifi_set bluetooth_set cellulardata_set airplanemode_set
lowpowermode_set dnd_set flashlight appearance wallpaper_set waittoreturn useractivity_open splitscreen hide_app tweet
postonfacebook readinglist instapaper_add ifttt appendnote addtoplaylist addmusictoupnext clearupnext seek openworkflow
searchmaps getdirections showdefinition setplaybackdestination pausemusic skipforward skipback airdropdocument
removereminders removeevents comment returntohomescreen file_reveal""".split()

def named(item, name):
    if isinstance(item, str) and not isinstance(item, (Url, Match)):
        item = Named(item)
        item.name = name
    return item


def name_of(item):
    if isinstance(item, File):
        return item.bare()
    if isinstance(item, Named):
        return item.name
    if isinstance(item, (str, D)):
        return item_text(item)
    raise Unsupported("the name of something else")


def names(device):
    def get(WFInput=None, **_):
        return V(name_of(item) for item in v(WFInput))

    def rename(WFInput=None, WFName="", **_):
        items, name = v(WFInput), item_text_of(WFName)
        if not items:
            return V()
        item = items[0]
        if isinstance(item, (File, dict)) or name.lower().endswith(".vcf") or "BEGIN:VCARD" in item_text(item):
            raise Unsupported("another name for a file or a dictionary")
        return V([named(item, name) if name else item])

    def kind(WFInput=None, **_):
        kinds = {bool: "Boolean", D: "Number", dict: "Dictionary", Url: "URL", Moment: "Date", str: "Text", Named: "Text"}
        found = [kinds.get(type(item)) for item in v(WFInput)]
        if None in found:
            raise Unsupported("what kind something else is")
        return V(found)

    return {"getitemname": get, "setitemname": rename, "getitemtype": kind}


# Dates.


def dates_of(value):
    found = []
    for item in v(value):
        if isinstance(item, Moment):
            found.append(item)
        elif isinstance(item, str) and not isinstance(item, Asked):
            found += parse_date(item)
        else:
            raise Unsupported("a date made of something else")
    return found


def parse_date(source):
    match = re.fullmatch(r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(Z|\+00:00)?)?\s*", source)
    if not match:
        if not re.search(r"\d|day|tomorrow|now|noon|midnight|week|month|year|ago|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", source, re.I):
            return []
        raise Unsupported("a date in words")
    parts = [int(part) if part else 0 for part in match.groups()[:6]]
    if match[4] is None:
        parts[3] = 12
    try:
        return [Moment(*parts, tzinfo=datetime.timezone.utc)]
    except ValueError:
        raise Unsupported("a date that there is not") from None


def week_year(day):
    """Year and number of the week, as the United States count: from Sunday, the first is that of January 1."""
    for year in (day.year + 1, day.year, day.year - 1):
        first = datetime.date(year, 1, 1)
        start = first - datetime.timedelta(days=(first.weekday() + 1) % 7)
        if day.date() >= start:
            return year, (day.date() - start).days // 7 + 1
    raise AssertionError


def pattern_field(letter, width, day):
    hour12 = day.hour % 12 or 12
    padded = lambda value: str(value).zfill(width)  # noqa: E731
    if letter in "yY":
        year = day.year if letter == "y" else week_year(day)[0]
        return str(year % 100).zfill(2) if width == 2 else padded(year)
    if letter in "ML":
        return padded(day.month) if width <= 2 else day.strftime("%b") if width == 3 else day.strftime("%B") if width == 4 else day.strftime("%B")[0]
    if letter in "Ec" and not (letter == "c" and width < 3):
        return day.strftime("%a") if width <= 3 else day.strftime("%A") if width == 4 else day.strftime("%A")[0]
    plain = {
        "d": day.day,
        "D": day.timetuple().tm_yday,
        "h": hour12,
        "H": day.hour,
        "K": day.hour % 12,
        "k": day.hour or 24,
        "m": day.minute,
        "s": day.second,
        "w": week_year(day)[1],
        "e": (day.weekday() + 1) % 7 + 1,
    }
    if letter in plain and width <= (3 if letter == "D" else 2):
        return padded(plain[letter])
    if letter == "a" and width <= 3:
        return "AM" if day.hour < 12 else "PM"
    if letter == "S":
        return f"{day.microsecond:06d}".ljust(width, "0")[:width]
    if letter == "Z" and width <= 3:
        return "+0000"
    raise Unsupported(f"the date field {letter * width}")


def by_pattern(pattern, day):
    shown = ""
    for quoted, field, other in tokens(pattern):
        shown += quoted if quoted is not None else pattern_field(field[0], len(field), day) if field else other
    return shown


def tokens(pattern):
    at = 0
    while at < len(pattern):
        letter = pattern[at]
        if letter == "'":
            if pattern[at : at + 2] == "''":
                yield "'", None, None
                at += 2
                continue
            end = re.compile(r"(?:[^']|'')*").match(pattern, at + 1).end()
            yield pattern[at + 1 : end].replace("''", "'"), None, None
            at = end + 1
        elif letter.isascii() and letter.isalpha():
            end = re.compile(re.escape(letter) + "+").match(pattern, at).end()
            yield None, pattern[at:end], None
            at = end
        else:
            yield None, None, letter
            at += 1


def format_date_of(value, style, time_style, pattern, with_time):
    def one(day):
        if style == "Custom":
            return by_pattern(pattern, day)
        if style == "ISO 8601":
            return f"{day:%Y-%m-%dT%H:%M:%SZ}" if with_time else f"{day:%Y-%m-%d}"
        if style == "RFC 2822":
            return f"{day:%a, %d %b %Y %H:%M:%S} +0000"
        clock = f"{day.hour % 12 or 12}:{day:%M}"
        half = " AM" if day.hour < 12 else " PM"
        dates = {
            "None": "",
            "Short": f"{day.month}/{day.day}/{day:%y}",
            "Medium": f"{day:%b} {day.day}, {day.year}",
            "Long": f"{day:%B} {day.day}, {day.year}",
        }
        times = {"None": "", "Short": clock + half, "Medium": f"{clock}:{day:%S}{half}", "Long": f"{clock}:{day:%S}{half} UTC"}
        if style not in dates or time_style not in times:
            raise Unsupported("dates in words")
        parts = [part for part in (dates[style], times[time_style]) if part]
        return (", " if style == "Short" else " at ").join(parts)

    return V(one(day) for day in dates_of(value))


def dates(device):
    def date(WFDateActionMode="Current Date", WFDateActionDate=None, **_):
        if item_text_of(WFDateActionMode) == "Current Date":
            return V([device.now])
        found = dates_of(WFDateActionDate)
        if not found:
            raise Failure("no date")
        return V(found[:1])

    def show(WFDate=None, WFDateFormatStyle="Short", WFTimeFormatStyle="Short", WFDateFormat="", WFISO8601IncludeTime=False, **_):
        return converted(WFDate, format_date_of(WFDate, item_text_of(WFDateFormatStyle), item_text_of(WFTimeFormatStyle), item_text_of(WFDateFormat), truth(WFISO8601IncludeTime)))

    def in_text(value, date_format="Short", time_format="Short", custom_format="", iso_include_time=False, **others):
        if set(others) - {"locale"} or "locale" in others:
            raise Unsupported("dates in words")
        return format_date_of(value, date_format, time_format, custom_format, truth(iso_include_time))

    def adjust(WFDate=None, WFAdjustOperation="Add", WFDuration=None, **others):
        if others.get("WFAdjustOffsetPicker") is not None:
            raise Unsupported("an offset of old files")
        operation = item_text_of(WFAdjustOperation)
        amount, unit = (D(0), "days") if WFDuration is None else duration(WFDuration)
        return converted(WFDate, V(moved(day, operation, amount, unit) for day in dates_of(WFDate)))

    def between(WFInput=None, WFTimeUntilFromDate=None, WFTimeUntilUnit="Minutes", **others):
        if others or WFTimeUntilFromDate is None:
            raise Unsupported("a reference date of old files")
        ends, starts = dates_of(WFInput), dates_of(WFTimeUntilFromDate)
        if not ends or not starts:
            raise Failure("no date")
        seconds = int((ends[0] - starts[0]).total_seconds())
        sizes = {"Seconds": 1, "Minutes": 60, "Hours": 3600, "Days": 86400, "Weeks": 604800}
        unit = item_text_of(WFTimeUntilUnit)
        if unit not in sizes:
            raise Unsupported(f"time between dates in {unit}")
        return V([D(int(seconds / sizes[unit]))])

    return {"date": date, "format_date": show, "adjustdate": adjust, "gettimebetweendates": between, "_format_date": in_text}


def converted(given, found):
    if v(given) and not found:
        raise Failure("no date")
    return found


def duration(quantity):
    if not isinstance(quantity, Opaque) or quantity.what != "Quantity":
        raise Unsupported("a duration")
    return number(quantity.fields["amount"], 0), quantity.fields["unit"]


def moved(day, operation, amount, unit):
    starts = {
        "Get Start of Minute": dict(second=0),
        "Get Start of Hour": dict(minute=0, second=0),
        "Get Start of Day": dict(hour=0, minute=0, second=0),
        "Get Start of Month": dict(day=1, hour=0, minute=0, second=0),
        "Get Start of Year": dict(month=1, day=1, hour=0, minute=0, second=0),
    }
    if operation in starts:
        return day.replace(microsecond=0, **starts[operation])
    if operation == "Get Start of Week":
        return (day - datetime.timedelta(days=(day.weekday() + 1) % 7)).replace(hour=0, minute=0, second=0, microsecond=0)
    if operation == "Subtract":
        amount = -amount
    elif operation != "Add":
        raise Unsupported(operation)
    seconds = {"sec": 1, "min": 60, "hr": 3600, "days": 86400, "weeks": 604800}
    if unit in seconds:
        if unit == "weeks":
            amount = amount.to_integral_value(rounding="ROUND_DOWN")
        return day + datetime.timedelta(seconds=float(amount * seconds[unit]))
    months = int(amount) * {"months": 1, "years": 12}[unit]
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, calendar.monthrange(year, month + 1)[1]))


# Files.


def files(device):
    root = "/iCloud Drive/Shortcuts"

    def place(path, folder):
        if folder is not None and not (isinstance(folder, Opaque) and folder.what == "Path"):
            raise Unsupported("another folder")
        parts = []
        for part in path.split("/"):
            if part == "..":
                raise Unsupported("a path that goes up")
            if part not in ("", "."):
                parts.append(part)
        return "/".join([root if folder is None else folder.fields["path"], *parts])

    def find(path):
        return device.files.get(path.lower())

    def as_file(item):
        if isinstance(item, File):
            return item
        if isinstance(item, dict):
            return File("Dictionary.json", item_text(item))
        if isinstance(item, (Url, Moment, bool)):
            raise Unsupported("a file of something else")
        name = item.name if isinstance(item, Named) else None
        if name is None:
            raise Unsupported("the name of a file that nobody has named")
        return File(name if File(name, "").extension() else f"{name}.txt", item_text(item))

    def put(path, file):
        existing = find(path)
        parts = path.lower().split("/")
        device.folders.update("/".join(parts[:end]) for end in range(2, len(parts)))
        placed = File(path.rsplit("/", 1)[1], file.content, existing.path if existing else path)
        if existing:
            placed.name = existing.name
        device.files[path.lower()] = placed
        return placed

    def save(WFInput=None, WFFileDestinationPath="", WFSaveFileOverwrite=False, WFAskWhereToSave=True, WFFolder=None, **_):
        path, saved = item_text_of(WFFileDestinationPath).strip(), []
        for item in v(WFInput):
            if path == "" or path.endswith("/") or place(path, WFFolder).lower() in device.folders:
                file = as_file(item)
                target = place(f"{path}/{file.name.replace('/', ':')}", WFFolder)
            else:
                extension = re.search(r"\.[^./\s]+$", path)
                own = ".json" if isinstance(item, dict) else f".{item.extension()}" if isinstance(item, File) and item.extension() else ".txt"
                if isinstance(item, Named) and File(item.name, "").extension():
                    own = f".{File(item.name, '').extension()}"
                file = item if isinstance(item, File) else File("", item_text(item))
                target = place(path if extension else path + own, WFFolder)
            if find(target) and not truth(WFSaveFileOverwrite):
                count, base = 2, File(target.rsplit("/", 1)[1], "")
                while find(f"{target.rsplit('/', 1)[0]}/{base.bare()} {count}.{base.extension()}"):
                    count += 1
                target = f"{target.rsplit('/', 1)[0]}/{base.bare()} {count}.{base.extension()}"
            saved.append(put(target, file))
        return V(saved)

    def get(WFGetFilePath=None, WFFileErrorIfNotFound=True, WFFile=None, WFShowFilePicker=None, **others):
        if WFGetFilePath is None or WFShowFilePicker is not None and truth(WFShowFilePicker) or "WFGetFolderContents" in others:
            raise Unsupported("a file that is picked")
        if item_text_of(WFGetFilePath).strip() in ("", "/"):
            raise Unsupported("a folder")
        where = place(item_text_of(WFGetFilePath).strip(), WFFile)
        if where.lower() in device.folders:
            raise Unsupported("a folder")
        found = find(where)
        if found:
            return V([found])
        if truth(WFFileErrorIfNotFound):
            raise Failure("no such file")
        return V()

    def append(WFInput=None, WFFilePath="", WFFile=None, WFAppendFileWriteMode="Append", WFAppendOnNewLine=True, **_):
        path = item_text_of(WFFilePath).strip()
        if path == "":
            raise Failure("no path")
        target = place(path if re.search(r"\.[^./\s]+$", path) else f"{path}.txt", WFFile)
        before = find(place(path, WFFile))
        old, new = (before.content if before else ""), item_text_of(WFInput)
        between = "\n" if old and truth(WFAppendOnNewLine) else ""
        content = new + between + old if item_text_of(WFAppendFileWriteMode) == "Prepend" else old + between + new
        return V([put(before.path if before else target, File("", content))])

    def delete(WFInput=None, **_):
        for item in v(WFInput):
            if isinstance(item, File) and item.path:
                device.files.pop(item.path.lower(), None)
        return V()

    def create_folder(WFFilePath="", WFFolder=None, **_):
        parts = place(item_text_of(WFFilePath), WFFolder).lower().split("/")
        device.folders.update("/".join(parts[:end]) for end in range(4, len(parts) + 1))
        return ANY

    return {"documentpicker_save": save, "documentpicker_open": get, "file_append": append, "file_delete": delete, "file_createfolder": create_folder}


# The web, and texts with links.


LINK = re.compile(r"https?://[^\s<>\"'\]\[{}|\\^`]+")


def unknown_link():
    raise Unsupported("an answer that is no link")


def links(value):
    found = []
    for item in v(value):
        if isinstance(item, Url):
            found.append(item)
        elif isinstance(item, (str, dict, D, File)):
            content = item_text(item)
            bare = LINK.sub("", content)
            if re.search(r"[A-Za-z][\w+.-]*:|\w\.\w|@", bare) or any(link[-1] in ".,;:!?)" or "(" in link for link in LINK.findall(content)):
                raise Unsupported("what may be a link")
            found += map(Url, LINK.findall(content))
        else:
            raise Unsupported("links in something else")
    return V(found)


def web(device):
    def download(WFURL=None, **_):
        addresses = []
        for item in v(WFURL):
            if isinstance(item, str) and re.fullmatch(r"\s*[A-Za-z][A-Za-z0-9+.-]*:\S+\s*", item):
                addresses.append(item)
            else:
                addresses += links(V([item]))
        if not addresses:
            raise Failure("no URL")
        if any(address.lower().startswith(("data:", "file:")) for address in addresses):
            raise Unsupported("an address that holds its own data")
        parsed = json.loads(device.answer, parse_int=D)
        return V(parsed for _ in addresses)

    def component(WFURL=None, WFURLComponent="Scheme", **_):
        found = links(WFURL)
        if not v(WFURL):
            return V()
        if not found:
            raise Failure("no URL")
        parts = urllib.parse.urlsplit(str(found[0]))
        kind = item_text_of(WFURLComponent)
        if "[" in found[0] or kind not in ("Scheme", "Host", "Port", "Path", "Query", "Fragment", "User", "Password"):
            raise Unsupported("another part of a URL")
        path = urllib.parse.unquote(parts.path)
        values = {
            "Scheme": parts.scheme,
            "Host": str(found[0]).split("//", 1)[-1].split("/")[0].split("?")[0].split("#")[0].rsplit("@", 1)[-1].split(":")[0],
            "Port": str(parts.port or ""),
            "Path": path[:-1] if len(path) > 1 and path.endswith("/") else path,
            "Query": parts.query,
            "Fragment": parts.fragment,
            "User": parts.username or "",
            "Password": parts.password or "",
        }
        return V([values[kind]] if values[kind] else [])

    return {"downloadurl": download, "geturlcomponent": component, "detect_link": lambda WFInput=None, **_: links(WFInput)}


def clipboard(device):
    def put(WFInput=None, **_):
        if WFInput is None:
            raise Unsupported("a clipboard that takes what comes before")
        device.clipboard = v(WFInput)
        return device.clipboard

    def wait(WFDelayTime=1, **_):
        device.now += datetime.timedelta(seconds=float(max(D(0), number(WFDelayTime, 1))))
        return ANY

    return {"setclipboard": put, "getclipboard": lambda **_: device.clipboard, "delay": wait}


def device_actions(device):
    actions = {}
    for family in (dialogs, names, dates, files, web, clipboard):
        actions.update(family(device))
    actions.update({name: lambda **_: ANY for name in PASSES})
    actions.update({name: lambda **_: V([CANNED]) for name in device.canned})
    return actions
