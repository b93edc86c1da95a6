"""Daily Agenda"""

from shortcut_actions import (
    AllOf,
    Where,
    current_date,
    format_date,
    has_value,
    is_workflow_actions_alert,
    is_workflow_actions_filter_calendarevents,
    is_workflow_actions_showresult,
    is_workflow_actions_text_combine,
)

__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "actions": "11 5814608",
    "residue": {"9": {"Show-text": True}},
}


def daily_agenda(shortcut_input=None):
    # Shows what the rest of the day brings.
    #
    # Asks for nothing.
    calendar_events = is_workflow_actions_filter_calendarevents(
        WFContentItemFilter=AllOf(
            Where(
                "Start Date", "is today", Operator=1002, Removable=True, Values=dict()
            ),
            Where("Is All Day", "is", bool=False, Operator=4, Removable=True),
            WFActionParameterFilterPrefix=1,
            WFContentPredicateBoundedDate=False,
        ),
        WFContentItemSortProperty="Start Date",
        WFContentItemSortOrder="Oldest First",
        WFContentItemLimitEnabled=True,
        WFContentItemLimitNumber=10.0,
    )
    if not has_value(calendar_events):
        is_workflow_actions_showresult(Text="Nothing left for today.")
        return
    repeat_results = []
    for repeat_item in calendar_events:
        text = f"{format_date(getattr(repeat_item, 'Start Date'), date_format='None', time_format='Short', iso_include_time=False)}  {repeat_item.Title}"
        repeat_results.append(text)
    combined_text = is_workflow_actions_text_combine(text=repeat_results)
    is_workflow_actions_alert(
        WFAlertActionTitle=f"{format_date(current_date(), date_format='Long', iso_include_time=False)}",
        WFAlertActionMessage=f"{combined_text}",
        WFAlertActionCancelButtonShown=False,
    )
