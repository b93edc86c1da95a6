import { RECORDS_STUB } from "./records-stub.ts";

/** Parameters that any action may have, whatever its definition lists, and their types. */
const COMMON: Readonly<Record<string, string>> = {
  UUID: "str",
  CustomOutputName: "str",
  GroupingIdentifier: "str",
  WFControlFlowMode: "int",
  ShowWhenRun: "bool | Value",
  OpenWhenRun: "bool | Value",
  WFShowWorkflow: "bool | Value",
  AppIntentDescriptor: "dict[Any, Any]",
  IntentAppDefinition: "App | dict[Any, Any]",
  IntentAppIdentifier: "str",
  Advanced: "bool | Value",
};

export const COMMON_PARAMETERS: ReadonlySet<string> = new Set(Object.keys(COMMON));

/**
 * The part of the stubs that is the same for all programs: the types of values, and the functions that the dialect
 * adds to Python's own (`HELPERS` in `src/context/writing.ts`; what each means is in `api-docs/dialect.md`).
 *
 * A variable of Shortcuts can hold anything and is converted to what its reader wants. So every type of value takes
 * every operation of the dialect, and its name only tells what the value is. Helpers that make a value are classes,
 * and outputs of that kind have their type.
 */
export const VALUES_STUB = `"""What all programs share: types of values, and the helpers of the dialect."""

import datetime
from collections.abc import Iterator
from typing import Any, Generic, Literal, TypedDict, TypeVar

Variable = Any
"""A variable, which may hold anything: the mark of a Set Variable, \`Name: Variable = d["key"]\`."""

Output = Any
"""The mark of a name that is an output, however often it is bound: \`text: Output = "a"\`."""

class Value:
    """What an action gives, or a part of it. It can be read as anything; its type tells what it is."""

    def __getattr__(self, name: str) -> Value:
        """A property, such as \`.Name\`."""
    def __getitem__(self, key: Any) -> Value:
        """Get Dictionary Value, or the value of a variable for a key; a dot goes one level down."""
    def __iter__(self) -> Iterator[Value]: ...
    def __contains__(self, item: Any) -> bool: ...
    def __lt__(self, other: Any) -> bool: ...
    def __le__(self, other: Any) -> bool: ...
    def __gt__(self, other: Any) -> bool: ...
    def __ge__(self, other: Any) -> bool: ...
    def __add__(self, other: Any) -> Any:
        """Calculate; \`count + 1\` is also the end of a range."""
    def __radd__(self, other: Any) -> Any: ...
    def __sub__(self, other: Any) -> Any: ...
    def __rsub__(self, other: Any) -> Any: ...
    def __mul__(self, other: Any) -> Any: ...
    def __rmul__(self, other: Any) -> Any: ...
    def __truediv__(self, other: Any) -> Any: ...
    def __rtruediv__(self, other: Any) -> Any: ...
    def __mod__(self, other: Any) -> Any: ...
    def __rmod__(self, other: Any) -> Any: ...
    def __index__(self) -> int: ...
    def __float__(self) -> float: ...
    def keys(self) -> Keys:
        """Get Dictionary Value: all keys."""
    def values(self) -> Value:
        """Get Dictionary Value: all values."""
    def append(self, value: Any) -> None:
        """Add to Variable."""
    def startswith(self, start: Any) -> bool: ...
    def endswith(self, end: Any) -> bool: ...

class Keys(Value):
    """The keys of a dictionary."""

    def __iter__(self) -> Iterator[Any]: ...

_Element = TypeVar("_Element", bound=Value, covariant=True)

class Text(Value):
    """A text of several parts, where an f-string cannot hold them."""

    def __init__(self, *parts: Any) -> None: ...

class Number(Value):
    """A number that Python would spell otherwise: \`Number("05")\`, \`Number(f"{x}")\`."""

    def __init__(self, value: Any) -> None: ...

class Boolean(Value):
    """A boolean item that is a variable, or held as 0 or 1."""

    def __init__(self, value: Any) -> None: ...

class Dictionary(Value):
    """A Dictionary with equal keys or odd items, or a dictionary item that is a variable."""

    def __init__(self, *items: Any) -> None: ...

class Array(Value, Generic[_Element]):
    """An array parameter, or an array item that is a variable."""

    def __init__(self, items: Any) -> None: ...
    def __iter__(self) -> Iterator[_Element]: ...

class File(Value):
    """A file item that is a variable."""

    def __init__(self, value: Any) -> None: ...

class Date(Value):
    """Seconds since 2001 in UTC, or a date that is a text or a variable."""

    def __init__(self, value: Any) -> None: ...

class Data(Value):
    """Raw data in Base64, or the number of such data in the metadata."""

    def __init__(self, base64: str | int) -> None: ...

class Quantity(Value):
    """A number and its unit: \`Quantity("6", "kg")\`."""

    def __init__(self, amount: Any = ..., unit: str = ...) -> None: ...

class Duration(Value):
    """A number and a unit of time: \`Duration("3", "days")\`."""

    def __init__(self, amount: Any = ..., unit: str = ...) -> None: ...

class TimeOffset(Value):
    """What old Adjust Date actions do: \`TimeOffset("Add", 1, "Day")\`."""

    def __init__(self, operation: str, amount: Any, unit: str) -> None: ...

class Contacts(Value):
    """Several contacts, numbers or addresses: \`Contacts([Phone("+1 555 0100"), Email("ann@example.com")])\`."""

    def __init__(self, contacts: list[Any]) -> None: ...

${RECORDS_STUB}
class Enumeration(Value):
    """One of several choices, as the operand of a condition."""

    def __init__(self, choice: Any) -> None: ...

class Operand(Value):
    """The operand of a condition, of any other kind."""

    def __init__(self, **operand: Any) -> None: ...

class Item(Value):
    """An item of a Dictionary or a List: key and value, or a value of an odd shape."""

    def __init__(self, key_or_value: Any, value: Any = ..., /) -> None: ...

class Token(Value):
    """A variable without its wrapper, or one of a kind that is not known."""

    def __init__(self, value: Any) -> None: ...

class PropertyList(Value):
    """A value that is nested too deeply for Python's parser, as JSON."""

    def __init__(self, json: str) -> None: ...

class Uid(Value):
    """A UID of a property list."""

    def __init__(self, number: int) -> None: ...

class where(Value):
    """A row of a filter: property, what the operator means, and the operands that it uses: one, a number and its unit, or two."""

    def __init__(
        self,
        property: str,
        operator: Literal[
            "is less than", "is at most", "is greater than", "is at least", "is", "is not",
            "begins with", "ends with", "contains", "does not contain", "has any value", "has no value",
            "is in the next", "is in the last", "is today", "is between",
        ],
        *operands: Any,
        string: Any = ...,
        number: Any = ...,
        bool: Any = ...,
        enumeration: Any = ...,
        date: Any = ...,
        another_date: Any = ...,
        unit: Any = ...,
        **fields: Any,
    ) -> None: ...

class AllOf(Value):
    """A filter: all rows hold."""

    def __init__(self, *rows: where, **fields: Any) -> None: ...

class AnyOf(Value):
    """A filter: any of the rows holds."""

    def __init__(self, *rows: where, **fields: Any) -> None: ...

class Common(TypedDict, total=False):
    """Parameters that any action may have."""

${Object.entries(COMMON)
  .map(([name, type]) => `    ${name}: ${type}\n`)
  .join("")}
def no_condition(value: Any = None) -> bool:
    """An If without a condition: which of its branches runs is not known."""

def nothing() -> Value:
    """No value."""

def shortcut_result(value: Any) -> Any:
    """What the shortcut gives to whoever runs it: what its last action has left."""

def unset() -> Value:
    """No value: a name that is read before anything sets it."""

def missing_output(name: str) -> Value:
    """An output that no action makes, and what references call it."""

def malformed_action(value: Any) -> Value:
    """An action that is none."""

def get_shortcut_input() -> Value:
    """What the shortcut was started with."""

def get_clipboard() -> Value:
    """What is on the clipboard."""

def current_date() -> Date:
    """The moment at which it is read."""

def device_details() -> Value:
    """The device; its properties tell about it."""

def ask_each_time(prompt: Any = ...) -> Value:
    """A value that the user is asked for."""

def action_input(value: Any = ...) -> Value:
    """The Input variable of old files: what the action takes."""

def get_variable(value: Any) -> Value:
    """Get Variable, where its output is read."""

def add_to_variable(variable: Any, value: Any) -> Value:
    """Add to Variable, where its output is read."""

def choose_from_menu(prompt: Any = ..., *, items: Any = ...) -> str | None:
    """Choose from Menu; the items are the titles of the cases unless they are listed."""

def as_boolean(value: Any) -> Boolean:
    """The value, read as a boolean."""

def as_contact(value: Any) -> Value:
    """The value, read as a contact."""

def as_date(value: Any) -> Date:
    """The value, read as a date."""

def as_dictionary(value: Any) -> Dictionary:
    """The value, read as a dictionary."""

def as_file(value: Any) -> File:
    """The value, read as a file."""

def as_image(value: Any) -> Value:
    """The value, read as an image."""

def as_location(value: Any) -> Value:
    """The value, read as a place."""

def as_media(value: Any) -> Value:
    """The value, read as sound or film."""

def as_number(value: Any) -> Number:
    """The value, read as a number."""

def as_photo(value: Any) -> Value:
    """The value, read as a photo."""

def as_rich_text(value: Any) -> Value:
    """The value, read as a text with styles."""

def as_text(value: Any) -> Text:
    """The value, read as a text."""

def as_url(value: Any) -> Value:
    """The value, read as a URL."""

def coerce_variable(value: Any, item_class: str) -> Value:
    """A variable read as another type, by the class of its content item."""

def get_property(value: Any, name: str, *, user_info: Any) -> Value:
    """A property with an unusual identity."""

def format_date(
    value: Any,
    style_or_pattern: str = ...,
    *,
    date_format: Literal[
        "None", "Short", "Medium", "Long", "Relative", "RFC 2822", "ISO 8601", "Custom"
    ] = ...,
    custom_format: str = ...,
    time_format: Literal["None", "Short", "Medium", "Long", "Relative"] = ...,
    relative_format: str = ...,
    iso_include_time: bool = ...,
    **fields: Any,
) -> Text:
    """A date in words: in a style such as "Long", or by a Unicode pattern such as \`yyyy-MM-dd\`."""

def unit_variable_transform(value: Any, *, unit_type: str = ..., unit_symbol: str = ..., **fields: Any) -> Quantity:
    """A measurement in another unit."""

def aggrandize(value: Any, **step: Any) -> Value:
    """What else the editor can do to a variable."""

def has_value(value: Any) -> bool:
    """The condition "has any value"."""

def is_today(value: Any) -> bool:
    """The condition "is today"."""

def is_in_next(value: Any, duration: Any) -> bool:
    """The condition "is in the next"."""

def is_in_last(value: Any, duration: Any) -> bool:
    """The condition "is in the last"."""

def condition(value: Any = ..., **fields: Any) -> bool:
    """A condition whose code is not known."""

_Stale = TypeVar("_Stale")

def stale(value: _Stale, **fields: Any) -> _Stale:
    """The value, and parameters of the block's markers that it does not show."""
`;

/** How the stubs define a function or a type that is no action, with what it does; undefined of what is none. */
export function valueStub(name: string): string | undefined {
  const begins = [`def ${name}(`, `class ${name}(`, `class ${name}:`];
  const found = VALUES_STUB.split(/\n\n(?=\S)/).find((part) =>
    begins.some((begin) => part.startsWith(begin)),
  );
  return found === undefined ? undefined : `${found.trimEnd()}\n`;
}
