"""Long Words"""


def long_words(shortcut_input=None):
    words = split_text(shortcut_input, separator="Spaces")
    found = []
    for word in words:
        letters = count_items(word, type="Characters")
        if letters > 8:
            found.append(word)
    combined = combine_text(found)
    return combined
