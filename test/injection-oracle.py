"""Reads JSON (a list of [source, text]) from stdin, writes JSON: for each its structure, and whether the text is found.

The structure is the tree of `ast` without texts and names. Where the dialect has two spellings for one thing, of which
the text decides, they are folded into one: f-strings and `Text(...)`, attributes and `getattr(...)`, keyword arguments
and `more=dict({...})`, comments and comments that are calls. The metadata must be data and nothing else.
"""

import ast, io, json, re, sys, tokenize, warnings

warnings.simplefilter("ignore")
DATA = (ast.Dict, ast.List, ast.Constant, ast.UnaryOp, ast.USub, ast.Load, ast.Name, ast.Attribute, ast.Call)
CALLS = {"Data", "Date", "Uid", "float", "PropertyList", "datetime", "Token", "Text", "dict"}


def is_call_of(node, name):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def is_comment(statement):
    return (
        isinstance(statement, ast.Expr)
        and is_call_of(statement.value, "comment")
        and not any(
            isinstance(node, ast.JoinedStr) or is_call_of(node, "Text") for node in ast.walk(statement)
        )
    )


def arguments(keywords):
    found = []
    for keyword in keywords:
        if keyword.arg == "more":
            found += record(keyword.value)
        else:
            found.append(structure(keyword.value))
    return sorted(found)


def record(call):
    if len(call.args) == 1 and isinstance(call.args[0], ast.Dict):
        return sorted(structure(value) for value in call.args[0].values)
    return sorted(arguments(call.keywords) + [structure(value) for value in call.args])


def structure(node):
    if isinstance(node, ast.Constant):
        return "text" if isinstance(node.value, str) else repr(node.value)
    if isinstance(node, ast.JoinedStr):
        return "Text(%s)" % ",".join(structure(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        assert node.conversion == -1 and node.format_spec is None
        return structure(node.value)
    if isinstance(node, ast.Name):
        return "name"
    if isinstance(node, ast.Attribute):
        return "getattr(%s,text)" % structure(node.value)
    if is_call_of(node, "dict"):
        return "dict(%s)" % ",".join(record(node))
    if isinstance(node, ast.Call):
        name = (
            node.func.id
            if isinstance(node.func, ast.Name) and node.func.id in ("getattr", "Text")
            else structure(node.func)
        )
        return "%s(%s)" % (
            name,
            ",".join([structure(value) for value in node.args] + arguments(node.keywords)),
        )
    if isinstance(node, ast.ImportFrom):
        return "import"
    if isinstance(node, ast.AST):
        fields = (getattr(node, field) for field in node._fields)
        return "%s[%s]" % (
            type(node).__name__,
            ",".join(structure(field) for field in fields if not isinstance(field, str)),
        )
    if isinstance(node, list):
        return "(%s)" % ",".join(structure(item) for item in node if not is_comment(item))
    return repr(node)


def comments(source):
    rows = {}
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            line = token.string[1:].removeprefix(" ")
            rows[token.start[0]] = line[:-1] if line.endswith("\\") else line
    texts = []
    for row, line in rows.items():
        if row - 1 in rows:
            texts[-1] += "\n" + line
        else:
            texts.append(line)
    return texts


def texts_in(value):
    if isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from texts_in(item)
    elif isinstance(value, str):
        yield value


def spoken(name):
    plain = re.sub(r"^(if_result|menu_result|repeat_results)_|_\d+$", "", name)
    return re.sub(r"(^|_)(.)", lambda match: (match[1] and " ") + match[2].upper(), plain)


def check(source, text):
    try:
        tree = ast.parse(source)
        compile(source, "shortcut", "exec")
    except Exception as error:
        return {"error": "%s: %s" % (type(error).__name__, error)}
    body = []
    for statement in tree.body:
        if (
            isinstance(statement, ast.Assign)
            and statement.targets[0].id == "__shortcut__"
            and isinstance(statement.value, ast.Dict)
        ):
            for node in ast.walk(statement.value):
                if not isinstance(node, DATA) or isinstance(node, ast.Name) and node.id not in CALLS:
                    return {"error": "metadata hold " + ast.dump(node)}
        else:
            body.append(statement)
    found = set(comments(source))
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.add(node.value)
        elif is_call_of(node, "PropertyList"):
            found.update(texts_in(json.loads(node.args[0].value)))
        for name in (getattr(node, field, None) for field in ("id", "attr", "arg", "name")):
            if isinstance(name, str):
                found.update((name, spoken(name)))
    return {"structure": structure(body), "found": text in found}


json.dump([check(source, text) for source, text in json.load(sys.stdin)], sys.stdout)
