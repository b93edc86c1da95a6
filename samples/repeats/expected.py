"""Repeats"""

from shortcut_actions import (
    Output,
    calculate_statistics,
    clear_input,
    combine_text,
    nothing,
    show_content,
    vibrate_device,
)


def repeats(shortcut_input=None):
    Products = []
    list_: Output = ["Anna", "Ben", f"Guest of {shortcut_input}"]
    repeat_results = []
    for repeat_index, repeat_item in enumerate(list_, start=1):
        repeat_results.append(f"{repeat_index}. {repeat_item}")
    show_content(combine_text(repeat_results, " / "))
    for repeat_index in range(1, 3 + 1):
        for repeat_index_2 in range(1, repeat_index + 1):
            Products.append(repeat_index * repeat_index_2)
    for repeat_index in range(1, 2):
        vibrate_device()
    repeat_results_large_products = []
    for repeat_item in Products:
        if repeat_item > 5:
            repeat_item
            if_result = repeat_item
        else:
            clear_input()
            if_result = nothing()
        repeat_results_large_products.append(if_result)
    sum_ = calculate_statistics(repeat_results_large_products, "Sum")
    return sum_


__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "output_names": {"Sum": "Statistics"},
    "usual": ["Calculation Result", "Combined Text", "Custom", "×"],
}
