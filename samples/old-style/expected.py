"""Old Style"""

from shortcut_actions import (
    TimeOffset,
    action_input,
    adjust_date,
    ask_for_input,
    clear_input,
    combine_text,
    current_date,
    nothing,
    show_alert,
    show_content,
)


def old_style(shortcut_input=None):
    provided_input = ask_for_input("How many tiles?", "Number", default="12")
    Tiles = provided_input
    if provided_input > 100:
        show_alert(
            f"{action_input(provided_input)} are a lot.",
            title="Many",
            cancel_button=True,
        )
    else:
        Tiles = provided_input * 2
    repeat_results = []
    for repeat_index in range(1, 2 + 1):
        repeat_results.append(f"Row of {Tiles}")
    combined_text = combine_text(repeat_results, "New Lines")
    if "Row" in combined_text:
        show_content(action_input(combined_text))
    adjust_date(current_date(), adjust_offset_picker=TimeOffset("Add", 1, "Day"))
    clear_input()
    Tiles = nothing()


__shortcut__ = {
    "client_version": "484",
    "client_release": "1.7.6",
    "minimum_version": 411,
    "icon": {"color": 463140863, "glyph": 59511},
    "types": ["NCWidget"],
    "condition_words": True,
    "actions": "19 26e49f55",
    "get_variables": {"8": "Tiles"},
    "defaults": "3 12",
    "implicit_inputs": "0-5",
    "residue": {
        "8": {"WFVariable.Value.VariableUUID": "AD9243FA-6FB2-4714-A452-77BA907CB938"}
    },
    "omitted": {"2": ["WFControlFlowMode"], "13": ["WFCondition"]},
    "usual": ["×"],
}
