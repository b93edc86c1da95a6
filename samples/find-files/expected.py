"""Find Files"""

from shortcut_actions import (
    AllOf,
    AnyOf,
    ask_each_time,
    count_items,
    filter_files,
    get_folder,
    photos_find_photos,
    reminders_find_reminders,
    show_notification,
    unset,
    where,
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
            where("Name", "contains", "log"),
            where("Last Modified Date", "is in the last", 3, "days"),
            where("File Size", "is greater than", Limit),
        ),
        sort_by="Last Modified Date",
        order="Latest First",
        limited=True,
        limit=5.0,
    )
    photos = photos_find_photos(
        filter=AnyOf(
            where("Is a Screenshot", "is", True), where("Album", "is", "Favorites")
        )
    )
    reminders = reminders_find_reminders(
        filter=AllOf(where("Title", "begins with", string=ask_each_time())),
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
    "filter_settings": {"Removable": True, "WFContentPredicateBoundedDate": False},
    "actions": "6 8684782",
    "defaults": "4",
    "filters": {"1": "1 99 4 1001 16 2", "2": "0 4 4", "3": "1 8 4"},
    "residue": {
        "1": {
            "WFContentItemFilter.Value.WFActionParameterFilterTemplates.0.Values.Unit": 4
        },
        "3": {
            "WFContentItemFilter.Value.WFActionParameterFilterTemplates.0.String": ""
        },
    },
    "spelling": {"3": {"WFContentItemFilter": "old rows with units"}},
}
