"""Daily Agenda"""

from shortcut_actions import (
    AllOf,
    Where,
    calendar_find_calendar_events,
    combine_text,
    current_date,
    format_date,
    has_value,
    show_alert,
    show_content,
)


def daily_agenda(shortcut_input=None):
    # Shows what the rest of the day brings.
    #
    # Asks for nothing.
    calendar_events = calendar_find_calendar_events(
        filter=AllOf(
            Where(
                "Start Date", "is today", Operator=1002, Removable=True, Values=dict()
            ),
            Where("Is All Day", "is", bool=False, Operator=4, Removable=True),
            WFActionParameterFilterPrefix=1,
            WFContentPredicateBoundedDate=False,
        ),
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
        text = f"{format_date(getattr(repeat_item, 'Start Date'), date_format='None', time_format='Short', iso_include_time=False)}  {repeat_item.Title}"
        repeat_results.append(text)
    combined_text = combine_text(repeat_results, separator="New Lines")
    show_alert(
        combined_text,
        title=format_date(current_date(), date_format="Long", iso_include_time=False),
        cancel_button=False,
    )


__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "actions": "11 5814608",
    "defaults": "9",
    "residue": {"9": {"Show-text": True}},
}
