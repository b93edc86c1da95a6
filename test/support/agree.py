"""
Runs programs of the dialect under CPython, with stand-ins for the actions: what is done to the world is recorded, what
computes something computes it in Python's own terms. Reads JSON from stdin, a list of {source, input, answers}; writes
for each the list of what was recorded, or the error.

Written from what Python does and from the action reference, without a look at the compiler.
"""
import ast
import json
import math
import sys


def text(value):
    """A value as the app prints it."""
    if value is None:
        return ""
    if value is True or value is False:
        return str(value)
    if isinstance(value, (list, tuple)) or type(value).__name__ in ("dict_keys", "dict_values"):
        return "\n".join(text(item) for item in value)
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    if isinstance(value, float):
        return repr(round(value, 6))
    return str(value)


class Prepare(ast.NodeTransformer):
    """Fields of f-strings are printed as the app prints; a menu knows the titles of its cases."""

    def visit_FormattedValue(self, node):
        self.generic_visit(node)
        node.value = ast.Call(ast.Name("_text", ast.Load()), [node.value], [])
        return node

    def visit_Match(self, node):
        self.generic_visit(node)
        subject = node.subject
        if isinstance(subject, ast.Call) and getattr(subject.func, "id", "") == "choose_from_menu":
            if not any(keyword.arg == "items" for keyword in subject.keywords):
                titles = []
                for case in node.cases:
                    for pattern in getattr(case.pattern, "patterns", [case.pattern]):
                        if isinstance(pattern, ast.MatchValue):
                            titles.append(pattern.value)
                subject.keywords.append(ast.keyword("items", ast.List(titles, ast.Load())))
        return node


class Stop(Exception):
    pass


def number(value):
    if isinstance(value, str):
        return float(value) if "." in value else int(value)
    return value


def items_of(value):
    if value is None:
        return []
    return list(value) if isinstance(value, (list, tuple)) or hasattr(value, "mapping") else [value]


def run(program):
    recorded = []
    answers = iter(program.get("answers", []))

    def note(name, **given):
        if len(recorded) >= 500:
            raise Stop()
        recorded.append([name, {key: text(value) for key, value in given.items()}])

    def action(name, result=None):
        def stand_in(**given):
            note(name, **given)
            return result

        return stand_in

    def calculate(WFInput=None, WFMathOperation="+", WFMathOperand=0, WFScientificMathOperation="Modulus", WFScientificMathOperand=0):
        a = number(WFInput)
        b = number(WFMathOperand)
        if WFMathOperation == "+":
            return a + b
        if WFMathOperation == "-":
            return a - b
        if WFMathOperation == "×":
            return a * b
        if WFMathOperation == "÷":
            return a / b
        b = number(WFScientificMathOperand)
        return math.fmod(a, b) if WFScientificMathOperation == "Modulus" else a**b

    def count(Input=None, WFCountType="Items"):
        return len(items_of(Input)) if WFCountType == "Items" else len(text(Input))

    def item(WFInput=None, WFItemSpecifier="First Item", WFItemIndex=1, WFItemRangeStart=1, WFItemRangeEnd=None):
        items = items_of(WFInput)
        if WFItemSpecifier == "Items in Range":
            return items[number(WFItemRangeStart) - 1 : WFItemRangeEnd and number(WFItemRangeEnd)]
        index = {"First Item": 0, "Last Item": -1}.get(WFItemSpecifier)
        return items[number(WFItemIndex) - 1 if index is None else index] if items else None

    def ask(prompt=None):
        note("ask", prompt=prompt)
        return next(answers, "x")

    def menu(prompt="", items=()):
        note("menu", prompt=prompt)
        answer = next(answers, "x")
        return items[sum(map(ord, answer)) % len(items)] if items else None

    def stop(value=None):
        recorded.append(["return", {"value": text(value)}])
        raise Stop()

    def alert(message=None, title=None):
        note("alert", **{key: value for key, value in (("WFAlertActionTitle", title), ("WFAlertActionMessage", message)) if value is not None})

    def notification(body=None, title=None):
        note("notification", **{key: value for key, value in (("WFNotificationActionTitle", title), ("WFNotificationActionBody", body)) if value is not None})

    names = {
        "__name__": "__main__",
        # By the names that people read.
        "show_content": lambda content=None: note("showresult", Text=content),
        "show_alert": alert,
        "show_notification": notification,
        "vibrate_device": action("vibrate"),
        "get_battery_status": action("getbatterylevel", 50),
        "make_text": lambda text="": text,
        "make_number": number,
        "make_list": lambda items=(): list(items),
        "read_clipboard": lambda: "clip",
        "_text": text,
        "str": text,
        "input": ask,
        "print": lambda *values, sep=" ": note("showresult", Text=sep.join(text(value) for value in values)),
        "exit": stop,
        "has_value": lambda value: value is not None and value != [],
        "nothing": lambda: None,
        "unset": lambda: None,
        "get_clipboard": lambda: "clip",
        "get_shortcut_input": lambda: program.get("input"),
        "get_variable": lambda value: value,
        "choose_from_menu": menu,
        "ask_each_time": ask,
        "shortcut_input": program.get("input"),
        "is_workflow_actions_showresult": action("showresult"),
        "is_workflow_actions_alert": action("alert"),
        "is_workflow_actions_notification": action("notification"),
        "is_workflow_actions_vibrate": action("vibrate"),
        "is_workflow_actions_getbatterylevel": action("getbatterylevel", 50),
        "is_workflow_actions_getclipboard": lambda: "clip",
        "is_workflow_actions_gettext": lambda WFTextActionText="": WFTextActionText,
        "is_workflow_actions_number": lambda WFNumberActionNumber=0: number(WFNumberActionNumber),
        "is_workflow_actions_math": calculate,
        "is_workflow_actions_count": count,
        "is_workflow_actions_getitemfromlist": item,
        "is_workflow_actions_nothing": lambda: None,
        "is_workflow_actions_text_changecase": lambda text="", WFCaseType="UPPERCASE": text.upper() if WFCaseType == "UPPERCASE" else text.lower(),
        "is_workflow_actions_text_split": lambda text="", WFTextSeparator="New Lines", WFTextCustomSeparator="": text.split(
            {"New Lines": "\n", "Spaces": " "}.get(WFTextSeparator, WFTextCustomSeparator)
        ),
        "is_workflow_actions_text_combine": lambda text=(), WFTextSeparator="New Lines", WFTextCustomSeparator="": {
            "New Lines": "\n",
            "Spaces": " ",
        }.get(WFTextSeparator, WFTextCustomSeparator).join(map(str, items_of(text))),
    }
    try:
        module = ast.fix_missing_locations(Prepare().visit(ast.parse(program["source"])))
        module.body = [node for node in module.body if not isinstance(node, ast.ImportFrom)]
        exec(compile(module, "program", "exec"), names)
        functions = [node.name for node in module.body if isinstance(node, ast.FunctionDef)]
        if functions and not recorded:
            # A module that runs nothing by itself: the shortcut is the function that no other calls.
            called = {node.func.id for node in ast.walk(module) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
            main = names[[name for name in functions if name not in called][0]]
            value = main(program.get("input")) if main.__code__.co_argcount else main()
            if value is not None:
                recorded.append(["return", {"value": text(value)}])
    except (Stop, SystemExit):
        pass
    except Exception as error:
        return {"error": f"{type(error).__name__}: {error}"}
    return {"recorded": recorded}


json.dump([run(program) for program in json.load(sys.stdin)], sys.stdout)
