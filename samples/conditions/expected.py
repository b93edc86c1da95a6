"""Conditions"""

import datetime
from shortcut_actions import (
    Date,
    Duration,
    Enumeration,
    Output,
    as_boolean,
    condition,
    current_date,
    device_details,
    has_value,
    is_in_last,
    is_in_next,
    is_today,
    make_date,
    show_content,
    unset,
    vibrate_device,
)


def conditions(shortcut_input=None):
    Limit = unset()
    Rest = unset()
    number: Output = 7
    text: Output = "yes"
    date = make_date(mode="Current Date")
    if number < 3:
        vibrate_device()
    if number <= 3:
        vibrate_device()
    if number > 3.5:
        vibrate_device()
    if number >= Limit:
        vibrate_device()
    if number == 3:
        vibrate_device()
    if text != "no":
        vibrate_device()
    if text.startswith(f"y{Rest}"):
        vibrate_device()
    if text.endswith("s"):
        vibrate_device()
    if "e" in text:
        vibrate_device()
    if "z" not in text:
        vibrate_device()
    if has_value(text):
        vibrate_device()
    if not has_value(text):
        vibrate_device()
    if is_in_next(date, Duration("2", "hr")):
        vibrate_device()
    if is_in_last(date, Duration("3", "days")):
        vibrate_device()
    if is_today(date):
        vibrate_device()
    if datetime.datetime(2030, 1, 2) <= date <= Date(current_date()):
        vibrate_device()
    if 1 <= number <= 5:
        vibrate_device()
    if as_boolean(text) == True:
        vibrate_device()
    if getattr(device_details(), "Device Type") == Enumeration("Mac"):
        vibrate_device()
    if condition(number, WFCondition=77, WFNumberValue="1"):
        vibrate_device()
    if text == "a" and number > 3:
        if_result = "both"
    elif text == "b":
        if_result = "second"
    else:
        # neither
        if_result = date
    if text == "a" or number == 3 or has_value(number):
        pass
    show_content(if_result)


__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "actions": "74 9b9a4390",
    "empty_otherwise": "71",
    "residue": {
        "15": {"WFConditionalActionString": "left over"},
        "63 70": {"WFConditions.Value.WFContentPredicateBoundedDate": False},
    },
    "spelling": {"6": {"WFNumberValue": "integer"}, "9": {"WFNumberValue": "real"}},
    "usual": ["0 1"],
}
