"""The HTTP server of the programs, as the sandbox has it, over raw sockets: what reaches a handler, what is refused,
and that nothing of it disturbs the next request. Usage: http_server_test.py PROGRAM"""

import json
import socket
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop(1)
TOKEN = "a-control-token"
BODY_LIMIT = 32 * 1024 * 1024
SMALL_BODY_LIMIT = 4 * 1024 * 1024  # where no file may come
HEADER_LIMIT = 16 * 1024
CONNECTIONS = 256


class Connection:
    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.file = self.socket.makefile("rb")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.file.close()
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data.encode() if isinstance(data, str) else data)

    def answer(self, has_body=True):
        """Status, headers and body of the next answer; nothing if the connection ended instead."""
        line = self.file.readline()
        if not line:
            return None
        headers = {}
        while True:
            header = self.file.readline().decode().rstrip("\r\n")
            if not header:
                break
            name, _, value = header.partition(":")
            headers[name.lower()] = value.strip()
        length = int(headers.get("content-length", 0)) if has_body else 0
        return int(line.split()[1]), headers, self.file.read(length)

    def is_over(self):
        try:
            return self.file.read(1) == b""
        except ConnectionResetError:
            return True


def request(method="GET", target="/sandbox/state", body="", headers=""):
    length = f"Content-Length: {len(body)}\r\n" if body else ""
    if target.startswith("/sandbox/"):
        headers = f"Authorization: Bearer {TOKEN}\r\n{headers}"
    return f"{method} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}{length}\r\n{body}"


class Server(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.NamedTemporaryFile() as token:
            token.write(TOKEN.encode())
            token.flush()
            cls.process = subprocess.Popen(
                [PROGRAM, "sandbox", "--json", "--control-token-file", token.name], stdout=subprocess.PIPE
            )
            cls.facts = json.loads(cls.process.stdout.readline())
        cls.port = int(cls.facts["origin"].rsplit(":", 1)[1])

    @classmethod
    def tearDownClass(cls):
        cls.process.terminate()
        code = cls.process.wait(30)
        cls.process.stdout.close()
        assert code == 0, f"the sandbox ended with {code}"

    def connect(self):
        return Connection(self.port)

    def one(self, data, has_body=True):
        with self.connect() as connection:
            connection.send(data)
            return connection.answer(has_body)

    def refused(self, data, status):
        """The request is refused, the connection ends, and the server goes on."""
        with self.connect() as connection:
            try:
                connection.send(data)
            except (BrokenPipeError, ConnectionResetError):
                pass  # it had seen enough
            self.assertEqual(connection.answer()[0], status)
            self.assertTrue(connection.is_over())
        self.assertEqual(self.one(request())[0], 200)

    # What a connection can be used for.

    def test_keep_alive(self):
        with self.connect() as connection:
            for _ in range(3):
                connection.send(request())
                self.assertEqual(connection.answer()[0], 200)

    def test_pipelined_requests_are_answered_in_order(self):
        with self.connect() as connection:
            connection.send(
                request(target="/sandbox/people")
                + request(target="/nothing?fields=id")
                + request(target="/sandbox/webhook")
            )
            first, second, third = (connection.answer() for _ in range(3))
            self.assertIn("people", json.loads(first[2]))
            self.assertIn("error", json.loads(second[2]))
            self.assertEqual(json.loads(third[2])["state"], "none")

    def test_connection_close_is_obeyed(self):
        with self.connect() as connection:
            connection.send(request(headers="Connection: close\r\n"))
            status, headers, _ = connection.answer()
            self.assertEqual((status, headers["connection"]), (200, "close"))
            self.assertTrue(connection.is_over())

    def test_http_1_0_gets_one_answer(self):
        with self.connect() as connection:
            connection.send(f"GET /sandbox/state HTTP/1.0\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {TOKEN}\r\n\r\n")
            self.assertEqual(connection.answer()[0], 200)
            self.assertTrue(connection.is_over())

    def test_a_request_in_single_bytes(self):
        with self.connect() as connection:
            connection.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for byte in request("POST", "/sandbox/people", '{"first_name":"Giulia"}').encode():
                connection.send(bytes([byte]))
            self.assertEqual(connection.answer()[0], 201)

    def test_a_chunked_body(self):
        status, _, body = self.one(
            request("POST", "/sandbox/people", headers="Transfer-Encoding: chunked\r\n")
            + '8\r\n{"psid":\r\n7\r\n"2499"}\r\n0\r\n\r\n'
        )
        self.assertEqual((status, json.loads(body)["psid"]), (201, "2499"))

    def test_expect_100_continue(self):
        body = '{"first_name":"Giulia"}'
        with self.connect() as connection:
            connection.send(
                request("POST", "/sandbox/people", headers=f"Expect: 100-continue\r\nContent-Length: {len(body)}\r\n")
            )
            self.assertEqual(connection.answer()[0], 100)
            connection.send(body)
            self.assertEqual(connection.answer()[0], 201)

    def test_head_has_no_body(self):
        with self.connect() as connection:
            connection.send(request("HEAD", "/"))
            status, headers, _ = connection.answer(has_body=False)
            self.assertEqual(status, 200)
            self.assertGreater(int(headers["content-length"]), 0)
            connection.send(request())
            self.assertEqual(connection.answer()[0], 200)

    def test_other_methods_reach_the_handler(self):
        for method in ("PUT", "DELETE", "OPTIONS"):
            self.assertEqual(self.one(request(method))[0], 405)

    # What is too much.

    def test_a_body_that_says_it_is_too_long(self):
        # Refused at once: not one byte of it is sent.
        self.refused(request("POST", "/v25.0/me/messages", headers=f"Content-Length: {BODY_LIMIT + 1}\r\n"), 413)
        self.refused(request("POST", "/v25.0/me/messages", headers="Content-Length: 18446744073709551615\r\n"), 413)

    def test_a_body_that_is_too_long(self):
        head = request("POST", "/v25.0/me/messages", headers=f"Content-Length: {BODY_LIMIT + 1}\r\n")
        self.refused(head.encode() + b"x" * (BODY_LIMIT + 1), 413)

    def test_a_body_that_expects_to_be_asked_for(self):
        self.refused(request("POST", "/", headers=f"Expect: 100-continue\r\nContent-Length: {BODY_LIMIT + 1}\r\n"), 413)

    def test_chunks_that_are_too_long(self):
        head = request("POST", "/v25.0/me/messages", headers="Transfer-Encoding: chunked\r\n").encode()
        self.refused(head + (b"10000\r\n" + b"x" * 0x10000 + b"\r\n") * (BODY_LIMIT // 0x10000 + 1), 413)
        self.refused(head + b"fffffffffffffff0\r\n", 413)

    def test_only_uploads_may_be_long(self):
        too_long = f"Content-Length: {SMALL_BODY_LIMIT + 1}\r\n"
        for target in ("/sandbox/people", "/sandbox/people/1/messages", "/sandboxes", "/me/personas", "/me/messages/x"):
            with self.subTest(target):
                self.refused(request("POST", target, headers=too_long), 413)
        head = request("POST", "/me/personas", headers="Transfer-Encoding: chunked\r\n").encode()
        self.refused(head + (b"10000\r\n" + b"x" * 0x10000 + b"\r\n") * (SMALL_BODY_LIMIT // 0x10000 + 1), 413)
        form = "Content-Type: multipart/form-data; boundary=x\r\n"
        for target in ("/", "/v25.0/?a=b", "/me/messages?x=/y"):
            with self.subTest(target):
                head = request("POST", target, headers=form + too_long).encode()
                self.assertEqual(self.one(head + b" " * (SMALL_BODY_LIMIT + 1))[0], 400)

    def test_a_body_of_just_the_limit_is_read(self):
        headers = f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {BODY_LIMIT}\r\n"
        head = request("POST", "/me/message_attachments", headers=headers).encode()
        self.assertEqual(self.one(head + b" " * BODY_LIMIT)[0], 400)  # the sandbox's word: it is no form

    def test_headers_that_are_too_long(self):
        self.refused(request(headers="X-Long: " + "x" * HEADER_LIMIT + "\r\n"), 431)
        self.refused(request(headers="X-Short: x\r\n" * HEADER_LIMIT), 431)
        self.refused("GET /" + "x" * HEADER_LIMIT + " HTTP/1.1\r\n", 431)
        self.refused("G" * (2 * HEADER_LIMIT), 431)

    def test_more_connections_wait(self):
        idle = [self.connect() for _ in range(CONNECTIONS)]
        try:
            with self.connect() as late:
                late.send(request())
                late.socket.settimeout(0.3)
                with self.assertRaises(socket.timeout):
                    late.socket.recv(1)
                late.socket.settimeout(30)
                for connection in idle[:2]:
                    connection.socket.shutdown(socket.SHUT_RDWR)
                self.assertIn(b"200 OK", late.socket.recv(65536))
        finally:
            for connection in idle:
                connection.__exit__()

    # What is no request, or two.

    def test_what_is_no_http(self):
        for data in (
            "hello\r\n\r\n",
            "GET / HTTP/9.9\r\n\r\n",
            "GET /\r\n\r\n",
            "\x16\x03\x01\x02\x00\x01\x00",
            " GET / HTTP/1.1\r\n\r\n",
            request(headers="Bad Name: x\r\n"),
            request(headers=": x\r\n"),
            request(headers="X: a\x00b\r\n"),
        ):
            with self.subTest(data[:30]):
                self.refused(data, 400)

    def test_bodies_of_two_lengths(self):
        for headers in (
            "Content-Length: 2\r\nContent-Length: 3\r\n",
            "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n",
            "Content-Length: 2, 3\r\n",
            "Content-Length: -1\r\n",
            "Content-Length: +2\r\n",
            "Content-Length: 0x2\r\n",
        ):
            with self.subTest(headers):
                self.refused(request("POST", "/sandbox/people", headers=headers) + "{}", 400)

    def test_transfer_codings_that_are_not_known(self):
        for coding in ("gzip", "gzip, chunked", "chunked, chunked", "identity", "x"):
            with self.subTest(coding):
                head = request("POST", "/sandbox/people", headers=f"Transfer-Encoding: {coding}\r\n")
                self.refused(head + "2\r\n{}\r\n0\r\n\r\n", 501)
        twice = "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
        self.refused(request("POST", "/sandbox/people", headers=twice) + "0\r\n\r\n", 501)
        old = f"POST /sandbox/people HTTP/1.0\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {TOKEN}\r\n"
        self.refused(old + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", 400)

    def test_a_client_that_leaves(self):
        for data in ("", "GET / HT", request("POST", "/sandbox/people", headers="Content-Length: 100\r\n") + "{"):
            with self.connect() as connection:
                connection.send(data)
        self.assertEqual(self.one(request())[0], 200)

    # Other sites' pages in a browser on this machine.

    def test_other_sites_are_refused(self):
        elsewhere = "GET /sandbox/people HTTP/1.1\r\nHost: evil.example\r\n\r\n"
        self.assertEqual(self.one(elsewhere)[0], 403)
        self.assertEqual(self.one("GET / HTTP/1.1\r\n\r\n")[0], 403)
        for origin in ("http://evil.example", "null", "http://127.0.0.1:1", "http://127.0.0.1.evil.example"):
            status, _, _ = self.one(request("POST", "/sandbox/people", "{}", f"Origin: {origin}\r\n"))
            self.assertEqual(status, 403, origin)
        self.assertEqual(self.one(request("POST", "/sandbox/people", "{}", "Origin: http://127.0.0.1\r\n"))[0], 201)

    # What the sandbox answers through it.

    def test_the_page_loads_nothing_from_elsewhere(self):
        for target, kind in (("/", "text/html"), ("/app.js", "text/javascript"), ("/thread.js", "text/javascript"),
                             ("/style.css", "text/css")):
            status, headers, body = self.one(request(target=target))
            self.assertEqual((status, headers["content-type"].split(";")[0]), (200, kind))
            self.assertIn("default-src 'none'", headers["content-security-policy"])
            self.assertNotIn(b"http://", body)
            self.assertNotIn(b"https://", body)

    def test_with_a_query_the_root_is_the_graph_api(self):
        status, headers, body = self.one(request(target="/?ids=1,2"))
        self.assertEqual(headers["content-type"].split(";")[0], "application/json")
        self.assertIn("error", json.loads(body))

    def test_a_graph_error(self):
        status, headers, body = self.one(
            request(
                "POST",
                "/v25.0/me/messages",
                '{"recipient":{"id":"1"},"message":{"text":"x"}}',
                "Authorization: Bearer wrong\r\nContent-Type: application/json\r\n",
            )
        )
        self.assertEqual((status, headers["content-type"].split(";")[0]), (400, "application/json"))
        self.assertEqual(json.loads(body)["error"]["code"], 190)

    def test_a_lost_answer_closes_the_connection(self):
        psid = json.loads(self.one(request("POST", "/sandbox/people", "{}"))[2])["psid"]
        self.assertEqual(self.one(request("POST", f"/sandbox/people/{psid}/messages", '{"text":"x"}'))[0], 201)
        self.assertEqual(
            self.one(request("POST", "/sandbox/faults", '{"lose_answer_after_acceptance":true,"sends":1}'))[0], 200
        )
        send = request(
            "POST",
            "/v25.0/me/messages",
            '{"recipient":{"id":"%s"},"messaging_type":"RESPONSE","message":{"text":"y"}}' % psid,
            f"Authorization: Bearer {self.facts['page_access_token']}\r\nContent-Type: application/json\r\n",
        )
        self.assertIsNone(self.one(send))
        self.assertEqual(self.one(send)[0], 200)


if __name__ == "__main__":
    unittest.main()
