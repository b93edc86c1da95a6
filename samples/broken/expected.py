"""Broken"""

from shortcut_actions import (
    Output,
    Token,
    choose_from_menu,
    clear_input,
    has_value,
    if_marker,
    make_text,
    malformed_action,
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
    match choose_from_menu(items=["A", "A"]):
        case _ if False:
            vibrate_device()
        case "A":
            clear_input()
    match choose_from_menu():
        case "A":
            pass
        case menu_item if menu_item == "A":
            vibrate_device()
        case "C":
            pass
    if has_value(text):
        pass
    elif True:
        clear_input()
    else:
        pass
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
    "actions": "25 e4e9ff15",
    "omitted": {"13": ["WFMenuItemTitle"]},
}
