import { expect, test } from "vitest";
import { parsePython } from "../../../src/python/parse/parse.ts";
import { positionFinder } from "../../../src/python/parse/position.ts";

/** Python that is sound and not part of the dialect: where it is, and what the hint must name. */
test.each<[source: string, place: string, name: string, hint: string]>([
  ["while x:\n    pass", "1:1", "`while`", "for repeat_index in range"],
  ["try:\n    x\nexcept E as e:\n    y\nfinally:\n    z", "1:1", "`try`", "has_value"],
  ["with open(x) as f:\n    y", "1:1", "`with`", "action"],
  ["class A(B, c=d):\n    x = 1", "1:1", "classes", "dictionary"],
  ["async def f():\n    pass", "1:1", "`async`", "leave it out"],
  ["def f():\n    def g():\n        pass", "2:5", "within a function", "run_shortcut"],
  ["@a.b(c)\ndef f():\n    pass", "1:1", "decorators", "Leave"],
  ["del x", "1:1", "`del`", "nothing()"],
  ["global x", "1:1", "`global`", "leave"],
  ["nonlocal x", "1:1", "`nonlocal`", "leave"],
  ["assert x, y", "1:1", "`assert`", "`if`"],
  ["raise E(x) from y", "1:1", "`raise`", "return"],
  ["break", "1:1", "`break`", "`if`"],
  ["continue", "1:1", "`continue`", "`if`"],
  ["yield x", "1:1", "`yield`", "return"],
  ["x = await y", "1:5", "`await`", "leave"],
  ["import a as b", "1:10", "other names", "as it is"],
  ["import a, b", "1:9", "one module", "line for each"],
  ["from a import *", "1:15", "import *", "from shortcut_actions"],
  ["from . import b", "1:6", "folder", "shortcut_actions"],
  ["from a import b as c", "1:17", "other names", "as it is"],
  ["x += 1", "1:3", "`+=`", "total = total + 1"],
  ["x *= 2", "1:3", "`*=`", "total = total * value"],
  ["x: int", "1:2", "declarations", "Assign"],
  ["a, b = c", "1:2", "one name", "get_item_from_list"],
  ["[a, b] = c", "1:1", "one name", "get_item_from_list"],
  ['d["k"] = v', "1:1", "Items", "set_dictionary_value"],
  ["d.k = v", "1:1", "Properties", "set"],
  ["for a, b, c in d:\n    pass", "1:5", "one name", "enumerate"],
  ["for a.b in c:\n    pass", "1:5", "one name", "enumerate"],
  ["for a in b:\n    pass\nelse:\n    pass", "3:1", "`else`", "after the `for`"],
  ["match x:\n    case 1:\n        pass", "2:10", "None", "case"],
  ['match x:\n    case "a" | "b":\n        pass', "2:14", "None", "case"],
  ["match x:\n    case not y:\n        pass", "2:10", "None", "case"],
  ["match x:\n    case y:\n        pass", "2:10", "None", "case"],
  ["def f(*a):\n    pass", "1:7", "`*`", "name"],
  ["def f(a, /):\n    pass", "1:10", "alone", "`/`"],
  ["x = lambda a, b=1: a", "1:5", "`lambda`", "Write the statements"],
  ["x = [a for a in b if c]", "1:8", "comprehensions", "repeat_results"],
  ["x = {a: b for a in b}", "1:11", "comprehensions", "repeat_results"],
  ["x = f(a for a in b)", "1:9", "comprehensions", "repeat_results"],
  ["x = a if b else c", "1:7", "conditional", "`if`"],
  ["x = (y := 5)", "1:8", "`:=`", "before"],
  ["x = a // b", "1:7", "`//`", "round"],
  ["x = a ** b", "1:7", "`**`", "x^y"],
  ["x = a @ b", "1:7", "`@`", "calculate"],
  ["x = a << b", "1:7", "`<<`", "calculate"],
  ["if x is None:\n    pass", "1:6", "`is`", "not has_value(x)"],
  ["if x is not None:\n    pass", "1:6", "`is`", "has_value(x)"],
  ["x = -y", "1:5", "sign", "x * -1"],
  ["x = ~y", "1:5", "`~`", "not"],
  ["x = (a, b)", "1:5", "tuples", "list"],
  ["x = a, b", "1:6", "tuples", "list"],
  ["return a, b", "1:9", "tuples", "list"],
  ["x = {a, b}", "1:5", "sets", "list"],
  ["x = a[1:2]", "1:8", "slices", "get_item_from_list"],
  ["x = a[:]", "1:7", "slices", "get_item_from_list"],
  ["x = f(*a)", "1:7", "`*`", "name"],
  ["x = {**a}", "1:6", "`**`", "name"],
  ["...", "1:1", "`...`", "pass"],
  ["x = 5j", "1:5", "complex", ""],
  ['x = b"a"', "1:5", "bytes", "Data("],
  ['x = f"{a:>5}"', "1:9", "replacement field", "format_date"],
])("%j", (source, place, name, hint) => {
  const text = `${source}\nlast = )\n`;
  const { problems } = parsePython(text);
  const at = positionFinder(text);
  const [first, last] = problems;
  expect(problems.map(({ kind }) => kind)).toEqual(["outside", "bracket"]);
  expect(`${at(first!.range.start).line}:${at(first!.range.start).column}`).toBe(place);
  expect(first!.message).toContain(name);
  expect(first!.hint ?? "").toContain(hint);
  // Reading has gone on behind it.
  expect(text.slice(last!.range.start).trim()).toBe(")");
});
