"""Json Dump"""

from shortcut_actions import is_workflow_actions_round, is_workflow_actions_showresult

__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
}


def json_dump(shortcut_input=None):
    number = 2.5
    rounded_number = is_workflow_actions_round(
        WFInput=number, WFRoundMode="Always Round Up"
    )
    is_workflow_actions_showresult(Text=f"{rounded_number}")
