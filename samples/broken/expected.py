"""Broken"""

from shortcut_actions import (
    Token,
    choose_from_menu,
    is_workflow_actions_choosefrommenu,
    is_workflow_actions_conditional,
    is_workflow_actions_gettext,
    is_workflow_actions_nothing,
    is_workflow_actions_repeat_each,
    is_workflow_actions_setvariable,
    is_workflow_actions_showresult,
    is_workflow_actions_vibrate,
    malformed_action,
    missing_output,
    nothing,
)

__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
}


def broken(shortcut_input=None):
    X = nothing()
    missing_renamed_thing = missing_output("Renamed Thing")
    text = "first"
    text = "second"
    is_workflow_actions_showresult(Text=f"{text}{missing_renamed_thing}")
    is_workflow_actions_conditional(
        GroupingIdentifier="4101FE47-FC4F-4408-A7AE-50D6CA0BC9D9", WFControlFlowMode=2
    )
    is_workflow_actions_choosefrommenu(
        WFMenuItems=["A", "A"],
        GroupingIdentifier="8ADB9CA6-24D1-48E0-A0E4-A466B1062771",
        WFControlFlowMode=0,
    )
    is_workflow_actions_vibrate()
    is_workflow_actions_choosefrommenu(
        WFMenuItemTitle="A",
        GroupingIdentifier="8ADB9CA6-24D1-48E0-A0E4-A466B1062771",
        WFControlFlowMode=1,
    )
    is_workflow_actions_nothing()
    is_workflow_actions_choosefrommenu(
        GroupingIdentifier="8ADB9CA6-24D1-48E0-A0E4-A466B1062771", WFControlFlowMode=2
    )
    match choose_from_menu(items=["A", "A", "C"]):
        case "A":
            pass
        case "A":
            is_workflow_actions_vibrate()
        case None:
            pass
    is_workflow_actions_conditional(
        WFInput=dict(Type="Variable", Variable=text),
        WFCondition=100,
        GroupingIdentifier="EEB9E79D-ADCB-4C69-A2DE-6D81AF90AB84",
        WFControlFlowMode=0,
    )
    is_workflow_actions_conditional(
        GroupingIdentifier="EEB9E79D-ADCB-4C69-A2DE-6D81AF90AB84", WFControlFlowMode=1
    )
    is_workflow_actions_nothing()
    is_workflow_actions_conditional(
        GroupingIdentifier="EEB9E79D-ADCB-4C69-A2DE-6D81AF90AB84", WFControlFlowMode=1
    )
    is_workflow_actions_conditional(
        GroupingIdentifier="EEB9E79D-ADCB-4C69-A2DE-6D81AF90AB84", WFControlFlowMode=2
    )
    malformed_action(dict(WFWorkflowActionParameters=dict(note="no identifier")))
    text_2 = is_workflow_actions_gettext(
        WFTextActionText=dict(
            Value=dict(
                attachmentsByRange=dict({"{3, 1}": Token(X)}), string="shifted \ufffc"
            ),
            WFSerializationType="WFTextTokenString",
        )
    )
    is_workflow_actions_setvariable(WFInput=text_2)
    is_workflow_actions_repeat_each(
        WFInput=text_2,
        GroupingIdentifier="62943288-2101-4918-A1E0-83DEB7D4EAC4",
        WFControlFlowMode=0,
    )
    is_workflow_actions_vibrate()
