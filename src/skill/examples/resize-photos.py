"""Resize Photos"""


def resize_photos(shortcut_input=None):
    photos = photos_select_photos(select_multiple=True)
    for photo in photos:
        smaller = resize_image(photo, width=1200)
        photos_save_to_photos(smaller)
    count = count_items(photos)
    show_notification(f"{count} photos resized")
