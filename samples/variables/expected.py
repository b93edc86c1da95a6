"""Variables"""

from shortcut_actions import (
    Output,
    Text,
    Variable,
    add_to_variable,
    as_contact,
    as_number,
    current_date,
    format_date,
    get_variable,
    show_content,
    unit_variable_transform,
)


def variables(shortcut_input=None):
    class_: Variable = "value of class"
    input_: Variable = "value of input"
    Total = "value of Total"
    total: Variable = "value of total"
    Straße = "value of Straße"
    変数: Variable = "value of 変数"
    u1f525: Variable = "value of 🔥"
    Read_Access_Level = "value of Read Access Level"
    _2x: Variable = "value of 2x"
    Name = "value of Name "
    variable_if_result: Variable = "value of if_result"
    text = "value of Repeat Item"
    repeat_item = text
    shortcut_input_2: Variable = "value of shortcut_input"
    total_2: Output = f"{class_}, {input_}, {Total}, {total}, {Straße}, {変数}, {u1f525}, {Read_Access_Level}, {_2x}, {Name}, {variable_if_result}, {repeat_item}, {shortcut_input_2}, "
    chain: Variable = total_2["user.name"]
    text_2 = Text(
        chain.Name,
        as_number(chain),
        getattr(as_contact(chain), "Phone Numbers"),
        format_date(current_date(), "yyyy 'week' ww"),
        unit_variable_transform(
            chain.Temperature, unit_type="Temperature", unit_symbol="°C"
        ),
        chain['it\'s "odd"'],
    )
    variable = add_to_variable(Total, text_2)
    variable_2 = get_variable(variable)
    show_content(f"{variable_2}{shortcut_input}")


__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "names": {
        "Never_Set": "Never Set",
        "class_": "class",
        "input_": "input",
        "u1f525": "🔥",
        "Read_Access_Level": "Read Access Level",
        "_2x": "2x",
        "Name": "Name ",
        "variable_if_result": "if_result",
        "shortcut_input_2": "shortcut_input",
    },
    "output_names_of": {"text_2": "文本"},
    "actions": "33 4c707c10",
    "get_variables": {"0": "Never_Set"},
    "spelling": {"28": {"WFInput.Value.Aggrandizements": "dictionary keys"}},
    "usual": ["Custom", "False"],
}
