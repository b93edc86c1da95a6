"""Texts"""

from shortcut_actions import comment, get_clipboard, show_content, unset


def texts(shortcut_input=None):
    Name = unset()
    text = "it's"
    text_2 = 'say "hi"'
    text_3 = "both ' and \""
    text_4 = "back\\slash \\n"
    text_5 = "tab\there"
    text_6 = """a
b"""
    text_7 = "one line\n"
    text_8 = "\n"
    text_9 = """triple ""\" quotes
and ''' too"""
    text_10 = """ends with "
quote\""""
    text_11 = "{braces} {x!r} {{"
    text_12 = "\ufffc alone"
    text_13 = """cr\r
lf"""
    text_14 = "\x00\x07control"
    text_15 = "bidi \u202eabc\u202c"
    text_16 = "line\u2028separator"
    text_17 = "😀 family 👨‍👩‍👧"
    text_18 = "\\N{BULLET}"
    text_19 = 'f"{x}"'
    text_20 = """   indented
  text
"""
    text_21 = """trailing blank 
next"""
    text_22 = ""
    text_23 = f"""😀😀 {{"a": "{Name}"}} 汉字 {text}
second "line" {get_clipboard()}"""
    text_24 = f"quote \" and ' and \\ {Name['k']} {{"
    # first comment

    # second comment
    #
    #   with an indented line

    #
    comment("fmt: off")
    comment("carriage\rreturn")
    comment(f"with {Name}")
    show_content(
        f"{text}{text_2}{text_3}{text_4}{text_5}{text_6}{text_7}{text_8}{text_9}{text_10}{text_11}{text_12}{text_13}{text_14}{text_15}{text_16}{text_17}{text_18}{text_19}{text_20}{text_21}{text_22}{text_23}{text_24}"
    )


__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
}
