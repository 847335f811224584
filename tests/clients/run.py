#!/usr/bin/env python3
"""Runs clients of others, unmodified, against `pagebridge sandbox`: each against one of its own.

  run.py --cache FOLDER --install                    installs the pinned clients
  run.py --cache FOLDER --pagebridge PROGRAM [NAME]  runs all, or one of: messenger, graph, webhook
"""

import argparse
import os
import pathlib
import subprocess
import sys

from sandbox_process import SandboxProcess
from tools import Tools

HERE = pathlib.Path(__file__).resolve().parent
TESTS = {"messenger": "messenger_client.test.js", "graph": "graph_client_test.py", "webhook": "webhook.test.js"}
TIMEOUT_S = 240


def run(name, program, tools):
    file = HERE / TESTS[name]
    # A proxy for the world outside must not get between the clients and the loopback address.
    environment = {**os.environ, "NODE_PATH": str(tools.node_path), "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    interpreter = "node" if file.suffix == ".js" else str(tools.python)
    # Webhooks are repeated as real time passes; the limits of the others' calls would take hours of it.
    with SandboxProcess(program, "real" if name == "webhook" else "stepped") as sandbox:
        command = [interpreter, str(file), str(sandbox.world_file)]
        return subprocess.run(command, env=environment, timeout=TIMEOUT_S).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", required=True, help="where the clients are installed")
    parser.add_argument("--install", action="store_true")
    parser.add_argument("--pagebridge", help="the program pagebridge")
    parser.add_argument("name", nargs="?", choices=TESTS)
    arguments = parser.parse_args()
    tools = Tools(arguments.cache)
    if arguments.install or arguments.pagebridge:
        tools.install()
    if not arguments.pagebridge:
        return 0 if arguments.install else parser.error("--install or --pagebridge is needed")
    names = [arguments.name] if arguments.name else list(TESTS)
    failed = [name for name in names if run(name, arguments.pagebridge, tools) != 0]
    for name in failed:
        print(f"run.py: {name} failed", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
