#!/usr/bin/env python3
"""Checks that the code in README and docs is what the examples hold, which are compiled and run.

A code block after `<!-- cut: FILE -->` must equal the lines of FILE between `// README begin` and `// README end`, with
their common indentation taken off and one blank line between two pieces of different depth. `--fix` writes them in.
"""
import pathlib
import re
import sys
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"(<!-- cut: (?P<file>\S+) -->\n```cpp\n)(?P<code>.*?)(```\n)", re.S)


def cut(path):
    pieces, piece = [], None
    for line in path.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.strip() == "// README begin":
            piece = []
        elif line.strip() == "// README end":
            pieces.append(textwrap.dedent("".join(piece)))
            piece = None
        elif piece is not None:
            piece.append(line)
    if piece is not None or not pieces:
        sys.exit(f"{path}: README begin and end do not pair up")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(pieces)).strip("\n") + "\n"


def main():
    fix = "--fix" in sys.argv[1:]
    wrong, seen = [], 0
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        text = page.read_text(encoding="utf-8")

        def put(match):
            nonlocal seen
            seen += 1
            code = cut(ROOT / match["file"])
            if code != match["code"]:
                wrong.append(f"{page.name}: the block cut from {match['file']} differs")
            return match[1] + code + match[4]

        fixed = BLOCK.sub(put, text)
        if fix and fixed != text:
            page.write_text(fixed, encoding="utf-8")
    print(f"{seen} code blocks compared with the examples")
    if seen == 0:
        sys.exit("no code block was found: has the marker changed?")
    if wrong and not fix:
        sys.exit("\n".join(wrong) + "\nrun tests/docs/check_snippets.py --fix")


main()
