"""The commands of the program: what they print and how they exit. Usage: commands_test.py PROGRAM"""

import contextlib
import hashlib
import hmac
import http.client
import http.server
import json
import os
import pathlib
import queue
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse

PROGRAM = sys.argv.pop(1)
SECRET = b"0123456789abcdef0123456789abcdef"


def envelope(*elements):
    return (
        '{"object":"page","entry":[{"id":"987654321","time":1770000000100,"messaging":[%s]}]}' % ",".join(elements)
    ).encode()


def element(member):
    return '{"sender":{"id":"24100000000001"},"recipient":{"id":"987654321"},"timestamp":1770000000000,%s}' % member


MESSAGE = element('"message":{"mid":"m_1","text":"caff\\u00e8 \\ud83d\\ude00"}')
READ = element('"read":{"watermark":1770000000050}')


def run(*arguments, data=b"", **options):
    return subprocess.run([PROGRAM, *arguments], input=data, capture_output=True, timeout=60, **options)


class Commands(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.secret = self.file("secret", SECRET)

    def file(self, name, data):
        path = self.folder / name
        path.write_bytes(data)
        return str(path)

    def check(self, ended, code, out=None):
        self.assertEqual(ended.returncode, code, ended.stderr)
        if out is not None:
            self.assertEqual(ended.stdout, out)
        if code != 0:
            self.assertTrue(ended.stderr, "a failure says what went wrong")
        return ended.stderr.decode()


class Usage(Commands):
    def test_help_and_version(self):
        self.assertIn(b"events", run("--help").stdout)
        self.assertRegex(run("--version").stdout.decode(), r"^pagebridge \d+\.\d+\.\d+\n$")
        for command in ("events", "sign", "sandbox"):
            shown = run(command, "--help")
            self.assertEqual((shown.returncode, shown.stderr), (0, b""))
            self.assertIn(f"usage: pagebridge {command}".encode(), shown.stdout)

    def test_what_is_no_command_or_option(self):
        for arguments in (
            (),
            ("nonsense",),
            ("events", "--nonsense"),
            ("events", "file"),
            ("events", "--signature"),
            ("events", "--secret-file", self.secret),
            ("events", "--signature", "sha256=00"),
            ("events", "--kinds", "--secret-file", self.secret, "--signature", "sha256=00"),
            ("events", "--kinds=message"),
            ("sign",),
            ("sign", "--secret-file", self.secret, "--secret-file", self.secret),
            ("sandbox", "--json=yes"),
            ("sandbox", "--port", "65536"),
            ("sandbox", "--port", "-1"),
            ("sandbox", "--port", ""),
            ("sandbox", "--host", "0.0.0.0"),
            ("sandbox", "--host", "example.com", "--public"),
        ):
            with self.subTest(arguments):
                self.check(run(*arguments), 2, out=b"")

    def test_a_secret_is_no_argument(self):
        message = self.check(run("sign", "--secret", "tell-nobody"), 2)
        self.assertNotIn("tell-nobody", message)


class Events(Commands):
    def lines(self, data, *options):
        ended = run("events", *options, data=data)
        self.check(ended, 0)
        return [json.loads(line) for line in ended.stdout.splitlines()]

    def test_one_line_for_each_event(self):
        message, read = self.lines(envelope(MESSAGE, READ))
        self.assertEqual(
            message,
            {
                "kind": "message",
                "page": "987654321",
                "customer": "24100000000001",
                "at_ms": 1770000000000,
                "channel": "messaging",
                "mid": "m_1",
                "text": "caffè 😀",
            },
        )
        self.assertEqual(read["kind"], "read")
        self.assertEqual(read["watermark_ms"], 1770000000050)
        self.assertNotIn("mid", read)

    def test_an_unknown_event_keeps_its_json_on_one_line(self):
        (event,) = self.lines(envelope(element('"something_new":{\n "a":[1,\n2.50e3,"\\ud800",{}] }')))
        self.assertEqual((event["kind"], event["name"]), ("unknown", "something_new"))
        self.assertEqual(event["json"]["something_new"], {"a": [1, 2500.0, "\ufffd", {}]})

    def test_every_member_that_a_message_has(self):
        (event,) = self.lines(
            envelope(
                element(
                    '"message":{"mid":"m_1","quick_reply":{"payload":""},"reply_to":{"mid":"m_0","is_self_reply":true},'
                    '"commands":[{"name":"help"}],"nlp":{ "entities" : {} },"attachments":[{"type":"appointment_booking",'
                    '"payload":{"booking_id":7,"start_time":1770612400}}],"referral":{"source":"NEW","product":{"id":5}}},'
                    '"hop_context":{"app_id":10105655000959552}'
                )
            )
        )
        for name in ("kind", "page", "customer", "at_ms", "channel"):
            del event[name]
        self.assertEqual(
            event,
            {
                "mid": "m_1",
                "attachments": [
                    {
                        "type": "appointment_booking",
                        "appointment": {"booking_id": "7", "start_at_ms": 1770612400000},
                        "json": {
                            "type": "appointment_booking",
                            "payload": {"booking_id": 7, "start_time": 1770612400},
                        },
                    }
                ],
                "quick_reply": "",
                "reply_to": "m_0",
                "referral": {
                    "source": "NEW",
                    "product_id": "5",
                    "json": {"source": "NEW", "product": {"id": 5}},
                },
                "commands": ["help"],
                "nlp": {"entities": {}},
                "is_self_reply": True,
                "hop_context": {"app": "10105655000959552"},
            },
        )

    def test_what_every_event_has_comes_first(self):
        body = envelope(element('"optin":{"ref":"r"}')).replace(b'"page"', b'"instagram"')
        ended = run("events", data=body.replace(b'"id":"24100000000001"', b'"user_ref":7').replace(b"987654321", b"0"))
        self.assertEqual(
            ended.stdout.decode(),
            '{"kind":"opt_in","page":"0","user_ref":"7","at_ms":1770000000000,"channel":"messaging",'
            '"object":"instagram","sample":true,"ref":"r"}\n',
        )

    def test_durations_and_times_say_their_unit(self):
        (event,) = self.lines(
            b'{"object":"page","entry":[{"id":"987654321","calls":[{"id":"c_1","event":"terminate","duration":0,'
            b'"start_time":1770000830,"timestamp":1770000900}]}]}'
        )
        self.assertEqual((event["started_at_ms"], event["duration_s"]), (1770000830000, 0))
        self.assertEqual((event["channel"], event["at_ms"]), ("calls", 1770000900000))
        self.assertNotIn("ended_at_ms", event)

    def test_the_kinds_with_their_members(self):
        lines = run("events", "--kinds").stdout.decode().splitlines()
        self.assertEqual(lines[0], "every event: kind page customer user_ref at_ms channel object sample")
        self.assertEqual(lines[1], "unknown: name json")
        self.assertIn("delivery: mids[] watermark_ms", lines)
        self.assertIn("app_roles: apps[].app apps[].roles[]", lines)

    def test_bytes_that_are_no_text(self):
        (event,) = self.lines(envelope('{"message":{"mid":"m_1","text":"XX"}}').replace(b"XX", b"a\xff"))
        self.assertEqual(event["text"], "a?")

    def test_what_is_no_webhook_body(self):
        for data in (b"", b"x", b"{}", b"[]", b'{"object":"page"}', b"[" * 100000, b"\x00"):
            with self.subTest(data[:20]):
                self.check(run("events", data=data), 65, out=b"")
        self.check(run("events", data=b" " * (64 * 1024 * 1024 + 1)), 65, out=b"")

    def test_output_that_cannot_be_written(self):
        if not os.path.exists("/dev/full"):
            self.skipTest("no /dev/full here")
        with open("/dev/full", "wb") as full:
            ended = subprocess.run(
                [PROGRAM, "events"], input=envelope(MESSAGE), stdout=full, stderr=subprocess.PIPE, timeout=60
            )
        self.assertEqual(ended.returncode, 74)


class Sign(Commands):
    def sign(self, data, secret=None):
        ended = run("sign", "--secret-file", secret or self.secret, data=data)
        self.check(ended, 0)
        return ended.stdout.decode()

    def test_the_whole_header_in_one_line(self):
        for data in (b"", b"{}", envelope(MESSAGE), bytes(range(256))):
            digest = hmac.new(SECRET, data, hashlib.sha256).hexdigest()
            self.assertEqual(self.sign(data), f"X-Hub-Signature-256: sha256={digest}\n")

    def test_line_ends_of_editors_do_not_count(self):
        for end in (b"\n", b"\r\n"):
            self.assertEqual(self.sign(b"{}", self.file("other", SECRET + end)), self.sign(b"{}"))

    def test_events_takes_what_sign_made(self):
        data = envelope(MESSAGE)
        header = self.sign(data).strip()
        for signature in (header, header.split(": ")[1]):
            ended = run("events", "--secret-file", self.secret, "--signature", signature, data=data)
            self.check(ended, 0)
            self.assertEqual(ended.stdout.count(b"\n"), 1)

    def test_what_is_not_signed_is_refused(self):
        data = envelope(MESSAGE)
        right = self.sign(data).strip().split(": ")[1]
        flipped = right[:-1] + ("0" if right[-1] != "0" else "1")
        for signature, body in (
            (flipped, data),
            (right, data + b" "),
            ("", data),
            ("sha256=", data),
            (right[:-1], data),
            (right.upper(), data),
            (right.replace("sha256", "sha1"), data),
            ("sha256=" + "z" * 64, data),
        ):
            with self.subTest(signature):
                message = self.check(
                    run("events", "--secret-file", self.secret, "--signature", signature, data=body), 1, out=b""
                )
                self.assertNotIn(right[7:], message)
        other = self.file("other", b"f" * 32)
        self.check(run("events", "--secret-file", other, "--signature", right, data=data), 1, out=b"")

    def test_secret_files_that_hold_none(self):
        self.check(run("sign", "--secret-file", self.file("empty", b"")), 78, out=b"")
        self.check(run("sign", "--secret-file", self.file("line", b"\n")), 78, out=b"")
        self.check(run("sign", "--secret-file", self.file("long", b"x" * 100000)), 78, out=b"")
        self.check(run("sign", "--secret-file", str(self.folder / "none")), 74, out=b"")
        self.check(run("sign", "--secret-file", str(self.folder)), 74, out=b"")


class Receiver:
    """A server behind a callback URL: keeps the bodies that it gets."""

    def __enter__(self):
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                query = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query)
                self.answer(200, query["hub.challenge"][0].encode())

            def do_POST(self):
                receiver.bodies.put(self.rfile.read(int(self.headers["Content-Length"])))
                self.answer(receiver.statuses.pop(0) if receiver.statuses else 200, b"")

            def answer(self, status, body):
                self.send_response(status)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.statuses = []  # of the next answers; then 200
        self.bodies = queue.Queue()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/webhook"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()

    def clear(self):
        self.statuses = []
        self.bodies = queue.Queue()


class Sandbox(Commands):
    def test_a_port_that_is_taken(self):
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            self.check(run("sandbox", "--port", str(taken.getsockname()[1])), 74, out=b"")

    def test_ids_that_are_none(self):
        self.check(run("sandbox", "--app", "abc"), 78, out=b"")
        self.check(run("sandbox", "--page", "12x"), 78, out=b"")
        self.check(run("sandbox", "--token-file", str(self.folder / "none")), 74, out=b"")

    def test_it_prints_its_address_and_ends_when_asked(self):
        token = self.file("token", b"a-token\n")
        for number in (2, 15):
            with subprocess.Popen(
                [
                    PROGRAM,
                    "sandbox",
                    "--json",
                    "--app",
                    "123",
                    "--page",
                    "456",
                    "--page-name",
                    "Acmé",
                    "--app-secret-file",
                    self.secret,
                    "--token-file",
                    token,
                ],
                stdout=subprocess.PIPE,
            ) as process:
                try:
                    facts = json.loads(process.stdout.readline())
                    self.assertRegex(facts.pop("origin"), r"^http://127\.0\.0\.1:\d+$")
                    self.assertRegex(facts.pop("control_token"), r"^[\w-]{32}$")
                    self.assertEqual(
                        facts,
                        {
                            "app_id": "123",
                            "page_id": "456",
                            "page_name": "Acmé",
                            "app_secret": SECRET.decode(),
                            "page_access_token": "a-token",
                        },
                    )
                    process.send_signal(number)
                    self.assertEqual(process.wait(30), 0)
                finally:
                    process.kill()

    def test_without_json_it_tells_no_secret(self):
        with subprocess.Popen(
            [PROGRAM, "sandbox", "--app-secret-file", self.secret], stdout=subprocess.PIPE
        ) as process:
            try:
                line = process.stdout.readline()
                self.assertIn(b"http://127.0.0.1:", line)
                self.assertNotIn(SECRET, line)
                self.assertRegex(process.stdout.readline().decode(), r"http://127\.0\.0\.1:\d+/#token=[\w-]{32}\n$")
                process.terminate()
                self.assertEqual(process.stdout.read(), b"")
                self.assertEqual(process.wait(30), 0)
            finally:
                process.kill()

    @contextlib.contextmanager
    def sandbox(self, *arguments):
        """A sandbox's first line, and a function for control requests: status and JSON."""
        with subprocess.Popen([PROGRAM, "sandbox", "--json", *arguments], stdout=subprocess.PIPE) as process:
            try:
                facts = json.loads(process.stdout.readline())

                def control(method, path, body=None, token=facts["control_token"]):
                    connection = http.client.HTTPConnection(facts["origin"].split("//")[1], timeout=30)
                    headers = {"Authorization": "Bearer " + token} if token else {}
                    connection.request(method, "/sandbox/" + path, json.dumps(body) if body is not None else None, headers)
                    with contextlib.closing(connection), connection.getresponse() as answer:
                        return answer.status, json.loads(answer.read())

                yield facts, control
                process.terminate()
                self.assertEqual(process.wait(30), 0)
            finally:
                process.kill()

    def test_control_requests_need_the_token(self):
        with self.sandbox() as (facts, control):
            self.assertEqual(control("GET", "state")[0], 200)
            for token in ("", "wrong", facts["page_access_token"], facts["control_token"][:-1]):
                status, answer = control("GET", "state", token=token)
                self.assertEqual((status, answer["error"]["field"]), (401, "Authorization"))
            world = control("GET", "world")[1]
            self.assertEqual(world["apps"][0]["secret"], facts["app_secret"])
            self.assertEqual(world["page_access_token"], facts["page_access_token"])

    def test_a_control_token_file_is_made_once(self):
        path = self.folder / "control"
        with self.sandbox("--control-token-file", str(path)) as (facts, _):
            self.assertEqual(path.read_text(), facts["control_token"] + "\n")
            self.assertEqual(path.stat().st_mode & 0o777, 0o600)
        with self.sandbox("--control-token-file", str(path)) as (again, control):
            self.assertEqual(again["control_token"], facts["control_token"])
            self.assertEqual(control("GET", "state")[0], 200)
        self.check(run("sandbox", "--control-token-file", str(self.folder / "no" / "where")), 74, out=b"")
        self.check(run("sandbox", "--control-token-file", self.file("empty", b"")), 78, out=b"")

    def test_a_stepped_clock_stands_still(self):
        with self.sandbox() as (_, control):
            status, answer = control("POST", "clock", {"advance_ms": 1})
            self.assertEqual((status, answer["error"]["field"]), (409, "advance_ms"))
            self.assertIn("--clock stepped", answer["error"]["message"])
        with self.sandbox("--clock", "stepped") as (_, control):
            begin = control("GET", "clock")[1]["time"]
            self.assertEqual(control("GET", "clock")[1], {"time": begin, "can_advance": True})
            self.assertEqual(control("POST", "clock", {"advance_ms": 90000000})[1]["time"], begin + 90000000)
            self.assertEqual(control("POST", "clock", {"advance_ms": -1})[0], 400)
        self.check(run("sandbox", "--clock", "sundial"), 78, out=b"")
        for option, value in (("--remember", "all"), ("--remember-messages", "-1"), ("--webhook-batch", "0")):
            self.check(run("sandbox", option, value), 78, out=b"")
        self.check(run("sandbox", "--text-unit", "letter"), 78, out=b"")
        self.check(run("sandbox", "--template-review", "-1"), 78, out=b"")

    def connect(self, control, receiver):
        """Connects a receiver's webhook, for messages."""
        webhook = {"callback_url": receiver.url, "verify_token": "t", "fields": ["messages"]}
        self.assertEqual(control("POST", "webhook", webhook)[0], 202)
        end = time.monotonic() + 30
        while control("GET", "webhook")[1]["state"] == "pending" and time.monotonic() < end:
            time.sleep(0.01)
        self.assertEqual(control("GET", "webhook")[1]["state"], "verified")

    def test_repetitions_come_when_the_clock_is_moved(self):
        with Receiver() as receiver, self.sandbox("--clock", "stepped") as (_, control):
            self.connect(control, receiver)
            receiver.statuses = [500, 500]
            psid = control("POST", "people", {})[1]["psid"]
            control("POST", f"people/{psid}/messages", {"text": "ciao"})
            bodies = [receiver.bodies.get(timeout=30), receiver.bodies.get(timeout=30)]
            self.assertTrue(receiver.bodies.empty())
            # The second answer has to arrive before the clock is moved past the pause after it.
            end = time.monotonic() + 30
            while control("GET", "webhooks")[1]["webhooks"][0].get("last_error", "") == "" and time.monotonic() < end:
                time.sleep(0.01)
            while receiver.bodies.empty() and time.monotonic() < end:
                control("POST", "clock", {"advance_ms": 1000})
                time.sleep(0.05)
            self.assertEqual(bodies + [receiver.bodies.get(timeout=30)], [bodies[0]] * 3)

    def test_everything_is_there_again_after_a_restart(self):
        data = str(self.folder / "data")
        with Receiver() as receiver:
            with self.sandbox("--data", data) as (facts, control):
                self.connect(control, receiver)
                receiver.statuses = [500] * 100
                psid = control("POST", "people", {"first_name": "Ada"})[1]["psid"]
                control("POST", f"people/{psid}/messages", {"text": "before"})
                receiver.bodies.get(timeout=30)
                world, thread = control("GET", "world")[1], control("GET", f"people/{psid}/thread")[1]
            self.assertEqual(os.stat(data).st_mode & 0o777, 0o600)
            receiver.clear()
            with self.sandbox("--data", data) as (again, control):
                for name in ("app_id", "app_secret", "page_id", "page_name", "page_access_token"):
                    self.assertEqual(again[name], facts[name])
                self.assertEqual(control("GET", f"people/{psid}/thread")[1], thread)
                self.assertEqual(dict(control("GET", "world")[1], time=0), dict(world, time=0))
                event = json.loads(receiver.bodies.get(timeout=30))["entry"][0]["messaging"][0]
                self.assertEqual(event["message"]["text"], "before")
        self.check(run("sandbox", "--data", data, "--app", "1"), 78, out=b"")
        self.check(run("sandbox", "--data", self.file("broken", b"{")), 78, out=b"")
        self.check(run("sandbox", "--data", self.file("nothing", b"")), 78, out=b"")

    def test_a_clock_that_was_moved_stays_moved(self):
        data = str(self.folder / "data")
        with self.sandbox("--data", data, "--clock", "stepped") as (_, control):
            moved = control("POST", "clock", {"advance_ms": 86400000})[1]["time"]
        with self.sandbox("--data", data, "--clock", "stepped") as (_, control):
            self.assertEqual(control("GET", "clock")[1]["time"], moved)

    def test_what_is_left_over_of_a_state_is_not_written_into(self):
        data = self.folder / "data"
        fresh = self.folder / "data.new"
        fresh.write_text("left over")
        fresh.chmod(0o666)
        with self.sandbox("--data", str(data)):
            pass
        self.assertEqual(data.stat().st_mode & 0o777, 0o600)
        elsewhere = self.folder / "elsewhere"
        elsewhere.write_text("not ours")
        fresh.symlink_to(elsewhere)
        with self.sandbox("--data", str(data)):
            pass
        self.assertEqual(elsewhere.read_text(), "not ours")
        self.assertFalse(data.is_symlink())

    def test_a_batch_and_a_short_thread(self):
        with Receiver() as receiver, self.sandbox("--webhook-batch", "3", "--remember-messages", "2") as (_, control):
            self.connect(control, receiver)
            psid = control("POST", "people", {})[1]["psid"]
            for text in ("a", "b", "c"):
                control("POST", f"people/{psid}/messages", {"text": text})
            thread = control("GET", f"people/{psid}/thread")[1]["messages"]
            self.assertEqual([message["text"] for message in thread], ["b", "c"])
            texts = []
            while len(texts) < 3:
                entries = json.loads(receiver.bodies.get(timeout=30))["entry"]
                texts += [entry["messaging"][0]["message"]["text"] for entry in entries]
            self.assertEqual(texts, ["a", "b", "c"])

    def test_a_state_survives_a_kill(self):
        data = self.folder / "data"
        with subprocess.Popen([PROGRAM, "sandbox", "--json", "--data", str(data)], stdout=subprocess.PIPE) as process:
            facts = json.loads(process.stdout.readline())
            end = time.monotonic() + 30
            while not data.exists() and time.monotonic() < end:
                time.sleep(0.01)
            process.kill()
        with self.sandbox("--data", str(data)) as (again, _):
            self.assertEqual(again["app_secret"], facts["app_secret"])


if __name__ == "__main__":
    unittest.main()
