/** Python that is sound and not part of the dialect: what it is called, and what the dialect has instead. */

type Description = readonly [message: string, hint: string];

const LOOP = "Repeat with `for repeat_index in range(1, n + 1):` or `for repeat_item in items:`.";
const FUNCTION = "Write the statements where they run; a shortcut of its own is run by `run_shortcut(...)`.";
const NO_ERRORS =
  "The app has no error handling: an action that fails ends the shortcut. Test before with `if has_value(x):`.";
const ONE_NAME =
  "Assign each value in a line of its own; an item of a list comes from `get_item_from_list(...)`.";

/** Statements, by their first word. */
const STATEMENTS: Readonly<Record<string, Description>> = {
  while: [
    "The dialect has no `while`.",
    "A shortcut repeats a number of times: `for repeat_index in range(1, n + 1):`.",
  ],
  try: ["The dialect has no `try`.", NO_ERRORS],
  except: ["The dialect has no `except`.", NO_ERRORS],
  finally: ["The dialect has no `finally`.", NO_ERRORS],
  with: ["The dialect has no `with`.", "Call the action that opens the file, and use its output."],
  class: ["The dialect has no classes.", 'Keep what belongs together in a dictionary: `{"name": "Ann"}`.'],
  async: ["The dialect has no `async`.", "Actions run one after another: leave it out."],
  raise: ["The dialect has no `raise`.", "Tell with `show_alert(...)`, and stop with `return`."],
  assert: ["The dialect has no `assert`.", "Test with `if`, and stop with `return`."],
  del: [
    "The dialect has no `del`.",
    "Variables stay until the shortcut ends; `Name = nothing()` empties one.",
  ],
  global: ["The dialect has no `global`.", "All variables of a shortcut are global: leave the line out."],
  nonlocal: ["The dialect has no `nonlocal`.", "All variables of a shortcut are global: leave the line out."],
  break: [
    "The dialect has no `break`: a repeat runs to its end.",
    "Put what must not run any more into an `if`.",
  ],
  continue: ["The dialect has no `continue`.", "Put the rest of the repeat into an `if`."],
};

const OPERATIONS: Readonly<Record<string, Description>> = {
  "//": ["The dialect has no operator `//`.", "Divide with `calculate(...)`, then `round_number(...)`."],
  "**": [
    "The dialect has no operator `**`.",
    'Write `calculate(x, operation="…", scientific_operation="x^y", scientific_operand=y)`.',
  ],
  is: [
    "The dialect has no operator `is`.",
    "Compare with `==`; `has_value(x)` and `not has_value(x)` test for None.",
  ],
  if: ["The dialect has no conditional expression.", "Write an `if` with an `else`, and assign in both."],
  ":=": ["The dialect has no `:=`.", "Assign in a line of its own before."],
  "<>": ["Python has no operator `<>`.", "Compare with `!=`."],
};

const CONSTRUCTS = {
  lambda: ["The dialect has no `lambda`.", FUNCTION],
  yield: ["The dialect has no `yield`.", "Hand values out with `return value`."],
  await: ["The dialect has no `await`.", "Actions run one after another: leave it out."],
  comprehension: [
    "The dialect has no comprehensions.",
    "Write `repeat_results = []`, a `for` below it, and `repeat_results.append(value)` at the end of its body.",
  ],
  set: ["The dialect has no sets.", "Write a list: `[...]`."],
  tuple: ["The dialect has no tuples.", "Write a list: `[...]`."],
  unpacking: ["An assignment has one value for one name.", ONE_NAME],
  slice: [
    "The dialect has no slices, and no subscripts of several parts.",
    "Get items with `get_item_from_list(...)`, a part of a text with `match_text(...)`.",
  ],
  star: [
    "The dialect has no `*` and `**` before a value or a parameter.",
    "Write each argument by its own name.",
  ],
  sign: ["A sign stands only before a number.", "Write `x * -1`; leave `+` away."],
  tilde: ["The dialect has no operator `~`.", "Negate a condition with `not`."],
  ellipsis: ["The dialect has no `...`.", "A block that does nothing holds `pass`."],
  attribute: [
    "Properties cannot be assigned to.",
    "An action whose name starts with `set` changes them, such as `set_name(...)`.",
  ],
  item: ["Items cannot be assigned to.", 'Write `d = set_dictionary_value(d, "k", v)`.'],
  decorator: ["The dialect has no decorators.", "Leave the line out."],
  nestedFunction: ["A function within a function is not part of the dialect.", FUNCTION],
  loopElse: ["A `for` has no `else` in the dialect.", "Write the lines after the `for`."],
  loopTargets: [
    "A `for` has one name, or an index and a name.",
    "Write `for repeat_index, repeat_item in enumerate(items, start=1):`.",
  ],
  importAs: ["An import gives no other names in the dialect.", "Import the name as it is."],
  importAll: [
    "The dialect has no `import *`.",
    "Name what is used: `from shortcut_actions import show_alert`.",
  ],
  relativeImport: ["The dialect has no imports from a folder.", "Write `from shortcut_actions import ...`."],
  importList: ["An import has one module in the dialect.", "Write a line for each."],
  pattern: [
    "A case of the dialect is a text, `None` or `_`.",
    'A menu item is written `case "Title":`; conditions and several values take an `if`.',
  ],
  declaration: ["The dialect has no declarations without a value.", "Assign a value, or leave the line out."],
  typeParameters: ["Parameters of a function stand alone in the dialect.", "Leave `/` out."],
} as const satisfies Record<string, Description>;

export type Construct = keyof typeof CONSTRUCTS;

export function describeConstruct(construct: Construct): Description {
  return CONSTRUCTS[construct];
}

/** Of a word that starts a statement outside of the dialect. */
export function describeStatement(word: string): Description {
  return STATEMENTS[word] ?? [`The dialect has no \`${word}\`.`, LOOP];
}

/** Of an operator; `undefined` if the dialect has it. */
export function describeOperator(operator: string): Description | undefined {
  if (DIALECT_OPERATORS.has(operator)) return undefined;
  return (
    OPERATIONS[operator] ?? [
      `The dialect has no operator \`${operator}\`.`,
      "Calculate with `+`, `-`, `*` and `/`, or with `calculate(...)`.",
    ]
  );
}

const DIALECT_OPERATORS: ReadonlySet<string> = new Set(
  "or and == != < <= > >= in not_in + - * / %".split(" ").map((operator) => operator.replace("_", " ")),
);

/** Of `x += y`. */
export function describeAugmented(operator: string): Description {
  const hint =
    operator === "+="
      ? 'Write `total = total + 1` for a number, `Name.append(value)` for a list, `text = f"{text}..."` for a text.'
      : `Write \`total = total ${operator.slice(0, -1)} value\`.`;
  return [`The dialect has no \`${operator}\`.`, hint];
}
