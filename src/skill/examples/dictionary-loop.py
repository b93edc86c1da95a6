"""Settings to Text"""


def settings_to_text(shortcut_input=None):
    settings = {"host": "example.com", "port": 8080, "secure": True}
    lines = []
    for key in settings.keys():
        lines.append(f"{key} = {settings[key]}")
    return combine_text(lines)
