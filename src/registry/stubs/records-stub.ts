/**
 * The part of the stubs for records that a program calls by a name (`src/values/record-kinds.ts`). Keywords say what
 * does not follow from the name, and what the metadata do not keep.
 */
export const RECORDS_STUB = `class App(Value):
    """An app: \`App("Drafts")\`. One that is not known needs its bundle id."""

    def __init__(
        self, name: str = ..., /, *, bundle_id: str | None = ..., team_id: str | None = ..., **more: Any
    ) -> None: ...

class Shortcut(Value):
    """Another shortcut, or the one that runs: \`Shortcut("Backup", is_self=True)\`."""

    def __init__(self, name: str, /, *, is_self: bool = ..., identifier: str | None = ...) -> None: ...

class Path(Value):
    """Where a file or a folder is: \`Path("iCloud Drive/Lists")\`, \`Path("Shortcuts/a.txt")\`, \`Path("~/Notes")\`."""

    def __init__(
        self,
        path: str,
        /,
        *,
        display_name: str = ...,
        filename: str = ...,
        location: dict[str, Any] = ...,
    ) -> None: ...

class Entity(Value):
    """What an app offers to choose from, by the text that it shows: \`Entity("Work")\`."""

    def __init__(self, shown: str, /, *, identifier: str | None = ..., **more: Any) -> None: ...

class AppEntity(Value):
    """The same of an app intent: \`AppEntity("Work")\`."""

    def __init__(self, title: str, /, *, identifier: str | None = ..., **more: Any) -> None: ...

class Option(Value):
    """What one of the actions of Shortcuts itself offers to choose from: \`Option("All Shortcuts")\`."""

    def __init__(self, shown: str, /, *, identifier: str = ...) -> None: ...

class Location(Value):
    """A place on the map; one that the metadata do not know needs its coordinates."""

    def __init__(self, name: str, /, *, placemark: dict[str, Any] = ...) -> None: ...

class Playback(Value):
    """What the Music app plays."""

    def __init__(self, item_name: str, /, *, archive: str = ..., type: str | None = ...) -> None: ...

class Unit(Value):
    """What a measurement is converted to: \`Unit("km", type="Length")\`."""

    def __init__(self, symbol: str, /, *, type: str) -> None: ...

class Contact(Value):
    """Somebody of the address book, whose card the metadata keep."""

    def __init__(
        self, name: str, /, *, card: Data = ..., which: int | None = ..., property: int | None = ...
    ) -> None: ...

class Phone(Value):
    """A phone number: \`Phone("+1 555 0100")\`."""

    def __init__(self, number: str, /) -> None: ...

class Email(Value):
    """A mail address: \`Email("ann@example.com")\`."""

    def __init__(self, address: str, /) -> None: ...
`;
