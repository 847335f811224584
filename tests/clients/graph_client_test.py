"""The PyPI package python-facebook-api, unmodified, against the sandbox. Usage: graph_client_test.py WORLD_FILE"""

import json
import sys
import unittest

from control import read_world
from pyfacebook import FacebookApi, FacebookError
from requests.exceptions import ConnectionError as ConnectionLost

CONTROL, WORLD = read_world(sys.argv.pop(1))
# The client follows a list's pages at once, which the sandbox's clock, standing still, would count as one second.
CONTROL.call("POST", "limits", {"conversations": {"calls": 50, "per_ms": 1000}})
APP = WORLD["apps"][0]
PAGE = WORLD["pages"][0]
STRANGER = "4611686018427387904"
HOUR = 3600 * 1000
TEXT = "Grüße / 你好 \U0001f600"


def make_client(token=WORLD["page_access_token"], **changes):
    options = {
        "app_id": APP["id"],
        "app_secret": APP["secret"],
        "access_token": token,
        "base_url": f"{CONTROL.origin}/",
        "access_token_url": f"{CONTROL.origin}/oauth/access_token",
    }
    return FacebookApi(**{**options, **changes})


def send(client, psid, text, **parameters):
    """The client sends forms, so that what is nested is JSON."""
    message = {"recipient": json.dumps({"id": psid}), "message": json.dumps({"text": text})}
    return client.post_object(PAGE["id"], "messages", data={"messaging_type": "RESPONSE", **message, **parameters})


class GraphClientTest(unittest.TestCase):
    def setUp(self):
        self.client = make_client()

    def assert_refused(self, code, call, subcode=None):
        with self.assertRaises(FacebookError) as raised:
            call()
        self.assertEqual(raised.exception.code, code, raised.exception)
        self.assertTrue(raised.exception.message)
        self.assertTrue(raised.exception.fbtrace_id)
        if subcode is not None:
            self.assertEqual(raised.exception.error_subcode, subcode)


class Pages(GraphClientTest):
    def test_the_page_is_read(self):
        self.assertEqual(self.client.get_object("me", "id,name"), {"id": PAGE["id"], "name": PAGE["name"]})
        self.assertEqual(self.client.get_object(PAGE["id"])["id"], PAGE["id"])

    def test_the_page_is_read_into_the_clients_own_model(self):
        page = self.client.page.get_info(page_id=PAGE["id"])
        self.assertEqual((page.id, page.name), (PAGE["id"], PAGE["name"]))

    def test_several_nodes_are_read_at_once(self):
        psid = CONTROL.add_customer()
        found = self.client.get_objects(f"{PAGE['id']},{psid}", "id,name")
        self.assertEqual(found[PAGE["id"]]["name"], PAGE["name"])
        self.assertEqual(found[psid]["name"], "Ada Example")


class Messages(GraphClientTest):
    def test_a_message_is_sent_and_read_back(self):
        psid = CONTROL.add_customer()
        sent = send(self.client, psid, TEXT)
        self.assertEqual(sent["recipient_id"], psid)
        message = self.client.message.get_info(message_id=sent["message_id"])
        self.assertEqual(message.id, sent["message_id"])
        self.assertEqual(self.client.get_object(sent["message_id"], "message")["message"], TEXT)

    def test_a_file_is_uploaded_and_sent(self):
        psid = CONTROL.add_customer()
        message = {"attachment": {"type": "file", "payload": {"is_reusable": True}}}
        files = {"filedata": ("offer.pdf", b"%PDF-1.4\x00\xff", "application/pdf")}
        saved = self.client.post_object("me", "message_attachments", data={"message": json.dumps(message)}, files=files)
        message["attachment"]["payload"] = {"attachment_id": saved["attachment_id"]}
        form = {"recipient": json.dumps({"id": psid}), "message": json.dumps(message)}
        self.assertTrue(self.client.post_object("me", "messages", data=form)["message_id"])

    def test_parameters_may_stand_in_the_query(self):
        psid = CONTROL.add_customer()
        query = {"recipient": f"{{id:{psid}}}", "message": "{text:'relaxed'}"}
        self.assertTrue(self.client.post_object("me", "messages", params=query)["message_id"])


class Conversations(GraphClientTest):
    def test_all_pages_of_the_list_are_read(self):
        psids = [CONTROL.add_customer(first_name=f"Person {i}") for i in range(7)]
        self.pause()
        fields = "id,updated_time,participants"
        found = self.client.get_full_connections(
            PAGE["id"], "conversations", count=None, limit=3, platform="messenger", fields=fields
        )["data"]
        ids = [conversation["id"] for conversation in found]
        self.assertEqual(len(ids), len(set(ids)))
        people = {person["id"] for each in found for person in each["participants"]["data"]}
        self.assertLessEqual({PAGE["id"], *psids}, people)

    def test_one_conversation_is_read(self):
        psid = CONTROL.add_customer(text="one")
        for text in ("two", "three"):
            CONTROL.write(psid, text)
        send(self.client, psid, "four")
        self.pause()
        found = self.client.get_connection(PAGE["id"], "conversations", user_id=psid, platform="messenger")["data"]
        self.assertEqual(len(found), 1)
        conversation = self.client.conversation.get_info(conversation_id=found[0]["id"])
        self.assertEqual((conversation.id, conversation.message_count), (found[0]["id"], 4))
        self.pause()
        messages = self.client.get_full_connections(
            found[0]["id"], "messages", count=None, limit=2, fields="id,message,from,created_time"
        )["data"]
        self.assertEqual([message["message"] for message in messages], ["four", "three", "two", "one"])
        self.assertEqual([message["from"]["id"] for message in messages], [PAGE["id"], psid, psid, psid])

    def pause(self):
        """The Conversations API takes two calls a second; a minute of the sandbox's time passes at once."""
        CONTROL.advance(60000)


class Tokens(GraphClientTest):
    def test_a_token_is_inspected(self):
        token = self.client.debug_token(WORLD["page_access_token"], WORLD["app_access_token"])["data"]
        self.assertIs(token["is_valid"], True)
        self.assertEqual(str(token["app_id"]), APP["id"])
        self.assertEqual(token["type"], "PAGE")

    def test_the_app_gets_its_token(self):
        token = self.client.get_app_token()["access_token"]
        subscriptions = make_client(token).get_connection(APP["id"], "subscriptions")
        self.assertIsInstance(subscriptions["data"], list)

    def test_a_person_gets_the_pages_token(self):
        person = make_client(WORLD["user_access_token"])
        token = person.exchange_page_access_token(PAGE["id"])
        self.assertEqual(make_client(token).get_object("me")["id"], PAGE["id"])
        pages = person.exchange_long_lived_page_access_token("me", WORLD["user_access_token"])["data"]
        self.assertIn(PAGE["id"], [page["id"] for page in pages])
        self.assertTrue(all(page["access_token"] for page in pages))

    def test_a_persons_token_gets_a_longer_life(self):
        longer = make_client(WORLD["user_access_token"]).exchange_long_lived_user_access_token()
        self.assertTrue(longer["access_token"])
        self.assertEqual(longer["token_type"], "bearer")

    def test_the_page_is_unsubscribed_and_subscribed(self):
        fields = {"subscribed_fields": "messages, messaging_postbacks"}
        self.assertEqual(str(self.client.post_object("me", "subscribed_apps", data=fields)["success"]), "True")
        [app] = self.client.get_connection("me", "subscribed_apps")["data"]
        self.assertEqual(app["id"], APP["id"])
        self.assertEqual(sorted(app["subscribed_fields"]), ["messages", "messaging_postbacks"])
        self.assertEqual(str(self.client.delete_object("me", "subscribed_apps")["success"]), "True")
        self.assertEqual(self.client.get_connection("me", "subscribed_apps")["data"], [])


class Refusals(GraphClientTest):
    def test_a_dead_token(self):
        self.assert_refused(190, lambda: make_client("EAAdead").get_object("me"))

    def test_an_unknown_node(self):
        self.assert_refused(100, lambda: self.client.get_object(STRANGER), subcode=33)

    def test_a_person_that_is_not_there(self):
        self.assert_refused(100, lambda: send(self.client, STRANGER, "Hi"), subcode=2018001)

    def test_a_proof_by_another_secret(self):
        self.assert_refused(100, lambda: make_client(app_secret="0" * 32).get_object("me"))

    def test_too_many_calls(self):
        psid = CONTROL.add_customer()
        CONTROL.set_faults({"refuse": {"code": 613}, "sends": 1})
        self.assert_refused(613, lambda: send(self.client, psid, "Hi"))
        self.assertTrue(send(self.client, psid, "Hi again")["message_id"])

    def test_a_closed_window(self):
        psid = CONTROL.add_customer()
        CONTROL.advance(25 * HOUR)
        self.assert_refused(10, lambda: send(self.client, psid, "Too late"), subcode=2018278)
        tag = {"messaging_type": "MESSAGE_TAG", "tag": "HUMAN_AGENT"}
        self.assertTrue(send(self.client, psid, "A person answers", **tag)["message_id"])

    def test_an_answer_that_got_lost(self):
        psid = CONTROL.add_customer()
        CONTROL.set_faults({"lose_answer_after_acceptance": True, "sends": 1})
        with self.assertRaises(ConnectionLost):
            send(self.client, psid, "lost")
        CONTROL.advance(60000)
        found = self.client.get_connection("me", "conversations", user_id=psid, fields="messages{message}")["data"]
        self.assertEqual(found[0]["messages"]["data"][0]["message"], "lost")


if __name__ == "__main__":
    unittest.main(verbosity=2)
