"""App Intents"""

import datetime
from shortcut_actions import (
    Data,
    Quantity,
    com_apple_mobilenotes_SharingExtension,
    com_example_todo_AddTaskIntent,
    com_example_todo__2dlist_show__5fall,
    get_clipboard,
    is_workflow_actions_health_quantity_log,
    is_workflow_actions_openapp,
    is_workflow_actions_runworkflow,
)

__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "actions": "6 7d961cf2",
    "residue": {"0": {"Show-title": True}},
}


def app_intents(shortcut_input=None):
    add_task = com_example_todo_AddTaskIntent(
        due=datetime.datetime(2031, 5, 4, 18, 30),
        from_="Anna",
        k__is__20done__3f=False,
        list=dict(
            identifier="list-7",
            subtitle=dict(key="Shared"),
            title=dict(key="Groceries"),
        ),
        priority=2,
        title=f"Buy {get_clipboard()}",
        AppIntentDescriptor=dict(
            AppIntentIdentifier="AddTaskIntent",
            BundleIdentifier="com.example.todo",
            Name="Todo",
            TeamIdentifier="ABCDE12345",
        ),
        ShowWhenRun=False,
    )
    com_example_todo__2dlist_show__5fall(
        filter=Quantity("3", "days"), payload=Data("AAFiaW5hcnk=")
    )
    is_workflow_actions_openapp(
        WFSelectedApp=dict(
            BundleIdentifier="com.apple.mobilenotes",
            Name="Notes",
            TeamIdentifier="0000000000",
        ),
        WFAppIdentifier="com.apple.mobilenotes",
    )
    note = com_apple_mobilenotes_SharingExtension(
        WFCreateNoteInput=f"{add_task.URL}", OpenWhenRun=False
    )
    is_workflow_actions_health_quantity_log(
        WFQuantitySampleType="Weight",
        WFQuantitySampleQuantity=Quantity(float(note), "kg"),
    )
    is_workflow_actions_runworkflow(
        WFInput=note,
        WFWorkflow=dict(
            isSelf=False,
            workflowIdentifier="D9298A10-D1B0-4358-A7DC-4BD85DAC641B",
            workflowName="Tidy Up",
        ),
        WFWorkflowName="Tidy Up",
    )
