"""A second opinion on what shortcuts do: runs the Python that `convert` writes, with the actions as functions.

Reads one JSON object a line, {"python": ..., "answer": what the web says, "canned": [actions that give "out"]}, and answers each with {"values": [[line, value], ...], "calls": [[kind,
text], ...]}: the value of each statement that has one in the order in which they ran (null where it is not to be
compared), and what was shown, with {"error": ...} beside it where the run ended there; or with {"unsupported": ...} for a
program that came to something that is not here.

Written from the description of the actions' behaviour, in terms of Python's own library: decimal, json, re, base64,
hashlib, urllib.parse.
"""

import ast
import json
import sys

from run_oracle_actions import ACTIONS
from run_oracle_device import *  # noqa: F403

STEPS = 20000


def compare(operation, subject_value, operand):
    items, other = v(subject_value), v(operand)
    wanted = other[0] if other else None
    if operation in ("==", "!="):
        if isinstance(wanted, bool):
            met = any(isinstance(item, bool) and item == wanted for item in items)
            if any(not isinstance(item, bool) for item in items):
                raise Unsupported("a boolean test of something else")
        elif isinstance(wanted, D):
            met = any(number_of(item) == wanted for item in items if number_of(item) is not None)
        else:
            met = any(item_text(item) == text(other) for item in items)
        return met if operation == "==" else not met
    bound = number_of(wanted) if wanted is not None else None
    tests = {"<": D.__lt__, "<=": D.__le__, ">": D.__gt__, ">=": D.__ge__}
    return bound is not None and any(number_of(item) is not None and tests[operation](number_of(item), bound) for item in items)


def contains(needle, haystack, negated):
    met = any(text(needle) in item_text(item) for item in v(haystack))
    return not met if negated else met


def helpers(device):
    return {
        "_v": v,
        "_text": lambda *parts: V(["".join(part if isinstance(part, str) else text(part) for part in parts)]),
        "_compare": compare,
        "_contains": contains,
        "_between": lambda low, value, high: compare(">=", value, low) and compare("<=", value, high),
        "_get": lambda value, key: look_up(dictionary_of(value), text(key)) if v(value) else V(),
        "_append": lambda target, value: V([*v(target), *v(value)]),
        "_list": lambda *elements: V(item for element in elements for item in v(element)),
        "_array": lambda *elements: Array(item for element in elements for item in inner(element)),
        "_dict": lambda pairs: V([{text(key): cell(value) for key, value in pairs}]),
        "_property": lambda value, name: property_of(value, name, device),
        "_unsupported": unsupported,
        "_rounds": rounds,
        "_each": lambda value: [V([item]) for item in each(value)],
        "_numbered": lambda value: [(V([D(at + 1)]), V([item])) for at, item in enumerate(each(value))],
        "_menu": lambda titles, items=None: menu(titles, items, device.choice),
        "has_value": lambda value: len(v(value)) > 0,
        "no_condition": lambda: unsupported("an If that nobody has filled in"),
        "nothing": lambda: V(),
        "unset": lambda: V(),
        "missing_output": lambda *_: V(),
        # What the last action made anyway.
        "shortcut_result": lambda value: value,
        "get_variable": v,
        "action_input": v,
        "add_to_variable": lambda *_: unsupported("a list that grows and is read"),
        "as_text": lambda value: V(item_text(item) for item in v(value)),
        "as_number": lambda value: V(each for each in map(number_of, v(value)) if each is not None),
        "as_dictionary": lambda value: detect_dictionary(WFInput=value),
        "as_date": lambda value: V(dates_of(value)),
        "as_url": lambda value: links(value),
        "Text": lambda *parts: V(["".join(text(part) for part in parts)]),
        # A field that is empty is no field.
        "Number": lambda value: V([D(0) if value == [""] else number(value)]),
        "_number_item": lambda value: V([number(value) if item_text_of(value) else D(0)]),
        "Boolean": lambda value: V([truth_of(value)]),
        "Dictionary": lambda *items: dictionary(items),
        "Item": lambda key, value: (text(key), value),
        "Array": array,
        "Quantity": lambda amount, unit=None: Opaque("Quantity", amount=amount, unit=text(unit) if unit is not None else "days"),
        **{name: opaque(name) for name in ("dict", "Duration", "TimeOffset", "AllOf", "AnyOf", "where", "File", "Data", "Token", "Contacts", "Operand", "Enumeration", "PropertyList")},
        "Path": folder,
        **{name: opaque(name) for name in ("Entity", "AppEntity", "Option")},
        "device_details": lambda: Opaque("the device"),
        "ask_each_time": lambda *_: V([Asked(device.typed)]),
        "current_date": lambda: V([device.now]),
        "shortcut_input": device.input,
        "get_shortcut_input": lambda: device.input,
        "get_clipboard": lambda: device.clipboard,
        "exit": stop,
        "is_workflow_actions_exit": stop,
        "is_workflow_actions_output": stop,
        "stop_and_output": stop,
        "_format_date": dates(device)["_format_date"],
        "format_date": dates(device)["_format_date"],
        "is_workflow_actions_gettext": lambda WFTextActionText="", **_: V([item_text_of(WFTextActionText)]),
        "is_workflow_actions_number": lambda WFNumberActionNumber=0, **_: V([number(WFNumberActionNumber)]),
        "is_workflow_actions_list": lambda WFItems=None, **_: v(WFItems) if WFItems is not None else V(["One", "Two"]),
        "is_workflow_actions_dictionary": lambda WFItems=None, **_: V([{}]) if WFItems is None else v(WFItems),
        "is_workflow_actions_getvariable": lambda WFVariable=None, **_: v(WFVariable),
        "is_workflow_actions_runworkflow": lambda **_: V([CANNED]),
        "input": lambda *_, **__: V([device.typed]),
    }


PLACES = {"iCloud Drive": "/iCloud Drive", "Shortcuts": "/iCloud Drive/Shortcuts", "On My iPhone": "/On My iPhone", "~": "/Home", "Desktop": "/Desktop", "Downloads": "/Downloads"}


def folder(path, **_):
    place, _, rest = item_text_of(path).partition("/")
    if place not in PLACES:
        raise Unsupported("a path elsewhere")
    return Opaque("Path", path="/".join([PLACES[place], *filter(None, rest.split("/"))]))


def opaque(what):
    return lambda *_, **__: Opaque(what)


def unsupported(reason):
    raise Unsupported(reason)


def stop(*_, **__):
    raise Stop


def rounds(value):
    return [V([D(at + 1)]) for at in range(max(0, int(number(value))))]


def each(value):
    items = v(value)
    if any(isinstance(item, str) and "BEGIN:VCARD" in item for item in items):
        raise Unsupported("a list of contacts")
    return items


def menu(titles, items, choice):
    """Which case is taken: that of the chosen item's title, or of its position."""
    if items is None:
        return min(choice, len(titles) - 1)
    listed = [item_text_of(item) for item in (items if isinstance(items, list) and not isinstance(items, V) else [V([item]) for item in items])]
    at = min(choice, len(listed) - 1)
    shown = [item_text_of(title) if title is not None else None for title in titles]
    return shown.index(listed[at]) if listed[at] in shown else at


def truth_of(value):
    items = v(value)
    if len(items) != 1 or not isinstance(items[0], (bool, D)):
        raise Unsupported("a boolean made of something else")
    return bool(items[0])


def dictionary(items):
    if len(items) == 1 and not isinstance(items[0], tuple):
        return detect_dictionary(WFInput=items[0])
    return V([{key: cell(value) for key, value in items}])


def array(value=None):
    return Array() if value is None else Array(inner(value)) if isinstance(value, V) else value


def inner(element):
    """What an element brings to an array: a variable all its items, an array itself."""
    if isinstance(element, Array):
        return [element]
    return v(element)


def cell(value):
    if isinstance(value, V):
        return value[0] if len(value) == 1 else list(value)
    if isinstance(value, Opaque):
        raise Unsupported(f"{value.what} in a dictionary")
    return value


def property_of(value, name, device):
    if isinstance(value, Opaque):
        raise Unsupported(f"the property {name} of {value.what}")
    found = []
    for item in v(value):
        if name in ("Name", "Title"):
            if isinstance(item, dict):
                raise Unsupported("the name of a dictionary")
            found.append(name_of(item))
        elif isinstance(item, dict) and name in ("Keys", "Values"):
            found += list(item) if name == "Keys" else [each for inner_cell in item.values() for each in flatten(inner_cell)]
        elif isinstance(item, File) and name == "File Extension":
            found += [item.extension()] if item.extension() else []
        else:
            raise Unsupported(f"the property {name}")
    return V(found)


class Rewrite(ast.NodeTransformer):
    """Literals become values, comparisons and loops those of shortcuts, each statement tells its value."""

    def call(self, name, *arguments):
        return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])

    def visit_Constant(self, node):
        return self.call("_v", node)

    def visit_JoinedStr(self, node):
        parts = [part if isinstance(part, ast.Constant) else self.visit(part.value) for part in node.values]
        return self.call("_text", *parts)

    def visit_List(self, node):
        if not isinstance(node.ctx, ast.Load):
            raise Unsupported("a pattern")
        return self.call("_list", *map(self.visit, node.elts))

    def visit_Dict(self, node):
        pairs = []
        for key, value in zip(node.keys, node.values):
            if key is None:
                raise Unsupported("a spread")
            written = self.in_dictionary(value)
            pairs.append(ast.Tuple([self.visit(key), written], ast.Load()))
        return self.call("_dict", ast.List(pairs, ast.Load()))

    def in_dictionary(self, value):
        if isinstance(value, ast.List):
            return self.call("_array", *map(self.in_array, value.elts))
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "Number":
            return self.call("_number_item", self.visit(value.args[0]))
        written = self.visit(value)
        # A variable in the place of a text is its text.
        literal = isinstance(value, (ast.Constant, ast.UnaryOp, ast.Dict))
        wrapped = isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id in ("Number", "Boolean", "Dictionary", "Array", "File", "Text")
        return written if literal or wrapped else self.call("_text", written)

    def in_array(self, value):
        number = isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and value.func.id == "Number"
        return self.in_dictionary(value) if number or isinstance(value, ast.List) else self.visit(value)

    def visit_Compare(self, node):
        if len(node.ops) == 2 and all(isinstance(operator, ast.LtE) for operator in node.ops):
            return self.call("_between", *map(self.visit, [node.left, *node.comparators]))
        if len(node.ops) > 1:
            raise Unsupported("a comparison")
        a, b = self.visit(node.left), self.visit(node.comparators[0])
        operator = node.ops[0]
        if isinstance(operator, (ast.In, ast.NotIn)):
            return self.call("_contains", a, b, ast.Constant(isinstance(operator, ast.NotIn)))
        signs = {ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
        if type(operator) not in signs:
            raise Unsupported("a comparison")
        return self.call("_compare", ast.Constant(signs[type(operator)]), a, b)

    def visit_Subscript(self, node):
        return ast.Subscript(self.visit(node.value), self.visit(node.slice), ast.Load())

    def visit_Attribute(self, node):
        if isinstance(node.value, ast.Name) and node.value.id == "datetime":
            return self.call("_unsupported", ast.Constant("a date literal"))
        if node.attr in ("keys", "values", "startswith", "endswith", "append"):
            return ast.Attribute(self.visit(node.value), node.attr, node.ctx)
        return self.call("_property", self.visit(node.value), ast.Constant(node.attr))

    def visit_Match(self, node):
        """A menu becomes Ifs: which case is taken, a call says."""
        call = node.subject
        if not isinstance(call, ast.Call):
            raise Unsupported("a menu of something else")
        items = next((keyword.value for keyword in call.keywords if keyword.arg == "items"), None)
        titles = ast.List(list(map(self.title, node.cases)), ast.Load())
        prompt = [ast.Expr(self.visit(argument)) for argument in call.args]
        listed = ast.List([self.visit(element) for element in items.elts], ast.Load()) if isinstance(items, ast.List) else items and self.visit(items)
        chosen = self.call("_menu", titles, *([listed] if listed is not None else []))
        name = f"_case_{node.lineno}"
        chain = []
        for at, case in reversed(list(enumerate(node.cases))):
            test = ast.Compare(ast.Name(name, ast.Load()), [ast.Eq()], [ast.Constant(at)])
            chain = [ast.If(test, self.statements(case.body), chain)]
        return [*prompt, ast.Assign([ast.Name(name, ast.Store())], chosen), *chain]

    def title(self, case):
        if isinstance(case.pattern, ast.MatchValue):
            return self.visit(case.pattern.value)
        if isinstance(case.guard, ast.Compare):
            return self.visit(case.guard.comparators[0])
        return ast.Constant(None)

    def visit_UnaryOp(self, node):
        if isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
            return self.call("_v", ast.Constant(-node.operand.value))
        return self.generic_visit(node)

    def visit_Call(self, node):
        if isinstance(node.func, ast.Name) and node.func.id == "getattr":
            return self.call("_property", self.visit(node.args[0]), node.args[1])
        plain = isinstance(node.func, ast.Name) and node.func.id == "format_date"
        node.func = self.visit(node.func)
        node.args = list(map(self.visit, node.args))
        for keyword in node.keywords:
            # A format is Python's text, not a value; a field that is one variable is what that holds.
            if not plain or not isinstance(keyword.value, ast.Constant):
                keyword.value = self.visit(self.alone(keyword.value))
        node.keywords = [keyword for keyword in node.keywords if keyword.arg is not None]
        return node

    def is_action(self, value):
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
            # Names of apps' actions begin with their bundle's: three words at least before the action's own.
            return value.func.id.startswith("is_workflow_actions_") or value.func.id in ("input", "Number") or value.func.id.count("_") > 2
        return isinstance(value, (ast.Constant, ast.JoinedStr, ast.List, ast.Dict, ast.UnaryOp))

    def alone(self, value):
        single = isinstance(value, ast.JoinedStr) and len(value.values) == 1 and isinstance(value.values[0], ast.FormattedValue)
        return value.values[0].value if single else value

    def told(self, node, value):
        return self.call("_tell", ast.Constant(node.lineno), value)

    def visit_Assign(self, node):
        node.value = self.told(node, self.looked_up(node.value))
        return node

    def looked_up(self, value):
        """A lookup that is a statement is the action, which fails where a variable with a key is nothing."""
        if isinstance(value, ast.Subscript):
            return self.call("_get", self.visit(value.value), self.visit(value.slice))
        return self.visit(value)

    def visit_AnnAssign(self, node):
        variable = isinstance(node.annotation, ast.Name) and node.annotation.id == "Variable"
        told = self.told(node, self.visit(node.value) if variable else self.looked_up(node.value))
        return ast.copy_location(ast.Assign([node.target], told), node)

    def visit_Expr(self, node):
        value = node.value
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute) and value.func.attr == "append":
            target, added = value.func.value, value.args[0]
            name = ast.Name(target.id, ast.Store())
            # A line with an action of its own tells what that gives, every other what the variable then holds.
            if target.id.startswith("repeat_results") or self.is_action(added):
                grown = self.call("_append", target, self.told(node, self.looked_up(added)))
                return ast.copy_location(ast.Assign([name], grown), node)
            grown = self.call("_append", target, self.visit(added))
            return ast.copy_location(ast.Assign([name], self.told(node, grown)), node)
        node.value = self.told(node, self.looked_up(value))
        return node

    def visit_For(self, node):
        iterated = node.iter
        if isinstance(iterated, ast.Call) and isinstance(iterated.func, ast.Name) and iterated.func.id == "range":
            if len(iterated.args) == 1:
                raise Unsupported("a range")
            end = iterated.args[1]
            if isinstance(end, ast.BinOp):
                count = self.visit(end.left)
            elif isinstance(end, ast.Constant):
                count = self.call("_v", ast.Constant(end.value - 1))
            else:
                raise Unsupported("a range")
            node.iter = self.call("_rounds", count)
        elif isinstance(iterated, ast.Call) and isinstance(iterated.func, ast.Name) and iterated.func.id == "enumerate":
            node.iter = self.call("_numbered", self.visit(iterated.args[0]))
        else:
            node.iter = self.call("_each", self.visit(iterated))
        node.body = [ast.Expr(self.call("_tick")), *self.statements(node.body)]
        return node

    def statements(self, body):
        """Each by itself: one that is not understood matters only where the run comes to it."""
        return [written for statement in body for written in self.statement(statement)]

    def statement(self, node):
        try:
            written = self.visit(node)
        except Unsupported as reason:
            written = ast.Expr(self.call("_unsupported", ast.Constant(str(reason))))
        return [ast.copy_location(each, node) for each in (written if isinstance(written, list) else [written])]

    def visit_Module(self, node):
        node.body = self.statements(node.body)
        return node

    def visit_If(self, node):
        node.test = self.visit(node.test)
        node.body = self.statements(node.body)
        node.orelse = self.statements(node.orelse)
        return node

    def generic_visit(self, node):
        known = (ast.Name, ast.BoolOp, ast.UnaryOp, ast.And, ast.Or, ast.Not, ast.Load, ast.Pass)
        if not isinstance(node, known):
            raise Unsupported(type(node).__name__)
        return super().generic_visit(node)


def plain(item):
    if isinstance(item, D):
        return float(item) if item != item.to_integral_value() or abs(item) > 2**53 else int(item)
    if isinstance(item, dict):
        return {key: plain(inner_cell) for key, inner_cell in item.items()}
    if isinstance(item, list):
        return [plain(inner_cell) for inner_cell in item]
    if isinstance(item, Url):
        return {"$url": str(item)}
    if isinstance(item, Moment):
        return {"$date": f"{item:%Y-%m-%dT%H:%M:%S}.{item.microsecond // 1000:03d}Z"}
    if isinstance(item, File):
        return {"$file": item.name, "path": item.path, "text": item.content}
    return item


def missing(name):
    """An action that is not here: those of apps give what the device says, others end the comparison."""

    def act(*_, **__):
        if name.startswith(("is_workflow_actions_", "as_", "is_")) or name.count("_") < 2:
            raise Unsupported(name)
        return V([CANNED])

    return act


def run(python, **situation):
    values = []
    device = Device(**situation)
    steps = 0

    def tick():
        nonlocal steps
        steps += 1
        if steps > STEPS:
            raise Unsupported("too many steps")

    def tell(line, value):
        tick()
        if isinstance(value, Opaque):
            values.append([line, None])
            return value
        value = v(value)
        if sum(len(item) for item in value if isinstance(item, str)) > 10**6:
            raise Unsupported("too much text")
        values.append([line, [plain(item) for item in value]])
        return value

    tree = ast.fix_missing_locations(Rewrite().visit(ast.parse(python)))
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    bound = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    actions = {**ACTIONS, **device_actions(device)}
    scope = {**helpers(device), "_tell": tell, "_tick": tick}
    for name in names - bound - scope.keys():
        scope[name] = actions.get(name.removeprefix("is_workflow_actions_")) or missing(name)
    told = {"values": values, "calls": device.calls}
    try:
        exec(compile(tree, "shortcut", "exec"), scope)
    except Stop:
        pass
    except Failure as failure:
        told["error"] = str(failure)
    return told


for line in sys.stdin:
    try:
        answer = run(**json.loads(line))
    except (Unsupported, RecursionError) as reason:
        answer = {"unsupported": str(reason)}
    except Exception as error:
        answer = {"unsupported": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
