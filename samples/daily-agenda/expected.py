"""Daily Agenda"""

from shortcut_actions import (
    AllOf,
    calendar_find_calendar_events,
    combine_text,
    current_date,
    format_date,
    has_value,
    show_alert,
    show_content,
    where,
)


def daily_agenda(shortcut_input=None):
    # Shows what the rest of the day brings.
    #
    # Asks for nothing.
    calendar_events = calendar_find_calendar_events(
        filter=AllOf(where("Start Date", "is today"), where("Is All Day", "is", False)),
        sort_by="Start Date",
        order="Oldest First",
        limited=True,
        limit=10.0,
    )
    if not has_value(calendar_events):
        show_content("Nothing left for today.")
        return
    repeat_results = []
    for repeat_item in calendar_events:
        repeat_results.append(
            f"{format_date(getattr(repeat_item, 'Start Date'), 'None', time_format='Short')}  {repeat_item.Title}"
        )
    combined_text = combine_text(repeat_results, "New Lines")
    show_alert(
        combined_text, title=format_date(current_date(), "Long"), cancel_button=False
    )


__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "actions": "11 5814608",
    "defaults": "9",
    "residue": {"9": {"Show-text": True}},
    "usual": ["1 4 1002 True False"],
}
