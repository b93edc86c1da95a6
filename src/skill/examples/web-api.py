"""Exchange Rate"""


def exchange_rate(shortcut_input=None):
    amount = input("How many dollars?")
    answer = get_contents_of_url("https://api.example.com/latest?base=USD")
    rate = answer["rates"]["EUR"]
    euros = calculate(amount, operation="×", operand=rate)
    show_alert(f"{amount} dollars are {euros} euros.")
