"""Repeats"""

from shortcut_actions import (
    Variable,
    is_workflow_actions_math,
    is_workflow_actions_nothing,
    is_workflow_actions_showresult,
    is_workflow_actions_statistics,
    is_workflow_actions_text_combine,
    is_workflow_actions_vibrate,
    nothing,
)

__shortcut__ = {
    "client_version": "2607.1",
    "icon": {"color": 463140863, "glyph": 59511},
    "output_names": {"Sum": "Statistics"},
}


def repeats(shortcut_input=None):
    Products = nothing()
    list_: Variable = ["Anna", "Ben", f"Guest of {shortcut_input}"]
    repeat_results = []
    for repeat_index, repeat_item in enumerate(list_, start=1):
        text = f"{repeat_index}. {repeat_item}"
        repeat_results.append(text)
    combined_text = is_workflow_actions_text_combine(
        text=repeat_results, WFTextSeparator="Custom", WFTextCustomSeparator=" / "
    )
    is_workflow_actions_showresult(Text=f"{combined_text}")
    for repeat_index in range(1, 3 + 1):
        for repeat_index_2 in range(1, repeat_index + 1):
            calculation_result = is_workflow_actions_math(
                WFInput=repeat_index, WFMathOperation="×", WFMathOperand=repeat_index_2
            )
            Products.append(calculation_result)
    for repeat_index in range(1, 2):
        is_workflow_actions_vibrate()
    repeat_results_large_products = []
    for repeat_index, repeat_item in enumerate(Products, start=1):
        if repeat_item > 5:
            repeat_item
            if_result = repeat_item
        else:
            is_workflow_actions_nothing()
            if_result = nothing()
        repeat_results_large_products.append(if_result)
    sum_ = is_workflow_actions_statistics(
        Input=repeat_results_large_products, WFStatisticsOperation="Sum"
    )
    return sum_
