"""Find Files"""

from shortcut_actions import (
    AllOf,
    AnyOf,
    Where,
    ask_each_time,
    is_workflow_actions_count,
    is_workflow_actions_filter_files,
    is_workflow_actions_filter_photos,
    is_workflow_actions_filter_reminders,
    is_workflow_actions_folder,
    is_workflow_actions_notification,
    nothing,
)

__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
}


def find_files(shortcut_input=None):
    Limit = nothing()
    folder = is_workflow_actions_folder(
        WFFolder=dict(
            displayName="Logs",
            fileLocation=dict(WFFileLocationType="iCloud", relativeSubpath="Logs"),
            filename="Logs",
        )
    )
    files = is_workflow_actions_filter_files(
        WFContentItemInputParameter=folder,
        WFContentItemFilter=AllOf(
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
        WFContentItemSortProperty="Last Modified Date",
        WFContentItemSortOrder="Latest First",
        WFContentItemLimitEnabled=True,
        WFContentItemLimitNumber=5.0,
    )
    photos = is_workflow_actions_filter_photos(
        WFContentItemFilter=AnyOf(
            Where("Is a Screenshot", "is", bool=True, Operator=4, Removable=True),
            Where("Album", "is", enumeration="Favorites", Operator=4, Removable=True),
            WFActionParameterFilterPrefix=0,
            WFContentPredicateBoundedDate=False,
        )
    )
    reminders = is_workflow_actions_filter_reminders(
        WFContentItemFilter=AllOf(
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
        WFContentItemSortProperty="Random",
    )
    count = is_workflow_actions_count(Input=files)
    is_workflow_actions_notification(
        WFNotificationActionTitle="Logs",
        WFNotificationActionBody=f"{count} logs, {getattr(photos, 'File Size')} of screenshots, {reminders}",
    )
