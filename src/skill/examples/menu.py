"""Share My Day"""


def share_my_day(shortcut_input=None):
    match choose_from_menu("How was it?"):
        case "Great":
            mood = "a great day"
        case "So-so":
            mood = "a day like any other"
    copy_to_clipboard(f"Today was {mood}.")
