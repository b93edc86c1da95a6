"""Removes comments and docstrings from each program with CPython's own tokenize; null where it refuses."""
import io, json, sys, tokenize


def strip(source):
    pieces, before, row, column = [], tokenize.INDENT, -1, 0
    for kind, text, (top, left), (bottom, right), _ in tokenize.generate_tokens(io.StringIO(source).readline):
        if top > row:
            column = 0
        pieces.append(" " * max(0, left - column))
        docstring = kind == tokenize.STRING and (before in (tokenize.INDENT, tokenize.NEWLINE) or left == 0)
        if kind != tokenize.COMMENT and not docstring:
            pieces.append(text)
        before, row, column = kind, bottom, right
    return "\n".join(line for line in "".join(pieces).split("\n") if line.strip())


def answer(source):
    try:
        return strip(source)
    except (tokenize.TokenError, SyntaxError):
        return None


print(json.dumps([answer(source) for source in json.load(sys.stdin)]))
