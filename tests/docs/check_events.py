#!/usr/bin/env python3
"""Checks docs/events.md against the program. Usage: check_events.py PROGRAM [--fix]

Each body in a block `json body` is given to `pagebridge events`, and what it prints must be the block `json lines` that
follows, byte for byte; `--fix` writes that in. The kinds, their C++ types and their members must be those of the program,
none missing and none too many: see `pagebridge events --kinds`.

In the tables of members, `all of [x](#part-x)` stands for that part's members, and a meaning that begins with
`see [x](#part-x)` puts the part's members below the member of that row.
"""
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "events.md"
EVENT_HEADER = ROOT / "include" / "pagebridge" / "webhook" / "event.hpp"
COMMON = "every event"
BLOCK = re.compile(r"```json body\n(?P<body>[^\n]*)\n```\n\n```json lines\n(?P<lines>.*?)```\n", re.S)
HEADING = re.compile(r"^#{2,4} (?P<title>.*)$", re.M)
NAME = re.compile(r"`([^`]+)`")
PART_LINK = re.compile(r"\[[^\]]*\]\(#(part-[a-z-]+)\)")


def events(program, *arguments, body=b""):
    ended = subprocess.run([program, "events", *arguments], input=body, capture_output=True, timeout=60)
    if ended.returncode != 0:
        sys.exit(f"pagebridge events ended with {ended.returncode}: {ended.stderr.decode()}{body.decode()}")
    return ended.stdout.decode()


def compare_examples(program, text, differing, wrong):
    """The text with the lines that the program prints, and how many examples it has."""
    seen = 0

    def put(match):
        nonlocal seen
        seen += 1
        printed = events(program, body=match["body"].encode())
        if printed != match["lines"]:
            differing.append(f"other lines are printed for {match['body']}:\n{printed}")
        return f"```json body\n{match['body']}\n```\n\n```json lines\n{printed}```\n"

    fixed = BLOCK.sub(put, text)
    for fence in ("```json body", "```json lines"):
        if text.count(fence) != seen:
            wrong.append(f"{text.count(fence)} blocks begin with {fence}, but {seen} pairs were found")
    return fixed, seen


def sections(text):
    """What stands below each heading, by the heading's text."""
    found = list(HEADING.finditer(text))
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [(match["title"], text[match.end() : end]) for match, end in zip(found, ends)]


def rows(section):
    """The member tables' rows: first cell, second cell."""
    for table in re.findall(r"^\| member \| meaning \|\n\|---\|---\|\n((?:\|.*\n)*)", section, re.M):
        for line in table.splitlines():
            cells = re.fullmatch(r"\| (.*?) \| ?(.*?) ?\|", line)
            if not cells:
                sys.exit(f"this is no row of two cells: {line}")
            yield cells.groups()


def members(section, parts):
    names = []
    for first, second in rows(section):
        if first.startswith("all of "):
            names += members(parts[PART_LINK.search(first)[1]], parts)
        elif second.startswith("see [") and PART_LINK.match(second, len("see ")):
            part = members(parts[PART_LINK.search(second)[1]], parts)
            names += [f"{prefix}.{name}" for prefix in NAME.findall(first) for name in part]
        else:
            names += NAME.findall(first)
    return names


def differences(what, program, page):
    for name in sorted(set(program) - set(page)):
        yield f"{what}: {name} is missing in the document"
    for name in sorted(set(page) - set(program)):
        yield f"{what}: {name} is in the document only"
    for names, where in ((program, "program"), (page, "document")):
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"{what}: {name} stands twice in the {where}"


def arms():
    """The C++ types of EventBody, in their order, which is also that of --kinds."""
    listed = re.search(r"using EventBody =\s*std::variant<(.*?)>;", EVENT_HEADER.read_text(encoding="utf-8"), re.S)
    return re.findall(r"\w+", listed[1])


def compare_kinds(program, text, wrong):
    kinds = {}
    for line in events(program, "--kinds").splitlines():
        kind, _, names = line.partition(":")
        kinds[kind] = names.split()
    if not all(kinds.values()) or COMMON not in kinds:
        sys.exit("--kinds does not print what this script expects")

    parts = {"part-" + title[len("Part: ") :].replace(" ", "-"): body for title, body in sections(text)
             if title.startswith("Part: ")}
    described = {COMMON: body for title, body in sections(text) if title == "What every event has"}
    described.update({title.strip("`"): body for title, body in sections(text) if re.fullmatch(r"`\w+`", title)})
    wrong += differences("kinds", list(kinds), list(described))
    for kind in kinds.keys() & described.keys():
        wrong += differences(kind, kinds[kind], members(described[kind], parts))

    own = [kind for kind in kinds if kind != COMMON]
    types = dict(zip(own, arms()))
    if len(own) != len(arms()):
        wrong.append(f"{len(own)} kinds are printed, and EventBody has {len(arms())} arms")
    contents = dict(re.findall(r"^\| \[`(\w+)`\]\(#\1\) \| `(\w+)` \|", text, re.M))
    for kind in own:
        if contents.get(kind) != types[kind]:
            wrong.append(f"{kind}: the table of kinds says {contents.get(kind)} instead of {types[kind]}")
        section = described.get(kind, "")
        if not section.startswith(f"\n\n`{types[kind]}` · "):
            wrong.append(f"{kind}: its section does not begin with `{types[kind]}` · ")
        if f'{{"kind":"{kind}",' not in section:
            wrong.append(f"{kind}: its section has no example that prints one")
    wrong += differences("the table of kinds", own, list(contents))
    return len(own)


def main():
    program, fix = sys.argv[1], "--fix" in sys.argv[2:]
    text = PAGE.read_text(encoding="utf-8")
    differing, wrong = [], []
    fixed, examples = compare_examples(program, text, differing, wrong)
    if fix and fixed != text:
        PAGE.write_text(fixed, encoding="utf-8")
        differing = []
    kinds = compare_kinds(program, fixed if fix else text, wrong)
    print(f"{examples} examples were run, {kinds} kinds compared")
    if examples < kinds:
        wrong.append("there are fewer examples than kinds: has the marker changed?")
    if differing:
        differing.append("run tests/docs/check_events.py PROGRAM --fix")
    if differing or wrong:
        sys.exit("\n".join(differing + wrong))


main()
