"""Web Request"""

from shortcut_actions import (
    Boolean,
    Dictionary,
    File,
    Item,
    Number,
    Variable,
    ask_each_time,
    coerce_variable,
    current_date,
    is_workflow_actions_base64encode,
    is_workflow_actions_downloadurl,
    is_workflow_actions_setclipboard,
    is_workflow_actions_setvalueforkey,
    is_workflow_actions_text_match,
    nothing,
)

__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "names": {"First_Tag": "First Tag"},
    "actions": "9 93735452",
    "residue": {
        "1": {"Advanced": True, "ShowHeaders": True},
        "3": {"WFGetDictionaryValueType": "All Keys"},
    },
}


def web_request(shortcut_input=None):
    Public = nothing()
    settings: Variable = {
        "host": "api.example.org",
        "retries": 3,
        "code": Number("007"),
        "verbose": True,
        "tags": ["one", 2, {"deep": "yes"}],
        "user": {"name": "Ann", "id": Number(f"{ask_each_time()}")},
        f"key of {current_date()}": "now",
    }
    contents_of_url = is_workflow_actions_downloadurl(
        WFURL=f"https://{settings['host']}/v1/items?limit={coerce_variable(settings, 'WFDictionaryContentItem')['user.id']}",
        WFHTTPMethod="POST",
        WFHTTPHeaders=Dictionary(
            Item("Accept", "application/json"),
            Item("X-Twice", "1"),
            Item("X-Twice", "2"),
        ),
        WFHTTPBodyType="Form",
        WFFormValues={"picture": File(shortcut_input), "public": Boolean(Public)},
        WFJSONValues={},
    )
    dictionary_value = contents_of_url["items.1.name"]
    dictionary_value_2 = contents_of_url.keys()
    First_Tag: Variable = settings["tags.1"]
    dictionary = is_workflow_actions_setvalueforkey(
        WFDictionary=settings,
        WFDictionaryKey="last",
        WFDictionaryValue=f"{dictionary_value}",
    )
    is_workflow_actions_text_match(
        text=f"{dictionary_value_2}", WFMatchTextPattern="^(\\w+)-(\\d{2,})$"
    )
    base64_encoded = is_workflow_actions_base64encode(
        WFInput=coerce_variable(dictionary, "WFRichTextContentItem"),
        WFBase64LineBreakMode="None",
    )
    is_workflow_actions_setclipboard(WFInput=base64_encoded, WFLocalOnly=True)
