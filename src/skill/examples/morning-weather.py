"""Morning Weather"""


def morning_weather(shortcut_input=None):
    # Tells the weather, and what to take along.
    weather = weather_get_current_weather()
    if "Rain" in f"{weather}":
        advice = "Take an umbrella."
    else:
        advice = "Enjoy the day."
    speak_text(f"{weather}. {advice}")
