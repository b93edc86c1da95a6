"""Find Files"""

from shortcut_actions import (
    AllOf,
    AnyOf,
    Path,
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
    files = filter_files(
        get_folder(Path("iCloud/Logs")),
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
    count = count_items(files, "Items")
    show_notification(
        f"{count} logs, {getattr(photos, 'File Size')} of screenshots, {reminders}",
        title="Logs",
    )


__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "actions": "6 8684782",
    "defaults": "4",
    "residue": {
        "1": {
            "WFContentItemFilter.Value.WFActionParameterFilterTemplates.0.Values.Unit": 4
        },
        "3": {
            "WFContentItemFilter.Value.WFActionParameterFilterTemplates.0.String": ""
        },
    },
    "spelling": {"3": {"WFContentItemFilter": "old rows with units"}},
    "records": {"Path": {"iCloud/Logs": {"fileLocation.fileProviderDomainID": None}}},
    "usual": ["Folder", "0 1 2 4 8 16 99 1001 True False"],
}
