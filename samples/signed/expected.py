"""Signed"""

from shortcut_actions import change_case, copy_to_clipboard, read_clipboard


def signed(shortcut_input=None):
    clipboard = read_clipboard()
    copy_to_clipboard(change_case(f"{clipboard}", "UPPERCASE"))


__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "usual": ["Updated Text"],
}
