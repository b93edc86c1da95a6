/** What somebody may ask of an agent, and how one goes about it; what has to come out is written by hand. */
export interface Task {
  /** What is looked for, and what has to be found. */
  search: [words: string, name: string][];
  /** The first try, with mistakes that models make. */
  draft: string;
  /** What is changed by hand after the fixes, once for each thing that has no single answer. */
  byHand?: [wrong: string, right: string][];
  device?: Record<string, unknown>;
  result?: string;
  /** Some of what it did. */
  effects?: Record<string, unknown>[];
  /** Files that are there afterwards. */
  files?: Record<string, string>;
}

export const tasks: Record<string, Task> = {
  "greets whoever runs it": {
    search: [["show a message", "show_alert"]],
    draft: `name = input("Your name?")\nshow_allert(f"Hello {nmae}")\n`,
    device: { answers: ["Ann"] },
    effects: [{ kind: "alert", prompt: "Hello Ann" }],
  },
  "counts the words on the clipboard": {
    search: [["count words", "count_items"]],
    draft: `text = get_clipboard()\ncount = count_items(text, type="words")\nreturn count\n`,
    device: { clipboard: "one two three four" },
    result: "4",
  },
  "replaces letters": {
    search: [["replace text", "replace_text"]],
    draft: `changed = replace_text(shortcut_input, find_txt="a", replace_with="o")\nreturn changed\n`,
    device: { input: "banana" },
    result: "bonono",
  },
  "writes in capitals": {
    search: [["change case of text", "change_case"]],
    draft: `loud = change_case(shortcut_input, case="Uppercase")\nreturn loud\n`,
    device: { input: "so what" },
    result: "SO WHAT",
  },
  "takes the last word": {
    search: [
      ["split text", "split_text"],
      ["get item from list", "get_item_from_list"],
    ],
    draft: `words = split_text(shortcut_input, separator="spaces")\nlast = get_item_from_list(words, get="last")\nreturn last\n`,
    byHand: [['"last"', '"Last Item"']],
    device: { input: "to the very end" },
    result: "end",
  },
  "divides and rounds up": {
    search: [
      ["calculate", "calculate"],
      ["round number", "round_number"],
    ],
    draft: `share = calculate(10, operation="/", operand=4)\nwhole = round_number(share, mode="Always round up")\nreturn whole\n`,
    byHand: [['"/"', '"÷"']],
    result: "3",
  },
  "tells the date in a week": {
    search: [
      ["add days to a date", "adjust_date"],
      ["format date", "get_formatted_date"],
    ],
    draft: `today = current_date()
later = adjust_date(today, duration=Quantity("7", "days"))
text = get_formatted_date(later, date_format="custom", custom_fromat="yyyy-MM-dd")
return text
`,
    device: { now: "2026-02-26T10:00:00Z" },
    result: "2026-03-05",
  },
  "lists the first squares": {
    search: [["combine text", "combine_text"]],
    draft: `squares = []
for number in range(1, 3 + 1):
    square = calculate(number, operation="x", operand=number)
    squares.append(square)
lines = combine_txt(squares)
return lines
`,
    byHand: [['"x"', '"×"']],
    result: "1\n4\n9",
  },
  "asks for a size": {
    search: [["choose from menu", "menu_marker"]],
    draft: `match choose_from_menu("Which size?"):
    case "Small":
        size = 640
    case "Large":
        size = 1920
return sise
`,
    device: { answers: ["Large"] },
    result: "1920",
  },
  "tells a rate of exchange": {
    search: [["get contents of URL", "get_contents_of_url"]],
    draft: `answer = get_contents_of_url("https://rates.example/latest", method="get")
rate = answer["rates"]["EUR"]
show_notification(f"A dollar is {rate} euros.")
`,
    device: { http: [{ url: "https://rates.example/latest", body: { rates: { EUR: 0.9 } } }] },
    effects: [{ kind: "notification", body: "A dollar is 0.9 euros." }],
  },
  "prints a dictionary": {
    search: [["dictionary keys values", "get_dictionary_value"]],
    draft: `settings = {"host": "example.org", "port": 8080}
lines = []
keys = settings.keys()
for key in keys:
    value = settings[f"{key}"]
    lines.append(f"{key}={value}")
text = combine_text(lines, seperator="Spaces")
return text
`,
    result: "host=example.org port=8080",
  },
  "encodes in base64": {
    search: [["encode base64", "base_64_encode"]],
    draft: `code = base64_encode(shortcut_input)\nreturn code\n`,
    device: { input: "Hello" },
    result: "SGVsbG8=",
  },
  "escapes a search for an address": {
    search: [["percent encode for url", "url_encode"]],
    draft: `words = urlencode(shortcut_input)\nopen_urls(f"https://search.example/?q={words}")\n`,
    device: { input: "a b&c" },
    effects: [{ kind: "open url", url: "https://search.example/?q=a%20b%26c" }],
  },
  "computes a checksum": {
    search: [["checksum of a file", "generate_hash"]],
    draft: `sum = generate_hash(shortcut_input, type="SHA-256")\nreturn sum\n`,
    device: { input: "abc" },
    result: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  },
  "takes an average": {
    search: [["average of numbers", "calculate_statistics"]],
    draft: `numbers = [1, 2, 6]\nmean = calculate_statistics(numbers, operation="Mean")\nreturn mean\n`,
    byHand: [['"Mean"', '"Average"']],
    result: "3",
  },
  "warns of a low battery": {
    search: [["battery level", "get_battery_status"]],
    draft: `level = get_battery_level()\nif level < 20:\n    show_notification("Charge me", tittle="Battery")\n`,
    byHand: [["get_battery_level", "get_battery_status"]],
    device: { battery: { level: 12 } },
    effects: [{ kind: "notification", body: "Charge me", title: "Battery" }],
  },
  "finds numbers in a text": {
    search: [["match regular expression", "match_text"]],
    draft: `numbers = match_text(shortcut_input, patern="[0-9]+")
text = combine_text(numbers, separator="Custom", custom_separator=", ")
return text
`,
    device: { input: "7 of 12 in 2026" },
    result: "7, 12, 2026",
  },
  "opens the first link of a text": {
    search: [["get links from text", "get_urls_from_input"]],
    draft: `links = get_urls_from_input(shortcut_input)\nfirst = get_item_from_list(links)\nopen_url(first)\n`,
    device: { input: "see https://example.org/a and https://example.org/b" },
    effects: [{ kind: "open url", url: "https://example.org/a" }],
  },
  "keeps a note in a file": {
    search: [["save file", "save_file"]],
    draft: `text = f"Note: {shortcut_input}"\nsave_file(text, ask_were=False, path="note.txt", overwrite=True)\n`,
    device: { input: "milk" },
    files: { "note.txt": "Note: milk" },
  },
  "copies what it has made": {
    search: [["copy to clipboard", "copy_to_clipboard"]],
    draft: `text = "Best regards"\ncopy_to_clipboard()\n`,
    effects: [{ kind: "clipboard", items: ["Best regards"] }],
  },
};
