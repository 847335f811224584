#!/usr/bin/env python3
"""The scripted conversation of scripts/demo --check: starts a sandbox and a contact centre, and drives both from
outside, over HTTP alone. Prints what it observed, step by step; exits 0 only if every step held."""

import argparse
import hashlib
import hmac
import json
import sys
import time
import urllib.parse

from demo_parts import PERSON, WEBHOOK_FIELDS, Demo, Failed, call, call_json, expect, wait_until

CUSTOMER_TEXT = "Perché è chiuso il caffè? 😀"
REPLY_TEXT = "Buongiorno, è aperto fino alle 18 ☕"
AGENT = "maria"


class Conversation:
    """The steps, in order; each returns what it observed, or raises Failed."""

    def __init__(self, demo):
        self.demo = demo
        self.center = demo.center.origin

    # What the two programs say.

    def contacts(self):
        return call_json("GET", self.center + "/api/contacts")["contacts"]

    def contact(self):
        contacts = self.contacts()
        return contacts[0] if contacts else None

    def messages(self):
        return self.contact()["messages"]

    def inbound_texts(self):
        return [message["text"] for message in self.messages() if message["direction"] == "inbound"]

    def session(self):
        return self.contact()["sessions"][-1]

    def thread(self):
        return self.demo.control("GET", f"people/{self.psid}/thread")["messages"]

    def counts(self, counter):
        return call_json("GET", self.center + "/api/stats")["counters"].get(counter, {})

    def webhook_counts(self):
        return self.counts("pagebridge_webhook_requests_total")

    def duplicates(self):
        return self.counts("pagebridge_events_kept_total").get("duplicate", 0)

    # What people do.

    def write(self, text):
        self.demo.control("POST", f"people/{self.psid}/messages", {"text": text}, wanted=201)

    def write_and_wait(self, text):
        self.write(text)
        wait_until(f"the message {text!r} on the desk", lambda: text in self.inbound_texts())

    def act(self, session, name, body, wanted=200):
        session = urllib.parse.quote(session, safe="")
        return call_json("POST", f"{self.center}/api/sessions/{session}/{name}", body, wanted)

    def sent_message(self):
        return next(message for message in self.messages() if message["id"] == self.reply_id)

    # The steps.

    def bad_draft(self):
        draft = dict(self.demo.draft(), app_secret="not a secret key")
        error = call_json("POST", self.center + "/api/services", draft, wanted=400)["error"]
        expect("the field", error["field"], "app_secret")
        expect("the services", call_json("GET", self.center + "/api/services")["services"], [])
        return f"status 400, field {error['field']}, no service: {error['message']}"

    def create_service(self):
        self.service = self.demo.create_service()
        status, listing = call("GET", self.center + "/api/services")
        service = json.loads(listing)["services"][0]
        facts = self.demo.sandbox.facts
        expect(
            "the Page, as Graph names it",
            (service["page_id"], service["page_name"]),
            (facts["page_id"], facts["page_name"]),
        )
        for hidden in (facts["app_secret"], facts["page_access_token"], self.service["verify_token"]):
            expect("a secret in the list of services", hidden.encode() in listing, False)
        if not self.service["webhook_url"].startswith(self.center + "/messenger/"):
            raise Failed(f"the webhook URL is {self.service['webhook_url']!r}")
        return f"webhook URL and verify token given; Page {service['page_name']!r} found; secrets shown as {service['app_secret']}"

    def handshake(self):
        status = self.demo.connect_webhook(self.service)
        expect("the fields", sorted(status["fields"]), sorted(WEBHOOK_FIELDS))
        expect("handshakes counted", self.webhook_counts(), {"handshake": 1})
        wrong = self.service["webhook_url"] + "?hub.mode=subscribe&hub.verify_token=wrong&hub.challenge=1158201444"
        status, body = call("GET", wrong)
        expect("a wrong verify token", (status, b"1158201444" in body), (403, False))
        return f"verified with {len(WEBHOOK_FIELDS)} fields; a wrong verify token got 403"

    def customer_writes(self):
        self.psid = self.demo.add_person()
        expect("contacts before", self.contacts(), [])
        self.write(CUSTOMER_TEXT)
        wait_until("the customer's message on the desk", lambda: self.contact() and self.messages())
        expect("the contacts", len(self.contacts()), 1)
        expect("the text, byte for byte", [text.encode() for text in self.inbound_texts()], [CUSTOMER_TEXT.encode()])
        expect("the session", (self.session()["state"], self.session()["agent"]), ("waiting", ""))
        return f"1 contact, its session waits, text {CUSTOMER_TEXT!r} as written"

    def customer_info(self):
        profile = wait_until(
            "Customer Info", lambda: self.contact()["profile"]["first_name"] and self.contact()["profile"]
        )
        observed = {key: profile[key] for key in ("first_name", "last_name", "locale")}
        expect("Customer Info", dict(observed, timezone=profile["time_zone"]), PERSON)
        contact = self.contact()
        draft = self.demo.draft()
        for key in ("colour", "tags", "optional_tags"):
            expect(f"the contact's {key}", contact[key], draft[key])
        return f"{profile['first_name']} {profile['last_name']}, {profile['locale']}, UTC+{profile['time_zone']}; tags {contact['tags']}"

    def agent_accepts(self):
        session = self.session()["id"]
        won = self.act(session, "accept", {"agent": AGENT, "request_id": "accept-1"})
        expect("who has it", won["agent"], AGENT)
        late = self.act(session, "accept", {"agent": "paolo", "request_id": "accept-2"})
        expect("who has it, told to a second agent", late["agent"], AGENT)
        wait_until("the session active on the desk", lambda: self.session()["state"] == "active")
        expect("the agent on the desk", self.session()["agent"], AGENT)
        return f"session {session} is {AGENT}'s, and a second agent is told so"

    def agent_replies(self):
        request = {"agent": AGENT, "text": REPLY_TEXT, "request_id": "reply-1"}
        session = self.session()["id"]
        self.reply_id = self.act(session, "reply", request, wanted=202)["message_id"]
        again = self.act(session, "reply", request, wanted=202)["message_id"]
        expect("the message of the repeated call", again, self.reply_id)
        from_page = wait_until(
            "the reply in the customer's thread", lambda: [m for m in self.thread() if m["from"] == "page"]
        )
        expect("what the customer sees", [m["text"].encode() for m in from_page], [REPLY_TEXT.encode()])
        return f"the customer sees {REPLY_TEXT!r} once, though the call was made twice"

    def delivered(self):
        def reached():
            message = self.sent_message()
            return message if message["status"] in ("delivered", "read") else None

        message = wait_until("the delivery receipt", reached)
        expect("the status before the customer has read", message["status"], "delivered")
        replies = [m for m in self.messages() if m["direction"] == "outbound"]
        expect("outbound messages on the desk (the echo is none)", len(replies), 1)
        return "the reply is shown as delivered, once"

    def read(self):
        self.demo.control("POST", f"people/{self.psid}/read", {})
        wait_until("the read receipt", lambda: self.sent_message()["status"] == "read")
        return "the reply is shown as read"

    def duplicate(self):
        self.write_and_wait("Grazie!")
        texts, accepted, duplicates = self.inbound_texts(), self.webhook_counts()["accepted"], self.duplicates()
        self.demo.control("POST", "webhooks/repeat", {}, wanted=202)
        wait_until("the repeated webhook", lambda: self.webhook_counts()["accepted"] > accepted)
        # A customer's events keep their order: when this one is shown, whatever the copy did is shown, too.
        self.write_and_wait("A domani")
        expect("the customer's messages", self.inbound_texts(), texts + ["A domani"])
        expect("events known as duplicates", self.duplicates() - duplicates, 1)
        expect("the sessions", len(self.contact()["sessions"]), 1)
        expect("contacts", len(self.contacts()), 1)
        return f"the copy was accepted and changed nothing: {len(texts)} messages before, {len(texts)} and the next one after"

    def changes(self):
        mid = next(m["mid"] for m in self.thread() if m["text"] == "A domani")
        base = f"people/{self.psid}/messages/"
        path = base + urllib.parse.quote(mid, safe="")
        shown = next(m["id"] for m in self.messages() if m["text"] == "A domani")
        on_desk = lambda key: next(m for m in self.messages() if m["id"] == key)
        self.demo.control("POST", path + "/edit", {"text": "A dopodomani"})
        wait_until("the edit on the desk", lambda: on_desk(shown)["text"] == "A dopodomani")
        expect("what it said before", on_desk(shown)["history"][0]["text"], "A domani")
        reply = next(m["mid"] for m in self.thread() if m["from"] == "page")
        self.demo.control("POST", base + urllib.parse.quote(reply, safe="") + "/react", {"emoji": "👍"})
        wait_until("the reaction on the desk", lambda: self.sent_message()["reaction"] == "👍")
        self.demo.control("POST", path + "/unsend", {})
        wait_until("the unsend on the desk", lambda: on_desk(shown)["unsent"])
        expect("what is left of it", (on_desk(shown)["text"], on_desk(shown)["history"][0]["text"]), ("", ""))
        return "an edit, a reaction and an unsend are shown; nothing is left of what was taken back"

    def window(self):
        window = self.contact()["window"]
        hours = (window["anybody_until_ms"] - time.time() * 1000) / 3600000
        if not 23.9 < hours < 24:
            raise Failed(f"the window ends in {hours:.2f} hours")
        return f"the desk is told that an answer is possible for {hours:.1f} hours more"

    def long_text(self):
        words = " ".join(f"parola{i}" for i in range(500))
        before = len(self.from_page())
        self.act(self.session()["id"], "reply", {"agent": AGENT, "text": words, "request_id": "long-1"}, wanted=202)
        wait_until("all parts at the customer's", lambda: len(self.from_page()) == before + 3)
        texts = [m["text"] for m in self.from_page()[before:]]
        expect("the parts together", " ".join(texts), words)
        if max(len(text) for text in texts) > 2000:
            raise Failed("a part has more than 2,000 characters")
        return f"{len(words)} characters reached the customer as {len(texts)} messages, in order"

    def from_page(self):
        return [m for m in self.thread() if m["from"] == "page"]

    def forged(self):
        secret = self.demo.sandbox.facts["app_secret"].encode()
        body = json.dumps(
            {
                "object": "page",
                "entry": [
                    {
                        "id": self.demo.sandbox.facts["page_id"],
                        "time": 1770000000000,
                        "messaging": [
                            {
                                "sender": {"id": self.psid},
                                "recipient": {"id": self.demo.sandbox.facts["page_id"]},
                                "timestamp": 1770000000000,
                                "message": {"mid": "m_direct", "text": "sent directly"},
                            }
                        ],
                    }
                ],
            }
        ).encode()
        right = "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()
        wrong = "sha256=" + hmac.new(b"another secret", body, hashlib.sha256).hexdigest()
        before, texts = self.webhook_counts(), self.inbound_texts()
        refused = call("POST", self.service["webhook_url"], body, {"X-Hub-Signature-256": wrong})
        unsigned = call("POST", self.service["webhook_url"], body)
        expect("the answers to a wrong and to no signature", (refused[0], unsigned[0]), (403, 403))
        expect("the body of both", refused[1], unsigned[1])
        after = self.webhook_counts()
        for reason in ("signature_wrong", "signature_missing"):
            expect(f"{reason} counted", after.get(reason, 0) - before.get(reason, 0), 1)
        # The same bytes, rightly signed, are taken: so it was the signature.
        expect(
            "the answer to the right signature",
            call("POST", self.service["webhook_url"], body, {"X-Hub-Signature-256": right})[0],
            200,
        )
        wait_until("the rightly signed message", lambda: len(self.inbound_texts()) > len(texts))
        expect("the customer's messages", sorted(self.inbound_texts()), sorted(texts + ["sent directly"]))
        return f"status 403 and the body {refused[1]!r} for a wrong and for no signature, both counted; rightly signed: 200"

    def close(self):
        session = self.session()["id"]
        self.act(session, "close", {"reason": "solved", "request_id": "close-1"})
        wait_until("the session closed on the desk", lambda: self.session()["state"] == "closed")
        expect("the reason", self.session()["close_reason"], "solved")
        late = {"agent": AGENT, "text": "too late", "request_id": "reply-2"}
        from_page = len(self.from_page())
        expect("a reply to it", self.act(session, "reply", late, wanted=409)["error"]["code"], "session_closed")
        self.write("Un'altra cosa")
        wait_until("another session", lambda: len(self.contact()["sessions"]) == 2)
        expect("its state", self.session()["state"], "waiting")
        expect("the customer's thread from the Page", len(self.from_page()), from_page)
        return "closed as 'solved'; a late reply is refused; the next message opened another session"

    def logs(self):
        facts = self.demo.sandbox.facts
        hidden = [
            facts["app_secret"],
            facts["page_access_token"],
            self.service["verify_token"],
            CUSTOMER_TEXT,
            REPLY_TEXT,
            "Esempio",
        ]
        log = self.demo.center.log.read_text(errors="replace")
        expect("secrets and words of people in the log", [word for word in hidden if word in log], [])
        expect("the refusals in the log", log.count("webhook_refused") >= 2, True)
        return f"{len(log.splitlines())} lines, no secret and no word of a person"

    def end(self):
        codes = {program.name: program.end() for program in reversed(self.demo.programs)}
        expect("the exit codes after SIGTERM", codes, {"sandbox": 0, "contact_center": 0})
        return "both programs ended with 0"

    STEPS = [
        bad_draft,
        create_service,
        handshake,
        customer_writes,
        customer_info,
        agent_accepts,
        agent_replies,
        delivered,
        read,
        duplicate,
        changes,
        window,
        long_text,
        forged,
        close,
        logs,
        end,
    ]


class Report:
    def __init__(self, as_json):
        self.as_json = as_json
        self.steps = []

    def add(self, name, ok, observed):
        self.steps.append({"name": name, "ok": ok, "observed": observed})
        if not self.as_json:
            print(f"{'ok ' if ok else 'FAIL'} {name}: {observed}", flush=True)

    def finish(self):
        ok = bool(self.steps) and all(step["ok"] for step in self.steps)
        if self.as_json:
            print(json.dumps({"ok": ok, "steps": self.steps}))
        else:
            print("demo check: all steps held" if ok else f"demo check: FAILED at {self.steps[-1]['name']}")
        return 0 if ok else 1


def run(arguments, report):
    name = "start"
    try:
        with Demo(arguments.pagebridge, arguments.contact_center) as demo:
            report.add(name, True, f"sandbox at {demo.sandbox.origin}, contact centre at {demo.center.origin}")
            conversation = Conversation(demo)
            for step in Conversation.STEPS:
                name = step.__name__
                report.add(name, True, step(conversation))
    except Failed as failure:
        report.add(name, False, str(failure))
    except (LookupError, TypeError, ValueError, OSError) as error:
        report.add(name, False, f"an answer that makes no sense: {error!r}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pagebridge", required=True, help="the program pagebridge")
    parser.add_argument("--contact-center", required=True, help="the demo contact centre")
    parser.add_argument("--json", action="store_true", help="print one JSON object and nothing else")
    arguments = parser.parse_args()
    sys.stdout.reconfigure(errors="backslashreplace")  # for terminals that cannot show every character
    report = Report(arguments.json)
    run(arguments, report)
    return report.finish()


if __name__ == "__main__":
    sys.exit(main())
