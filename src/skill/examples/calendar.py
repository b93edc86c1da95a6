"""Next Events"""


def next_events(shortcut_input=None):
    events = calendar_get_upcoming_events(count=5)
    lines = []
    for event in events:
        lines.append(f"{event.Title}")
    combined = combine_text(lines)
    show_alert(combined, title="Coming up")
