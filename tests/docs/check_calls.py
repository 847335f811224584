#!/usr/bin/env python3
"""Checks that docs/graph-calls.md lists every Graph call of the headers, and none that is not there. `--fix` writes it."""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "graph-calls.md"
HEADERS = ROOT / "include" / "pagebridge" / "graph"
CALL = re.compile(
    r"(?P<comment>(?:^ */// ?.*\n)*)^struct (?P<name>\w+) \{\n(?P<body>(?:(?!^\};).*\n)*?)^\};", re.MULTILINE
)
KIND = re.compile(r"static constexpr CallKind kind = CallKind::(\w+);")
TOP = """# Graph calls

Every call of the Messenger Platform that is current, as a struct with two pure functions beside it: `to_http(call, access)` makes
the request, `from_http(call, response)` reads the answer. [sending.md](sending.md) says how they are made over a transport.

*Kind* says what doing it twice would do: `read` and `idempotent` calls can always be repeated; of a call of kind `once` nobody
may repeat what is of unknown fate. Limits, errors and Meta's pages stand in the headers. `graph/batch.hpp` puts up to 50 of them into
one request.
"""
BOTTOM = """
## What is not there

Retired things: message tags but HUMAN_AGENT and CUSTOMER_FEEDBACK, the Broadcast API, Handover Protocol roles, one-time
notifications, the old Marketing Messages, the list, open graph and airline templates, `private_replies`, thread settings,
Messenger codes. ID matching, which Meta no longer describes. The Marketing Message API, whose way to send is not documented.
The Calling API, which is about media sessions and not messages.
"""


def calls(header):
    for match in CALL.finditer(header.read_text(encoding="utf-8")):
        kind = KIND.search(match["body"])
        if kind:
            words = " ".join(line.strip().lstrip("/").strip() for line in match["comment"].splitlines())
            words = re.split(r"(?<=[.:])\s", words.split("Source:")[0].strip())[0].rstrip(".:")
            yield match["name"], words, kind[1]


def page():
    text = TOP
    for header in sorted(HEADERS.glob("*.hpp")):
        rows = list(calls(header))
        if rows:
            text += f"\n## `graph/{header.name}`\n\n| call | | kind |\n|---|---|---|\n"
            text += "".join(f"| `{name}` | {words.replace('|', '/')} | {kind} |\n" for name, words, kind in rows)
    return text + BOTTOM


def main():
    wanted = page()
    if "--fix" in sys.argv[1:]:
        PAGE.write_text(wanted, encoding="utf-8")
    if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != wanted:
        sys.exit("docs/graph-calls.md is not what the headers say; run tests/docs/check_calls.py --fix")
    print(f"{wanted.count('| `')} Graph calls in docs/graph-calls.md")


if __name__ == "__main__":
    main()
