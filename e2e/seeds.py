"""Takes seeds for the fuzzer out of a running demonstration and its data directory: python seeds.py DATA ADDRESS CORPUS"""

import base64
import collections
import hashlib
import json
import pathlib
import sqlite3
import sys
import time
import urllib.error
import urllib.request

data, address, corpus = pathlib.Path(sys.argv[1]), sys.argv[2], pathlib.Path(sys.argv[3])
# Few and short: a fuzzer gets further with a hundred short inputs than with ten long ones.
OF_A_KIND = 4
LONGEST = 65536
PATIENCE = 60
written = collections.Counter()


def seed(target, content):
    folder = corpus / target
    folder.mkdir(parents=True, exist_ok=True)
    if len(content) <= LONGEST:
        written[target] += 1
        (folder / hashlib.sha256(content).hexdigest()[:16]).write_bytes(content)


def text(target, content):
    seed(target, content.encode())


class Few:
    """Lets so many of each kind pass."""

    def __init__(self):
        self.seen = collections.Counter()

    def lets(self, kind):
        self.seen[kind] += 1
        return self.seen[kind] <= OF_A_KIND


def fetch(path):
    """What stands at an address; none while nothing stands there."""
    try:
        with urllib.request.urlopen(address + path, timeout=30) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError:
        return None


def fetch_in_time(path):
    for _ in range(PATIENCE):
        if (body := fetch(path)) is not None:
            return body
        time.sleep(1)
    sys.exit(f"{address}{path} was not there after {PATIENCE} s")


def of_events():
    journal, few = sqlite3.connect(data / "journal.sqlite"), Few()
    for kind, body in journal.execute(
        "SELECT j.kind, c.body FROM content c JOIN journal j ON j.table_no = c.table_no AND j.seq = c.seq"
    ):
        if few.lets(kind):
            text("event", body)


def of_export(whole):
    """A whole export is mostly what people answered, of which nothing is shown: without most of that it is short enough."""
    head, *lines = [json.loads(line) for line in whole.splitlines()]
    lines = [(json.loads(line["entry"]), line) for line in lines]

    def write(chosen):
        numbered = [line | {"n": number} for number, line in enumerate(chosen)]
        text("export", "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in [head, *numbered]))

    few = Few()
    write([line for entry, line in lines if "public" in entry or few.lets(entry["kind"])])
    write([line for _, line in lines[:20]])
    rules = [line for entry, line in lines if entry["kind"] in ("table", "rule")]
    for about in sorted({entry["about"] for entry, _ in lines if "about" in entry}):
        write(rules + [line for entry, line in lines if entry.get("about") == about])
    for entry, line in lines:
        if few.lets((entry["kind"], "alone")):
            text("log", line["entry"])


def of_files():
    record = sqlite3.connect(data / "record.sqlite")
    for (entries,) in record.execute("SELECT entries FROM bundle ORDER BY length(entries) LIMIT 8"):
        seed("log", bytes([255]) + entries)
    for (hashes,) in record.execute("SELECT hashes FROM tile ORDER BY length(hashes) LIMIT 8"):
        seed("log", bytes([len(hashes) // 32 - 1]) + hashes)
    for path in ("tile/0/x001/x234/067", "tile/entries/000.p/3", "tile/7/000"):
        text("log", path)


def of_proofs(origin, checkpoint, entry):
    """With hashes that lead nowhere: the fuzzer signs what they lead to."""
    line = checkpoint.rstrip("\n").split("\n")[-1]
    beside = base64.b64encode(bytes(range(32))).decode()
    entry = base64.b64encode(entry.encode()).decode()
    for start in ("index 3\n", f"extra {entry}\nindex 0\n"):
        for size, way in ((4, 2), (1000, 10)):
            signed = f"{origin}\n{size}\n{beside}\n\n{line}\n"
            text("proof", f"c2sp.org/tlog-proof@v1\n{start}{(beside + chr(10)) * way}\n{signed}")
    for old, way in ((0, 0), (5, 3)):
        text("proof", f"old {old}\n{(beside + chr(10)) * way}\n{checkpoint}")
    for until in ("day 20782", "result 7", "settled 3"):
        head = f"roundtable/promise@v1\nentry {entry}\nindex 1\n{beside}\n{beside}\n"
        pledge = f"{head}\nroundtable/promise@v1\n{origin}\nuntil {until}\n3\n{beside}\n\n{line}\n"
        text("proof", pledge)
        seed("proof", base64.b64encode(pledge.encode()))


def of_notes(key, checkpoint):
    line = checkpoint.rstrip("\n").split("\n")[-1]
    text("note", checkpoint)
    text("note", line)
    text("note", key)
    # The same key, as a witness has it: another algorithm, and so another id.
    name, _, coded = key.strip().split("+", 2)
    bare = base64.b64decode(coded)[1:]
    number = hashlib.sha256(name.encode() + b"\n\x04" + bare).hexdigest()[:8]
    witness = f"{name}+{number}+{base64.b64encode(bytes([4]) + bare).decode()}"
    text("note", witness)
    for group in ("group g any w", "group h all w\ngroup g 1 h"):
        policy = f"log {key.strip()}\nwitness w {witness} https://example.org/w\n{group}\nquorum g\n"
        text("note", policy)
        text("note", f"{policy}#\n{checkpoint}")
    text("note", f"quorum none\n#\n{checkpoint}")


def of_typing():
    text(
        "typed",
        "META\nkey;value\nbudget;100\nvote_type;approval\nPROJECTS\nproject_id;cost;name\n1;40;a\n2;70;b\n"
        "VOTES\nvoter_id;vote\n1;1,2\n2;2\n",
    )
    text("typed", "# FILE NAME: a.soc\n# NUMBER ALTERNATIVES: 3\n# ALTERNATIVE NAME 1: a\n2: 1,2,3\n1: 3,{1,2}\n")
    words = "A bell would help", "2026-11-23", "mbcd2345", "apple-brave-cloud-dance-early", "a@example.org", "2/3", "0.25"
    for typed in (*words, "a\u0301\u202ebc"):
        text("typed", typed)


tables = [table["table"] for table in json.loads(fetch_in_time("/api/v1/tables"))["tables"] if table["findable"] == "public"]
for table in tables:
    place = f"/t/{table}/record/"
    whole = fetch_in_time(place + "export.jsonl")
    key, checkpoint = fetch_in_time(place + "key"), fetch_in_time(place + "checkpoint")
    of_export(whole)
    of_notes(key, checkpoint)
    of_proofs(checkpoint.split("\n")[0], checkpoint, json.loads(whole.splitlines()[1])["entry"])
of_events()
of_files()
of_typing()
print("Seeds:", ", ".join(f"{target} {count}" for target, count in sorted(written.items())))
