"""Web Request"""

from shortcut_actions import (
    Boolean,
    Dictionary,
    File,
    Item,
    Number,
    Output,
    Variable,
    as_rich_text,
    ask_each_time,
    base_64_encode,
    copy_to_clipboard,
    current_date,
    get_contents_of_url,
    match_text,
    set_dictionary_value,
    unset,
)


def web_request(shortcut_input=None):
    Public = unset()
    settings: Output = {
        "host": "api.example.org",
        "retries": 3,
        "code": Number("007"),
        "verbose": True,
        "tags": ["one", 2, {"deep": "yes"}],
        "user": {"name": "Ann", "id": Number(ask_each_time())},
        f"key of {current_date()}": "now",
    }
    contents_of_url = get_contents_of_url(
        f"https://{settings['host']}/v1/items?limit={settings['user.id']}",
        "POST",
        headers=Dictionary(
            Item("Accept", "application/json"),
            Item("X-Twice", "1"),
            Item("X-Twice", "2"),
        ),
        request_body="Form",
        form_values={"picture": File(shortcut_input), "public": Boolean(Public)},
        json={},
    )
    dictionary_value = contents_of_url["items.1.name"]
    dictionary_value_2 = contents_of_url.keys()
    First_Tag: Variable = settings["tags.1"]
    dictionary = set_dictionary_value(settings, "last", dictionary_value)
    match_text(dictionary_value_2, "^(\\w+)-(\\d{2,})$", case_sensitive=True)
    base64_encoded = base_64_encode(
        as_rich_text(dictionary), "Encode", line_breaks="None"
    )
    copy_to_clipboard(base64_encoded, local_only=True)


__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "names": {"First_Tag": "First Tag"},
    "actions": "9 93735452",
    "defaults": "6-7",
    "residue": {"1": {"Advanced": True, "ShowHeaders": True}},
    "spelling": {
        "1": {
            "WFURL.Value.attachmentsByRange.{25, 1}.Aggrandizements": "dictionary keys"
        }
    },
    "usual": ["All Keys"],
}
