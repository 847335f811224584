"""Runs the walk of docs/sandbox.md as it stands there, with a host that answers the handshake.

  check_sandbox_walk.py PAGEBRIDGE
"""

import http.server
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import urllib.parse

DOCUMENT = pathlib.Path(__file__).resolve().parents[2] / "docs" / "sandbox.md"
TIMEOUT_S = 60


class Hook(http.server.BaseHTTPRequestHandler):
    bodies = []

    def do_GET(self):
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
        is_right = query.get("hub.verify_token") == ["letmein"]
        self.answer(200 if is_right else 403, query["hub.challenge"][0] if is_right else "")

    def do_POST(self):
        self.bodies.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.answer(200, "")

    def answer(self, status, text):
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        pass


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def walk():
    text = DOCUMENT.read_text()
    section = text.split("## From nothing to a conversation", 1)[1]
    return re.search(r"```sh\n(.*?)```", section, re.S).group(1)


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    host = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook)
    threading.Thread(target=host.serve_forever, daemon=True).start()
    script = walk().replace("8080", str(host.server_address[1])).replace("8090", str(free_port()))
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}", "NO_PROXY": "127.0.0.1"}
        shell = subprocess.Popen(
            ["bash", "-euo", "pipefail", "-c", script + "\nkill %1"],
            cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, start_new_session=True,
        )
        try:
            printed, _ = shell.communicate(timeout=TIMEOUT_S)
        finally:
            if shell.poll() is None:
                os.killpg(shell.pid, signal.SIGKILL)
    texts = [e["message"].get("text") for b in Hook.bodies for n in b["entry"] for e in n["messaging"] if "message" in e]
    print(printed)
    if shell.returncode != 0 or texts != ["Is anybody there?"] or "Yes, we are." not in printed:
        raise SystemExit(f"the walk ended with {shell.returncode}; the host got {texts}")
    print("the walk of docs/sandbox.md holds")


if __name__ == "__main__":
    main()
