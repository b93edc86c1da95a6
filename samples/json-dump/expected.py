"""Json Dump"""

from shortcut_actions import round_number, show_content


def json_dump(shortcut_input=None):
    number = 2.5
    show_content(round_number(number, "Ones Place", mode="Always Round Up"))


__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "actions": "3 bfc76064",
    "defaults": "1",
    "usual": ["Rounded Number"],
}
