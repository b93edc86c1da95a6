"""Variables"""

from shortcut_actions import (
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
    unset,
)


def variables(shortcut_input=None):
    Never_Set = unset()
    Never_Set
    text = "value of class"
    class_ = text
    text_2 = "value of input"
    input_ = text_2
    text_3 = "value of Total"
    Total = text_3
    text_4 = "value of total"
    total = text_4
    text_5 = "value of Straße"
    Straße = text_5
    text_6 = "value of 変数"
    変数 = text_6
    text_7 = "value of 🔥"
    u1f525 = text_7
    text_8 = "value of Read Access Token"
    Read_Access_Token = text_8
    text_9 = "value of 2x"
    _2x = text_9
    text_10 = "value of Name "
    Name = text_10
    text_11 = "value of if_result"
    variable_if_result = text_11
    text_12 = "value of Repeat Item"
    repeat_item = text_12
    text_13 = "value of shortcut_input"
    shortcut_input_2 = text_13
    total_2: Variable = f"{class_}, {input_}, {Total}, {total}, {Straße}, {変数}, {u1f525}, {Read_Access_Token}, {_2x}, {Name}, {variable_if_result}, {repeat_item}, {shortcut_input_2}, "
    chain: Variable = total_2["user.name"]
    text_14 = Text(
        chain.Name,
        as_number(chain),
        getattr(as_contact(chain), "Phone Numbers"),
        format_date(
            current_date(),
            date_format="Custom",
            custom_format="yyyy 'week' ww",
            iso_include_time=False,
        ),
        unit_variable_transform(
            chain.Temperature, unit_type="Temperature", unit_symbol="°C"
        ),
        chain['it\'s "odd"'],
    )
    variable = add_to_variable(Total, text_14)
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
        "Read_Access_Token": "Read Access Token",
        "_2x": "2x",
        "Name": "Name ",
        "variable_if_result": "if_result",
        "shortcut_input_2": "shortcut_input",
    },
    "output_names_of": {"text_14": "文本"},
    "actions": "33 4c707c10",
    "spelling": {"28": {"WFInput.Value.Aggrandizements": "dictionary keys"}},
}
