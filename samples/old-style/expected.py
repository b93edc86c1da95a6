"""Old Style"""

from shortcut_actions import (
    TimeOffset,
    action_input,
    current_date,
    is_workflow_actions_adjustdate,
    is_workflow_actions_alert,
    is_workflow_actions_ask,
    is_workflow_actions_math,
    is_workflow_actions_nothing,
    is_workflow_actions_showresult,
    is_workflow_actions_text_combine,
    nothing,
)

__shortcut__ = {
    "client_version": "484",
    "client_release": "1.7.6",
    "minimum_version": 411,
    "icon": {"color": 463140863, "glyph": 59511},
    "types": ["NCWidget"],
    "condition_words": True,
    "actions": "19 26e49f55",
    "implicit_inputs": "0-5",
    "residue": {
        "8": {"WFVariable.Value.VariableUUID": "AD9243FA-6FB2-4714-A452-77BA907CB938"}
    },
    "omitted": {"2": ["WFControlFlowMode"], "13": ["WFCondition"]},
}


def old_style(shortcut_input=None):
    provided_input = is_workflow_actions_ask(
        WFAskActionPrompt="How many tiles?",
        WFInputType="Number",
        WFAskActionDefaultAnswer="12",
    )
    Tiles = provided_input
    if provided_input > 100:
        is_workflow_actions_alert(
            WFAlertActionTitle="Many",
            WFAlertActionMessage=f"{action_input(provided_input)} are a lot.",
        )
    else:
        calculation_result = is_workflow_actions_math(
            WFInput=provided_input, WFMathOperation="×", WFMathOperand=2
        )
        Tiles = calculation_result
    Tiles
    repeat_results = []
    for repeat_index in range(1, 2 + 1):
        text = f"Row of {Tiles}"
        repeat_results.append(text)
    combined_text = is_workflow_actions_text_combine(text=repeat_results)
    if "Row" in combined_text:
        is_workflow_actions_showresult(Text=f"{action_input(combined_text)}")
    is_workflow_actions_adjustdate(
        WFDate=f"{current_date()}", WFAdjustOffsetPicker=TimeOffset("Add", 1, "Day")
    )
    is_workflow_actions_nothing()
    Tiles = nothing()
