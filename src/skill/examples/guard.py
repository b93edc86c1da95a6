"""Save Link"""


def save_link(shortcut_input=None):
    if not has_value(shortcut_input):
        show_alert("Share a page with this shortcut.")
        return
    notes_append_to_note(f"{shortcut_input}")
