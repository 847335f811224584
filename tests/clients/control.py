"""The sandbox's control API, and what a test needs to know of the world it runs in."""

import json
import pathlib
import urllib.error
import urllib.request


class ControlFailed(Exception):
    pass


class Control:
    def __init__(self, origin, token):
        self.origin = origin
        self.token = token

    def call(self, method, path, body=None):
        request = urllib.request.Request(
            f"{self.origin}/sandbox/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                text = answer.read()
        except urllib.error.HTTPError as refusal:
            raise ControlFailed(f"{method} {path} answered {refusal.code}: {refusal.read().decode()}") from refusal
        return json.loads(text) if text else {}

    def world(self):
        return self.call("GET", "world")

    def add_customer(self, first_name="Ada", text="Hello"):
        """A person who has just written, so that the Page may answer."""
        psid = self.call("POST", "people", {"first_name": first_name, "last_name": "Example"})["psid"]
        self.write(psid, text)
        return psid

    def write(self, psid, text):
        return self.call("POST", f"people/{psid}/messages", {"text": text})

    def advance(self, milliseconds):
        return self.call("POST", "clock", {"advance_ms": milliseconds})

    def set_faults(self, faults):
        return self.call("POST", "faults", faults)


def read_world(file):
    """What the driver wrote to `file`: the Control and the world's description."""
    found = json.loads(pathlib.Path(file).read_text())
    return Control(found["origin"], found["control_token"]), found["world"]
