"""Ask And Stop"""

from shortcut_actions import ask_for_input, show_alert, stop_and_output, unset


def ask_and_stop(shortcut_input=None):
    if_result = unset()
    provided_input = input("Your name?")
    provided_input_2 = ask_for_input(
        f"How old is {provided_input}?",
        "Number",
        default_number="30",
        allow_negative_numbers=False,
    )
    if provided_input_2 < 18:
        return f"{provided_input} is too young."
    else:
        return stop_and_output(
            provided_input_2, without_surface="Respond", response="Welcome!"
        )
    show_alert(f"Never shown: {if_result}", cancel_button=True)
    return


__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "input_types": ["String"],
    "output_types": ["String"],
    "no_input": {
        "Name": "WFWorkflowNoInputBehaviorAskForInput",
        "Parameters": {"ItemClass": "WFStringContentItem"},
    },
    "has_output_fallback": True,
    "import_questions": [
        {
            "ActionIndex": 0,
            "Category": "Parameter",
            "DefaultValue": "Your name?",
            "ParameterKey": "WFAskActionPrompt",
            "Text": "How should we ask?",
        }
    ],
    "actions": "9 945b61c7",
    "defaults": "7",
    "residue": {
        "6": {"UUID": "if_result"},
        "7": {
            "WFAlertActionMessage.Value.attachmentsByRange.{13, 1}.OutputName": "If Result"
        },
    },
}
