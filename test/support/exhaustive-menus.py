"""Writes programs again so that each menu takes one of its cases: what reads them on knows that of no `match`.

usage: exhaustive-menus.py FILE.py...   each becomes FILE.menus.py
"""

import ast
import sys

for path in sys.argv[1:]:
    with open(path, encoding="utf-8") as file:
        tree = ast.parse(file.read())
    for node in ast.walk(tree):
        if isinstance(node, ast.Match):
            stop = ast.Raise(ast.Name("SystemExit", ast.Load()), None)
            node.cases.append(ast.match_case(ast.MatchAs(), None, [stop]))
    with open(path.removesuffix(".py") + ".menus.py", "w", encoding="utf-8") as file:
        file.write(ast.unparse(ast.fix_missing_locations(tree)))
