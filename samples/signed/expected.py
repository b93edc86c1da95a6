"""Signed"""

from shortcut_actions import (
    is_workflow_actions_getclipboard,
    is_workflow_actions_setclipboard,
    is_workflow_actions_text_changecase,
)

__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
}


def signed(shortcut_input=None):
    clipboard = is_workflow_actions_getclipboard()
    updated_text = is_workflow_actions_text_changecase(
        text=f"{clipboard}", WFCaseType="UPPERCASE"
    )
    is_workflow_actions_setclipboard(WFInput=updated_text)
