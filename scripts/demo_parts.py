"""What scripts/demo is made of: the two programs as processes, and plain HTTP calls to them. Standard library only."""

import http.client
import json
import pathlib
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse

DEADLINE = 30.0  # for anything that is waited for; a sanitized build on a busy machine needs seconds
WEBHOOK_FIELDS = ["messages", "message_echoes", "message_deliveries", "message_reads", "messaging_postbacks",
                  "message_edits", "message_reactions"]
PERSON = {"first_name": "Giulia", "last_name": "Esempio", "locale": "it_IT", "timezone": "1"}


class Failed(Exception):
    """What was observed is not what must be."""


def expect(what, observed, wanted):
    if observed != wanted:
        raise Failed(f"{what}: expected {wanted!r}, observed {observed!r}")


def wait_until(what, look, deadline=DEADLINE, pause=0.02):
    """Calls `look` until it returns something true, which is the answer."""
    end = time.monotonic() + deadline
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > end:
            raise Failed(f"waited {deadline:.0f} s in vain for: {what}")
        time.sleep(pause)


def call(method, url, body=None, headers=None):
    """Status and body of one request. `body`: bytes, or anything else to be sent as JSON."""
    parts = urllib.parse.urlsplit(url)
    headers = dict(headers or {})
    if body is not None and not isinstance(body, bytes):
        body = json.dumps(body).encode()
        headers["Content-Type"] = "application/json"
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=DEADLINE)
    try:
        connection.request(method, parts.path + ("?" + parts.query if parts.query else ""), body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except (OSError, http.client.HTTPException) as error:
        raise Failed(f"{method} {parts.path}: no answer: {error!r}") from error
    finally:
        connection.close()


def call_json(method, url, body=None, wanted=200, headers=None):
    """The JSON of an answer that must have the status `wanted`."""
    status, text = call(method, url, body, headers)
    if status != wanted:
        path = urllib.parse.urlsplit(url).path
        raise Failed(f"{method} {path}: expected status {wanted}, observed {status}: {text[:500]!r}")
    return json.loads(text)


def die_with_parent():
    """Where the system can (Linux): nothing is left behind, however this program ends."""
    try:
        import ctypes

        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
    except (ImportError, OSError, AttributeError):
        pass


class Program:
    """A program that prints one line of JSON with its address and serves until it is told to end."""

    def __init__(self, name, command, logs):
        self.name = name
        self.log = logs / f"{name}.log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, preexec_fn=die_with_parent
            )
        self.facts = json.loads(self._first_line())
        self.origin = self.facts["origin"]

    def _first_line(self):
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            line = self.process.stdout.readline() if selector.select(DEADLINE) else b""
        if not line:
            self.kill()
            raise Failed(f"{self.name} did not start: {self.log.read_text(errors='replace')[-500:]}")
        return line

    def end(self):
        """Asks it to end, and makes it; its exit code."""
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            self.kill()
            return self.process.returncode

    def kill(self):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()


class Demo:
    """Both programs, running. Use it as a context: they are ended on every way out; the logs stay after an error."""

    def __init__(self, pagebridge, contact_center):
        self.commands = (pagebridge, contact_center)
        self.programs = []

    def __enter__(self):
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
        self.logs = pathlib.Path(tempfile.mkdtemp(prefix="pagebridge-demo-"))
        try:
            pagebridge, contact_center = self.commands
            self.sandbox = self._start("sandbox", [pagebridge, "sandbox", "--json"])
            self.center = self._start("contact_center", [contact_center, "--graph-origin", self.sandbox.origin])
        except BaseException:
            self.__exit__(*sys.exc_info())
            raise
        return self

    def _start(self, name, command):
        self.programs.append(Program(name, command, self.logs))
        return self.programs[-1]

    def wait(self):
        """Waits until one of the two ends, which is the answer."""

        def ended():
            return [program for program in self.programs if program.process.poll() is not None]

        return wait_until("the end of a program", ended, float("inf"), pause=0.5)[0]

    def __exit__(self, kind, error, trace):
        for program in reversed(self.programs):
            program.end()
        if kind is None or issubclass(kind, (KeyboardInterrupt, SystemExit)):
            shutil.rmtree(self.logs, ignore_errors=True)
        else:
            print(f"demo: the logs are in {self.logs}", file=sys.stderr)

    def control(self, method, path, body=None, wanted=200):
        """The JSON of a control request's answer."""
        token = {"Authorization": "Bearer " + self.sandbox.facts["control_token"]}
        return call_json(method, f"{self.sandbox.origin}/sandbox/{path}", body, wanted, token)

    def draft(self):
        """What an administrator fills in: the three facts from the App, a name, colour and tags."""
        facts = self.sandbox.facts
        return {
            "name": "Acme Chat",
            "app_id": facts["app_id"],
            "app_secret": facts["app_secret"],
            "page_access_token": facts["page_access_token"],
            "colour": "#0a66e8",
            "tags": ["italian"],
            "optional_tags": ["sales"],
        }

    def create_service(self):
        return call_json("POST", self.center.origin + "/api/services", self.draft(), wanted=201)

    def connect_webhook(self, service):
        """What "Verify and save" does in the App Dashboard; the outcome."""
        webhook = {
            "callback_url": service["webhook_url"],
            "verify_token": service["verify_token"],
            "fields": WEBHOOK_FIELDS,
        }
        self.control("POST", "webhook", webhook, wanted=202)

        def outcome():
            status = self.control("GET", "webhook")
            return status if status["state"] in ("verified", "failed") else None

        status = wait_until("the end of the handshake", outcome)
        expect("the handshake", status["state"], "verified")
        return status

    def add_person(self):
        return self.control("POST", "people", PERSON, wanted=201)["psid"]
