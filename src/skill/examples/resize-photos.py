"""Resize Photos"""


def resize_photos(shortcut_input=None):
    photos = select_photos(select_multiple=True)
    for photo in photos:
        smaller = resize_image(photo, width="1200")
        save_to_photo_album(smaller)
    count = count_items(photos)
    show_notification(f"{count} photos resized")
