"""Tests of the client as a service with the demo archive serves it; VOYAGE_SERVER is its address."""

import hashlib
import importlib.util
import os
import socket
import tempfile
import threading
import unittest
from urllib.parse import urlsplit
from urllib.request import urlopen

SERVER = os.environ["VOYAGE_SERVER"].rstrip("/")


def load():
    source = os.path.join(tempfile.mkdtemp(), "voyage.py")
    with urlopen(SERVER + "/clients/voyage.py") as served, open(source, "wb") as file:
        file.write(served.read())
    spec = importlib.util.spec_from_file_location("voyage", source)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    module._PAUSES = (0.01,)
    return module


voyage = load()


class CuttingProxy:
    """Passes connections on, and cuts each response after some bytes, more each time."""

    def __init__(self, first, step):
        self.cuts = 0
        self.allowed = first
        self.step = step
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = "http://127.0.0.1:%d" % self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.serve, args=(client,), daemon=True).start()

    def serve(self, client):
        to = urlsplit(SERVER)
        allowed = self.allowed
        self.allowed += self.step
        with client, socket.create_connection((to.hostname, to.port)) as service:
            threading.Thread(target=self.pass_on, args=(client, service), daemon=True).start()
            passed = 0
            while True:
                chunk = service.recv(1024)
                if not chunk:
                    return
                client.sendall(chunk[: allowed - passed])
                passed += len(chunk)
                if passed >= allowed:
                    self.cuts += 1
                    client.shutdown(socket.SHUT_RDWR)
                    return

    @staticmethod
    def pass_on(client, service):
        try:
            while True:
                chunk = client.recv(1 << 16)
                if not chunk:
                    return
                service.sendall(chunk)
        except OSError:
            pass


class ClientTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.service = voyage.Voyage(SERVER)
        cls.search = cls.service.search("3C 105", "numaster", where="exposure_a <= 10000").wait(progress=False)

    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.directory = os.path.realpath(temporary.name)

    def test_the_version_is_that_of_the_service(self):
        self.assertRegex(voyage.__version__, r"^\d+\.\d+")
        self.assertIn(voyage.__version__, voyage.__doc__)

    def test_a_search_runs_to_its_end(self):
        self.assertEqual(self.search.outcome, "complete")
        self.assertEqual(self.search.tally["selected"], 3)
        self.assertIn("3 of 5 observations selected", repr(self.search))

    def test_every_event_comes_once_over_interruptions(self):
        proxy = CuttingProxy(1500, 3000)
        search = voyage.Voyage(proxy.address).open(self.search.id)
        stored = [event["seq"] for event in search.events() if "seq" in event]
        self.assertEqual(stored, list(range(1, self.search.state["lastSeq"] + 1)))
        self.assertGreater(proxy.cuts, 3)

    def test_selected_types_come_once_over_interruptions(self):
        proxy = CuttingProxy(1500, 3000)
        types = ["file.completed", "file.skipped", "observation.found"]
        got = [e["seq"] for e in voyage.Voyage(proxy.address).open(self.search.id).events(types=types)]
        expected = [e["seq"] for e in self.search.events() if e["type"] in types or e["type"] in voyage.ENDS]
        self.assertEqual(got, expected)
        self.assertGreater(len(got), 10)

    def test_an_ended_search_known_to_its_end_has_no_more_events(self):
        self.assertEqual(list(self.search.events(after=self.search.state["lastSeq"])), [])

    def test_a_cursor_that_does_not_exist_is_told(self):
        events = list(self.search.events(after=100000))
        self.assertEqual([event["type"] for event in events], ["stream.gap"])

    def test_a_snapshot_has_all_events_but_replaced_ones(self):
        search = self.service.open(self.search.id)
        kept = [e for e in search.events() if e["type"] != "file.started" and not e.get("willRetry") and "seq" in e]
        self.assertEqual(search.snapshot(), kept)
        self.assertEqual(search.state["outcome"], "complete")

    def test_rows_have_all_columns(self):
        rows = self.search.rows(selected=True)
        self.assertEqual(len(rows), 3)
        self.assertTrue(all("obsid" in row for row in rows))

    @unittest.skipIf(importlib.util.find_spec("astropy") is None, "astropy is not installed")
    def test_observations_are_a_table(self):
        table = self.search.observations(selected=True)
        self.assertEqual(len(table), 3)
        self.assertIn("obsid", table.colnames)

    def test_files_are_saved_and_verified_over_interruptions(self):
        proxy = CuttingProxy(4000, 1500)
        search = voyage.Voyage(proxy.address, attempts=200).open(self.search.id)
        saved = search.download(self.directory)
        manifest = {os.path.join(self.directory, f["path"]): f for f in self.search.files()}
        self.assertGreaterEqual(len(saved), 10)
        for path in saved:
            with open(path, "rb") as file:
                self.assertEqual(hashlib.sha256(file.read()).hexdigest(), manifest[path]["sha256"])
        names = [name for _, _, names in os.walk(self.directory) for name in names]
        self.assertEqual(len(names), len(saved), "no part is left")
        self.assertGreater(proxy.cuts, 3)

    def test_files_that_are_there_are_kept_and_damaged_ones_replaced(self):
        saved = self.search.download(self.directory)
        with open(saved[0], "rb") as file:
            content = file.read()
        with open(saved[0], "wb") as file:
            file.write(b"damaged")
        kept = os.stat(saved[1]).st_ino
        self.assertEqual(self.search.download(self.directory), saved)
        with open(saved[0], "rb") as file:
            self.assertEqual(file.read(), content)
        self.assertEqual(os.stat(saved[1]).st_ino, kept)

    def hostile(self, **changes):
        """A search whose manifest has one file, changed."""
        file = next(f for f in self.search.files() if f.get("sha256"))
        search = self.service.open(self.search.id)
        search.files = lambda: iter([{**file, **changes}])
        return search, {**file, **changes}

    def test_names_that_lead_elsewhere_are_refused(self):
        inside = os.path.join(self.directory, "inside")
        for name in ("../x", "/etc/x", "a/../../x", "a//b", "", ".", "a\\..\\x", "a/\0", "a\nb", ".."):
            search, _ = self.hostile(path=name)
            with self.assertRaises(voyage.DownloadError, msg=name):
                search.download(inside)
        self.assertEqual(os.listdir(self.directory), ["inside"])
        self.assertEqual([n for _, _, names in os.walk(inside) for n in names], [])

    def test_links_that_lead_elsewhere_are_refused(self):
        inside = os.path.join(self.directory, "inside")
        outside = os.path.join(self.directory, "outside")
        os.makedirs(inside)
        os.makedirs(outside)
        os.symlink(outside, os.path.join(inside, "a"))
        search, _ = self.hostile(path="a/x")
        with self.assertRaises(voyage.DownloadError):
            search.download(inside)
        self.assertEqual(os.listdir(outside), [])

    def test_other_bytes_than_promised_are_not_kept(self):
        search, file = self.hostile(sha256="0" * 64)
        with self.assertRaises(voyage.DownloadError) as failed:
            search.download(self.directory)
        self.assertIn("SHA-256", failed.exception.failures[file["path"]])
        self.assertEqual([n for _, _, names in os.walk(self.directory) for n in names], [])

    def test_a_token_goes_to_its_service_only(self):
        listener = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(listener.close)
        heard = []

        def answer():
            client, _ = listener.accept()
            heard.append(client.recv(1 << 16))
            client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
            client.close()

        thread = threading.Thread(target=answer)
        thread.start()
        other = voyage.Voyage(SERVER, token="secret")
        other.json("GET", "http://127.0.0.1:%d/x" % listener.getsockname()[1])
        thread.join()
        self.assertNotIn(b"secret", heard[0])

    def test_refusals_are_problems(self):
        with self.assertRaises(voyage.Problem) as refused:
            self.service.search("3C 105", "numaster", where="exposure_a <")
        self.assertEqual(refused.exception.status, 400)
        self.assertTrue(refused.exception.type.startswith("/problems/"))
        with self.assertRaises(voyage.Problem):
            self.service.open("nosuchsearch")

    def test_a_search_can_be_cancelled_and_seen_in_the_list(self):
        search = self.service.search("3C 105", "numaster")
        search.cancel()
        self.assertIn(search.wait(progress=False).outcome, ("cancelled", "complete"))
        self.assertIn(search.id, [other.id for other in self.service.searches()])

    def test_a_search_is_renamed_and_one_of_its_observations_requested_again(self):
        plan = self.service.search("3C 105", "numaster", action="plan", name="Jets")
        self.assertEqual("Jets", plan.name)
        plan.wait(progress=False)
        self.assertEqual("Jets é", plan.rename("Jets é").name)
        observation = next(plan.events(types=["observation.found"]))["observation"]
        again = plan.retry(observations=[observation])
        again.wait(progress=False)
        self.assertEqual("Jets é", again.name)
        self.assertEqual(1, again.tally["selected"])
        self.assertIsNone(plan.rename(None).name)

    def test_a_notebook_shows_text_as_text(self):
        search = self.service.open(self.search.id)
        search.state["request"]["target"] = "<script>alert(1)</script>"
        shown = search._repr_html_()
        self.assertNotIn("<script>", shown)
        self.assertIn("3 of 5 observations", shown)

    def test_addresses_need_no_ticket_without_a_token(self):
        with urlopen(self.search.address("SHA256SUMS")) as sums:
            self.assertGreaterEqual(len(sums.read().splitlines()), 10)


if __name__ == "__main__":
    unittest.main()
