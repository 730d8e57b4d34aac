"""What a service gives of files in a bucket, after kill.py has filled it: see README.md. objects.sh sets the environment."""
import hashlib
import io
import json
import os
import sys
import tarfile
import time
import urllib.error
import urllib.request

import recover
from lab import WORK, known_answer


def objects(service, search):
    files, path = [], f"/v1/searches/{search}/files?limit=1000"
    while path:
        page = json.loads(service.ask("GET", path))
        files += page["files"]
        path = page.get("next")
    return [file for file in files if file["state"] in ("completed", "skipped") and "sha256" in file]


def ended(service):
    """All searches; those of the killed processes go on with the service, and end first."""
    while True:
        searches = json.loads(service.ask("GET", "/v1/searches?limit=200"))["searches"]
        if all(search["phase"] in ("COMPLETED", "ERROR", "ABORTED") for search in searches):
            return searches
        time.sleep(0.2)


def main():
    recover.SETTINGS["voyage.data"] = WORK + "/kill/data"
    service = recover.Service()
    try:
        last = json.loads(service.ask("GET", "/v1/searches?limit=1"))["searches"][0]
        search, answer = last["id"], known_answer()
        files = objects(service, search)
        addresses = []
        for file in files:
            sent = service.open("GET", file["href"])
            sent.read()
            assert sent.status == 307, sent.status
            with urllib.request.urlopen(sent.headers["Location"]) as stored:
                body = stored.read()
            assert hashlib.sha256(body).hexdigest() == answer[file["path"]] == file["sha256"], file["path"]
            addresses.append(sent.headers["Location"])
        with tarfile.open(fileobj=io.BytesIO(service.ask("GET", f"/v1/searches/{search}/archive.tar"))) as tar:
            packed = {member.name: hashlib.sha256(tar.extractfile(member).read()).hexdigest() for member in tar}
        assert packed == answer, "the tar differs"
        verified = json.loads(service.ask("POST", f"/v1/searches/{search}/verify").splitlines()[-1])
        assert verified["right"] == len(answer) and not verified["wrong"], verified
        local = [name for _, _, names in os.walk(WORK + "/kill/data/files") for name in names if name != ".locks"]
        # a killed process leaves the part, or the whole file, that it was about to store
        left = []
        for known in ended(service):
            removed = json.loads(service.ask("DELETE", f"/v1/searches/{known['id']}?forget=true&files=delete"))["removed"]
            left.append(removed["files"])
        again = [address for address in addresses if is_there(address)]
        print(f"{len(addresses)} files by redirect, {len(packed)} in the tar, {verified['right']} verified; "
              f"{len(local)} files left on the local disk; {sum(left)} removed with {len(left)} searches, {len(again)} left")
        sys.exit(1 if again else 0)
    finally:
        service.kill()


def is_there(address):
    try:
        with urllib.request.urlopen(address):
            return True
    except urllib.error.HTTPError as gone:
        return gone.code != 404


if __name__ == "__main__":
    main()
