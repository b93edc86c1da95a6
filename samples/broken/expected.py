"""Broken"""

from shortcut_actions import (
    Output,
    Token,
    choose_from_menu,
    clear_input,
    if_marker,
    make_text,
    malformed_action,
    menu_marker,
    missing_output,
    repeat_each_marker,
    set_variable,
    show_content,
    unset,
    vibrate_device,
)


def broken(shortcut_input=None):
    X = unset()
    missing_renamed_thing = missing_output("Renamed Thing")
    text: Output = "first"
    text: Output = "second"
    show_content(f"{text}{missing_renamed_thing}")
    if_marker(
        GroupingIdentifier="4101FE47-FC4F-4408-A7AE-50D6CA0BC9D9",
        wf_control_flow_mode=2,
    )
    menu_marker(
        items=["A", "A"],
        GroupingIdentifier="8ADB9CA6-24D1-48E0-A0E4-A466B1062771",
        wf_control_flow_mode=0,
    )
    vibrate_device()
    menu_marker(
        menu_item_title="A",
        GroupingIdentifier="8ADB9CA6-24D1-48E0-A0E4-A466B1062771",
        wf_control_flow_mode=1,
    )
    clear_input()
    menu_marker(
        GroupingIdentifier="8ADB9CA6-24D1-48E0-A0E4-A466B1062771",
        wf_control_flow_mode=2,
    )
    match choose_from_menu(items=["A", "A", "C"]):
        case "A":
            pass
        case "A":
            vibrate_device()
        case None:
            pass
    if_marker(
        dict(Type="Variable", Variable=text),
        condition=100,
        GroupingIdentifier="EEB9E79D-ADCB-4C69-A2DE-6D81AF90AB84",
        wf_control_flow_mode=0,
    )
    if_marker(
        GroupingIdentifier="EEB9E79D-ADCB-4C69-A2DE-6D81AF90AB84",
        wf_control_flow_mode=1,
    )
    clear_input()
    if_marker(
        GroupingIdentifier="EEB9E79D-ADCB-4C69-A2DE-6D81AF90AB84",
        wf_control_flow_mode=1,
    )
    if_marker(
        GroupingIdentifier="EEB9E79D-ADCB-4C69-A2DE-6D81AF90AB84",
        wf_control_flow_mode=2,
    )
    malformed_action(dict(WFWorkflowActionParameters=dict(note="no identifier")))
    text_2 = make_text(
        dict(
            Value=dict(
                attachmentsByRange=dict({"{3, 1}": Token(X)}), string="shifted \ufffc"
            ),
            WFSerializationType="WFTextTokenString",
        )
    )
    set_variable(text_2)
    repeat_each_marker(
        text_2,
        GroupingIdentifier="62943288-2101-4918-A1E0-83DEB7D4EAC4",
        wf_control_flow_mode=0,
    )
    vibrate_device()


__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
}
