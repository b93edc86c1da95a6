"""Conditions"""

import datetime
from shortcut_actions import (
    Date,
    Duration,
    Enumeration,
    Variable,
    condition,
    current_date,
    device_details,
    has_value,
    is_in_last,
    is_in_next,
    is_today,
    is_workflow_actions_date,
    is_workflow_actions_showresult,
    is_workflow_actions_vibrate,
    nothing,
)

__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "actions": "74 9b9a4390",
    "residue": {
        "15": {"WFConditionalActionString": "left over"},
        "63": {
            "WFConditions.Value.WFActionParameterFilterPrefix": 1,
            "WFConditions.Value.WFContentPredicateBoundedDate": False,
        },
        "70": {
            "WFConditions.Value.WFActionParameterFilterPrefix": 0,
            "WFConditions.Value.WFContentPredicateBoundedDate": False,
        },
    },
    "spelling": {"6": {"WFNumberValue": "integer"}, "9": {"WFNumberValue": "real"}},
}


def conditions(shortcut_input=None):
    Limit = nothing()
    Rest = nothing()
    number: Variable = 7
    text: Variable = "yes"
    date = is_workflow_actions_date(WFDateActionMode="Current Date")
    if number < 3:
        is_workflow_actions_vibrate()
    if number <= 3:
        is_workflow_actions_vibrate()
    if number > 3.5:
        is_workflow_actions_vibrate()
    if number >= Limit:
        is_workflow_actions_vibrate()
    if number == 3:
        is_workflow_actions_vibrate()
    if text != "no":
        is_workflow_actions_vibrate()
    if text.startswith(f"y{Rest}"):
        is_workflow_actions_vibrate()
    if text.endswith("s"):
        is_workflow_actions_vibrate()
    if "e" in text:
        is_workflow_actions_vibrate()
    if "z" not in text:
        is_workflow_actions_vibrate()
    if has_value(text):
        is_workflow_actions_vibrate()
    if not has_value(text):
        is_workflow_actions_vibrate()
    if is_in_next(date, Duration("2", "hr")):
        is_workflow_actions_vibrate()
    if is_in_last(date, Duration("3", "days")):
        is_workflow_actions_vibrate()
    if is_today(date):
        is_workflow_actions_vibrate()
    if datetime.datetime(2030, 1, 2) <= date <= Date(current_date()):
        is_workflow_actions_vibrate()
    if 1 <= number <= 5:
        is_workflow_actions_vibrate()
    if bool(text) == True:
        is_workflow_actions_vibrate()
    if getattr(device_details(), "Device Type") == Enumeration("Mac"):
        is_workflow_actions_vibrate()
    if condition(number, WFCondition=77, WFNumberValue="1"):
        is_workflow_actions_vibrate()
    if text == "a" and number > 3:
        text_2 = "both"
        if_result = text_2
    elif text == "b":
        text_3 = "second"
        if_result = text_3
    else:
        # neither
        if_result = nothing()
    if text == "a" or number == 3 or has_value(number):
        pass
    else:
        pass
    is_workflow_actions_showresult(Text=f"{if_result}")
