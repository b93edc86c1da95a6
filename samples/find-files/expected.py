"""Find Files"""

from shortcut_actions import (
    AllOf,
    AnyOf,
    Where,
    ask_each_time,
    count_items,
    filter_files,
    get_folder,
    photos_find_photos,
    reminders_find_reminders,
    show_notification,
    unset,
)


def find_files(shortcut_input=None):
    Limit = unset()
    folder = get_folder(
        dict(
            displayName="Logs",
            fileLocation=dict(WFFileLocationType="iCloud", relativeSubpath="Logs"),
            filename="Logs",
        )
    )
    files = filter_files(
        folder,
        filter=AllOf(
            Where(
                "Name", "contains", string="log", unit=4, Operator=99, Removable=True
            ),
            Where(
                "Last Modified Date",
                "is in the last",
                number="3",
                unit=16,
                Operator=1001,
                Removable=True,
            ),
            Where(
                "File Size", "is greater than", number=Limit, Operator=2, Removable=True
            ),
            WFActionParameterFilterPrefix=1,
            WFContentPredicateBoundedDate=False,
        ),
        sort_by="Last Modified Date",
        order="Latest First",
        limited=True,
        limit=5.0,
    )
    photos = photos_find_photos(
        filter=AnyOf(
            Where("Is a Screenshot", "is", bool=True, Operator=4, Removable=True),
            Where("Album", "is", enumeration="Favorites", Operator=4, Removable=True),
            WFActionParameterFilterPrefix=0,
            WFContentPredicateBoundedDate=False,
        )
    )
    reminders = reminders_find_reminders(
        filter=AllOf(
            Where(
                "Title",
                "begins with",
                Operator=8,
                Removable=True,
                String="",
                Unit=4,
                VariableOverrides=dict(stringValue=ask_each_time()),
            ),
            WFActionParameterFilterPrefix=1,
            WFContentPredicateBoundedDate=False,
        ),
        sort_by="Random",
    )
    count = count_items(files, type="Items")
    show_notification(
        f"{count} logs, {getattr(photos, 'File Size')} of screenshots, {reminders}",
        title="Logs",
    )


__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "actions": "6 8684782",
    "defaults": "4",
}
