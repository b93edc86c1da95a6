"""Nested Menus"""

from shortcut_actions import (
    choose_from_menu,
    clear_input,
    make_url,
    nothing,
    open_urls,
    quick_look,
)


def nested_menus(shortcut_input=None):
    latest_version = "2.1"
    match choose_from_menu(f"Version {latest_version} is out."):
        # The first title holds a variable.
        case menu_item if menu_item == f"Install {latest_version}":
            url = make_url(f"https://example.org/get/{latest_version}")
            open_urls(url)
            menu_result_2 = url
        case "More …":
            match choose_from_menu("More"):
                case "What’s new":
                    menu_result = """Faster.
Smaller.

That is all."""
                case 'Skip "2.1"':
                    clear_input()
                    menu_result = nothing()
            quick_look(menu_result)
            menu_result_2 = menu_result
        case "Cancel":
            menu_result_2 = latest_version
    Choice = menu_result_2


__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "actions": "17 d8e81b6",
    "residue": {"3": {"WFMenuItemTitle": "Install Latest Version"}},
}
