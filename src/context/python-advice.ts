import type { Expr } from "../python/ast.ts";

/**
 * What to write instead of a function or a method of Python that no action is called after: by name, or by module and
 * name. Whoever comes from Python writes these. What is no sentence is the line to write.
 */
const FUNCTIONS: Readonly<Record<string, string>> = {
  print: "`show_content(x)` shows a value.",
  len: 'Count with `count_items(x, "Items")`, or "Characters" for a text.',
  int: '`as_number(x)` reads a text as a number, `round_number(x, mode="Always Round Down")` drops its fraction.',
  round: 'round_number(x, "Hundredths")',
  sum: 'calculate_statistics(x, "Sum")',
  max: 'calculate_statistics(x, "Maximum")',
  min: 'calculate_statistics(x, "Minimum")',
  divmod: "Write `a // b` and `a % b`, each with a name of its own.",
  abs: 'calculate(x, operation="…", scientific_operation="abs(x)")',
  sorted: "No action sorts texts or numbers; the Find actions sort what they find.",
  reversed: "No action turns a list round: take its items by their index, counted down.",
  zip: "Repeat over positions, `for repeat_index in range(1, n + 1):`, and take an item of each list with `get_item_from_list(x, repeat_index)`.",
  map: "Write a `for` over the list, and add to another list in it.",
  filter: "Write a `for` over the list, and add to another list in an `if` in it.",
  set: "No action removes duplicates: in a `for`, add to another list what that does not hold yet.",
  isinstance: "A shortcut cannot test the type of a value; `has_value(x)` tells whether there is one.",
  type: "A shortcut cannot test the type of a value; `has_value(x)` tells whether there is one.",
  open: '`get_file_from_folder(path="notes.txt")` reads a file, `save_file(x, path="notes.txt")` writes one.',
  "json.loads": "`get_dictionary_from_input(text)` reads JSON.",
  "json.load": "`get_dictionary_from_input(file)` reads JSON.",
  "json.dumps": 'In a text, a dictionary is JSON: `f"{d}"`.',
  "requests.get": "get_contents_of_url(url)",
  "requests.post": 'get_contents_of_url(url, "POST", json={...})',
  "requests.put": 'get_contents_of_url(url, "PUT", json={...})',
  "requests.patch": 'get_contents_of_url(url, "PATCH", json={...})',
  "requests.delete": 'get_contents_of_url(url, "DELETE")',
  "requests.request": 'get_contents_of_url(url, "...")',
  urlopen: "get_contents_of_url(url)",
  "re.findall": 'match_text(x, "...")',
  "re.search": 'Write `match_text(x, "...")`, and test it with `has_value(...)`.',
  "re.match": 'Write `match_text(x, "^...")`, and test it with `has_value(...)`.',
  "re.sub": 'replace_text(x, "...", "...", regular_expression=True)',
  "re.split": "Replace what separates by one character with `replace_text(...)`, and split there.",
  sleep: "wait(1)",
  "random.randint": "random_number(1, 6)",
  "random.choice": 'get_item_from_list(x, "Random Item")',
  "math.ceil": 'round_number(x, mode="Always Round Up")',
  "math.floor": 'round_number(x, mode="Always Round Down")',
  "math.sqrt": 'calculate(x, operation="…", scientific_operation="√x")',
  timedelta: 'adjust_date(date, operation="Add", duration=Quantity("1", "days"))',
  Duration: 'Write `Quantity("1", "days")`: a `Duration` is one of what `where(...)` compares with.',
  strptime: "`get_dates_from_input(text)` reads a date.",
  today: "`current_date()` is the date and the time.",
  listdir: "get_contents_of_folder(folder)",
  basename: 'get_details_of_files(file, "Name")',
  splitext: 'get_details_of_files(file, "File Extension")',
  b64encode: "base_64_encode(x)",
  b64decode: 'base_64_encode(x, "Decode")',
  quote: "url_encode(x)",
  unquote: 'url_encode(x, "Decode")',
  md5: 'generate_hash(x, "MD5")',
  sha1: 'generate_hash(x, "SHA1")',
  sha256: 'generate_hash(x, "SHA256")',
  "webbrowser.open": "open_urls(url)",
  "pyperclip.copy": "copy_to_clipboard(x)",
  "pyperclip.paste": "get_clipboard()",
  "sys.exit": "`exit()` ends the shortcut.",
  "subprocess.run":
    "`run_shell_script(...)` runs a script on a Mac, `run_script_over_ssh(...)` on another computer.",
  "os.system":
    "`run_shell_script(...)` runs a script on a Mac, `run_script_over_ssh(...)` on another computer.",
};

const PATTERN = 'Write `match_text(x, "^[0-9]+$")`, and test it with `has_value(...)`.';
const GROWS = "A list only grows, by `xs.append(x)`: for anything else, add to another list in a `for`.";
const SET = 'd = set_dictionary_value(d, "k", v)';

const METHODS: Readonly<Record<string, string>> = {
  title: 'change_case(x, "Capitalize Every Word")',
  capitalize: 'change_case(x, "Capitalize with sentence case")',
  upper: 'change_case(x, "UPPERCASE")',
  lower: 'change_case(x, "lowercase")',
  strip: "`trim_whitespace(x)` takes away blanks, `replace_text(...)` anything else.",
  lstrip: String.raw`Write ${"`"}replace_text(x, "^\\s+", "", regular_expression=True)${"`"}.`,
  rstrip: String.raw`Write ${"`"}replace_text(x, "\\s+$", "", regular_expression=True)${"`"}.`,
  replace: 'replace_text(x, "a", "b")',
  split: 'split_text(x, ",")',
  rsplit: 'Split with `x.split(".")`, and take the last item with `[-1]`.',
  splitlines: "split_text(x)",
  join: 'combine_text(x, ",")',
  isdigit: PATTERN,
  isnumeric: PATTERN,
  isalpha: PATTERN.replace("0-9", "A-Za-z"),
  isalnum: PATTERN.replace("0-9", "A-Za-z0-9"),
  find: "`part in text` tests for a part; no action tells where it stands.",
  zfill: "No action fills a text up: test its length, and add what is missing.",
  encode: "Leave it out: a text of a shortcut has no encoding.",
  decode: "Leave it out: a text of a shortcut has no encoding.",
  sort: FUNCTIONS["sorted"]!,
  reverse: FUNCTIONS["reversed"]!,
  insert: GROWS,
  remove: GROWS,
  pop: GROWS,
  clear: "Write `xs = []`.",
  extend: "Add each item in a `for` with `xs.append(item)`.",
  index: "No action tells where an item stands: count in a `for`, and compare.",
  update: SET,
  setdefault: `Test with \`has_value(d["k"])\`. Write \`${SET}\`.`,
  get: 'Write `d["k"]`, and test it with `has_value(...)`.',
  json: "`get_dictionary_from_input(contents)` reads JSON.",
  raise_for_status: "Leave it out: an action that fails ends the shortcut.",
  strftime: 'format_date(date, "yyyy-MM-dd")',
  isoformat: 'format_date(date, "ISO 8601")',
  group: "get_group_from_matched_text(matches, 1)",
  format: 'Write an f-string: `f"... {x}"`.',
  now: "current_date()",
  append: "What is before `.append` is the name of a list: give it one in a line of its own.",
  read: FUNCTIONS["open"]!,
  write: FUNCTIONS["open"]!,
};

/** A function or method of Python, as a message names it, and what to write instead, as far as there is something. */
export interface PythonCall {
  name: string;
  hint?: string;
}

/** What a call of Python's own is called; undefined for anything else. */
export function pythonCall(expr: Expr): PythonCall | undefined {
  if (expr.kind !== "Call") return undefined;
  const name = dotted(expr.func);
  if (name === undefined) {
    // A method of what a call or a calculation makes.
    return expr.func.kind === "Attribute" ? named(expr.func.attr, own(METHODS, expr.func.attr)) : undefined;
  }
  const last = name.slice(name.lastIndexOf(".") + 1);
  const whole = own(FUNCTIONS, name);
  if (whole !== undefined || last === name) return named(name, whole);
  return named(last, own(METHODS, last) ?? own(FUNCTIONS, last));
}

/** What a function of one of Python's modules is called, if something can be written instead. */
export function moduleCall(expr: Expr): (PythonCall & { module: string }) | undefined {
  const name = expr.kind === "Call" ? dotted(expr.func) : undefined;
  const dot = name?.indexOf(".") ?? -1;
  if (name === undefined || dot < 0) return undefined;
  const hint = own(FUNCTIONS, name) ?? own(FUNCTIONS, name.slice(name.lastIndexOf(".") + 1));
  return hint === undefined ? undefined : { module: name.slice(0, dot), name, hint };
}

function own(table: Readonly<Record<string, string>>, name: string): string | undefined {
  const advice = Object.hasOwn(table, name) ? table[name] : undefined;
  return advice?.endsWith(")") ? `Write \`${advice}\`.` : advice;
}

function named(name: string, hint: string | undefined): PythonCall {
  return { name, ...(hint !== undefined && { hint }) };
}

/** `os.path.basename`; undefined for what is no plain name. */
function dotted(expr: Expr): string | undefined {
  if (expr.kind === "Name") return expr.id;
  if (expr.kind !== "Attribute") return undefined;
  const value = dotted(expr.value);
  return value === undefined ? undefined : `${value}.${expr.attr}`;
}
