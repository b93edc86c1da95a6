"""Countdown"""


def countdown(shortcut_input=None):
    left = 10
    for step in range(1, 10 + 1):
        show_notification(f"{left}")
        left = calculate(left, operation="-", operand=1)
        wait(1)
