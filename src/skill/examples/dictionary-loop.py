"""Settings to Text"""


def settings_to_text(shortcut_input=None):
    settings = {"host": "example.com", "port": 8080, "secure": True}
    lines = []
    keys = settings.keys()
    for key in keys:
        value = settings[f"{key}"]
        lines.append(f"{key} = {value}")
    combined = combine_text(lines)
    return combined
