"""Log an Idea"""


def log_an_idea(shortcut_input=None):
    idea = input("What is the idea?")
    get_contents_of_url(
        "https://api.example.com/ideas",
        method="POST",
        headers={"Authorization": "Bearer KEY"},
        json={"text": idea, "source": "shortcut"},
    )
