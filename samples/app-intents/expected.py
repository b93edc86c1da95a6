"""App Intents"""

import datetime
from shortcut_actions import (
    App,
    AppEntity,
    Data,
    Quantity,
    Shortcut,
    as_number,
    com_example_todo_AddTaskIntent,
    com_example_todo__2dlist_show__5fall,
    get_clipboard,
    health_log_health_sample,
    notes_create_note,
    open_app,
    run_shortcut,
)


def app_intents(shortcut_input=None):
    add_task = com_example_todo_AddTaskIntent(
        due=datetime.datetime(2031, 5, 4, 18, 30),
        from_="Anna",
        k__is__20done__3f=False,
        list=AppEntity("Groceries"),
        priority=2,
        title=f"Buy {get_clipboard()}",
        ShowWhenRun=False,
    )
    com_example_todo__2dlist_show__5fall(
        filter=Quantity("3", "days"), payload=Data("AAFiaW5hcnk=")
    )
    open_app(App("Notes"))
    note = notes_create_note(add_task.URL, open_when_run=False)
    health_log_health_sample(type="Weight", value=Quantity(as_number(note), "kg"))
    run_shortcut(Shortcut("Tidy Up"), note)


__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "actions": "6 7d961cf2",
    "residue": {"0": {"Show-title": True}},
    "records": {
        "AppEntity": {"Groceries": {"identifier": "list-7", "subtitle.key": "Shared"}},
        "AppIntentDescriptor": {
            "com.example.todo.AddTaskIntent": {
                "AppIntentIdentifier": "AddTaskIntent",
                "BundleIdentifier": "com.example.todo",
                "Name": "Todo",
                "TeamIdentifier": "ABCDE12345",
            }
        },
        "App": {"Notes": {"TeamIdentifier": "0000000000"}},
        "Shortcut": {
            "Tidy Up": {"workflowIdentifier": "D9298A10-D1B0-4358-A7DC-4BD85DAC641B"}
        },
    },
    "usual": ["com.apple.mobilenotes", "False"],
}
