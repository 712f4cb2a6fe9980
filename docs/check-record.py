#!/usr/bin/env python3
"""Checks the export of a table's record. Written from docs/record-format.md alone, with Python's own library.

    python3 check-record.py export.jsonl [checkpoint kept earlier]...

Prints one JSON object; ends with 0 (nothing found), 1 (something was) or 2 (could not finish).
"""
import base64, hashlib, json, re, sys

# --- Ed25519 (RFC 8032), checking only -------------------------------------------------------------------------------
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def root_of_x(y, sign):
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def point(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    x = root_of_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


def add(p, q):
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, p):
    q = (0, 1, 1, 0)
    while n:
        if n & 1:
            q = add(q, p)
        p, n = add(p, p), n >> 1
    return q


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = point(BASE_Y.to_bytes(32, "little"))


def signed(key, message, signature):
    a, r = point(key), point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L or len(signature) != 64:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    p, q = times(s, BASE), add(r, times(h, a))
    return (p[0] * q[2] - q[0] * p[2]) % P == 0 and (p[1] * q[2] - q[1] * p[2]) % P == 0


# --- The tree (RFC 6962) and signed notes ----------------------------------------------------------------------------
def sha(data):
    return hashlib.sha256(data).digest()


def tree_root(leaves):
    if not leaves:
        return sha(b"")
    peaks = []  # (height, hash), the largest first
    for leaf in leaves:
        height = 0
        while peaks and peaks[-1][0] == height:
            leaf, height = sha(b"\1" + peaks.pop()[1] + leaf), height + 1
        peaks.append((height, leaf))
    root = peaks.pop()[1]
    while peaks:
        root = sha(b"\1" + peaks.pop()[1] + root)
    return root


def read_key(line):
    name, key_id, key = line.strip().split("+", 2)
    key = base64.b64decode(key, validate=True)
    if key[:1] != b"\1" or sha(name.encode() + b"\n" + key)[:4].hex() != key_id:
        raise ValueError("the key is not an Ed25519 key of a signed note")
    return name, bytes.fromhex(key_id), key[1:]


UNSIGNED, FALSE, SIGNED = range(3)


def open_checkpoint(note, key):
    """How a checkpoint is signed, its origin, its size and its root."""
    name, key_id, public = key
    text, blank, signatures = note.rpartition("\n\n")
    text, state = text + "\n", UNSIGNED
    if not blank or not signatures.endswith("\n"):
        raise ValueError("this is not a signed note")
    for line in signatures[:-1].split("\n"):
        match = re.fullmatch(r"\u2014 (\S+) (\S+)", line)
        if not match:
            raise ValueError("this is not a signed note")
        data = base64.b64decode(match[2], validate=True)
        if match[1] == name and data[:4] == key_id:
            state = SIGNED if signed(public, text.encode(), data[4:]) else FALSE
    origin, size, root, end = text.split("\n")
    if not re.fullmatch("0|[1-9][0-9]*", size) or end:
        raise ValueError("this is not a checkpoint")
    return state, origin, int(size), base64.b64decode(root, validate=True)


def read_json(text):
    def members(pairs):
        if len(dict(pairs)) < len(pairs):
            raise ValueError("a key stands twice")
        return dict(pairs)

    return json.loads(text, object_pairs_hook=members)


# --- Entries ---------------------------------------------------------------------------------------------------------
# Whether a kind has `about`, and whether it has `public`; of a statement that was destroyed early nothing may be shown.
FORM = {
    **dict.fromkeys(["table", "agreement", "rule"], (False, {True})),
    **dict.fromkeys(
        ["conversation", "offer", "account", "settled", "decision", "result", "promise"], (True, {True})
    ),
    "statement": (False, {True, False}),
    **dict.fromkeys(["invitation", "response", "reply", "ballot", "kept"], (False, {False})),
}
SMALL, LARGE, DAY = range(2**32), range(2**63), range(-(2**31), 2**31)
FACTS = {
    "day": {"day": DAY},
    "tombstone": {
        "by": ["author", "host"],
        "entry": LARGE,
        "reason": ["withdrawn", "replaced", "left", "asked"],
    },
    "build": {"program": str, "sha256": str},
    "host": {"act": ["backup", "export", "read", "import", "witnesses", "config", "erase"]},
    "notice": {"cause": ["restored", "key-lost"], "epoch": SMALL, "origin": str, "root": bytes, "size": LARGE},
    "published": {"at": LARGE, "conversation": SMALL, "method": SMALL, "sha256": str, "shown": ["stand"]},
}


def is_hash(text):
    try:
        data = base64.b64decode(text, validate=True)
    except (ValueError, TypeError):
        return False
    return len(data) == 32 and base64.b64encode(data).decode() == text


def fits(value, form):
    if form is bytes:
        return isinstance(value, str) and is_hash(value)
    if form is str:
        return isinstance(value, str)
    return type(value) is (int if isinstance(form, range) else str) and value in form


def read_entry(text):
    """The entry, or None where the bytes are not the one way to write one."""
    if not re.fullmatch(r"[ -\[\]-~]*", text):
        return None
    try:
        entry = read_json(text)
        if json.dumps(entry, sort_keys=True, separators=(",", ":")) != text or type(entry["v"]) is not int:
            return None
        kind, data = entry["kind"], entry.get("data")
        if kind in FACTS:
            form = FACTS[kind]
            is_one = set(entry) == {"data", "kind", "v"} and set(data) == set(form)
            is_one = is_one and all(fits(data[name], form[name]) for name in form)
        else:
            is_one = kind in FORM and {"commit", "kind", "v"} <= set(entry)
            is_one = is_one and set(entry) <= {"about", "commit", "kind", "public", "v"}
            is_one = is_one and fits(entry.get("about", 0), SMALL) and is_hash(entry["commit"])
            is_one = is_one and ("public" not in entry or is_hash(entry["public"]))
        return entry if is_one and entry["v"] == 1 else None
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


# --- Results ---------------------------------------------------------------------------------------------------------
UNKNOWN = object()
TAKES_SIDES = ["consent", "vote", "both-must-agree"]


def only(thing):
    """A thing with a name: `"advice"`, or `{"vote": {...}}`."""
    if isinstance(thing, str):
        return thing, {}
    ((name, parts),) = thing.items()
    return name, parts


def reached(share, part, whole):
    return whole > 0 and part * 100 >= share * whole


def needed(rule, seats):
    """How many have to answer; none where it does not matter."""
    quorum = only(rule)[1].get("quorum")
    return None if quorum is None else max(1, -(-seats * quorum // 100))


def is_all(stands, answered):
    return stands["yes"] + stands["ok"] + stands["not_sure"] + stands["worried"] == answered


def passing(opened, outcome, answered):
    stands, sides = outcome["stands"], outcome["sides"]
    if not is_all(stands, answered):
        return False
    rule, parts = only(opened["rule"])
    least = needed(opened["rule"], opened["seats"])
    few = {"too-few": {"answered": answered, "needed": least}} if answered < least else None
    agree, result = stands["yes"] + stands["ok"], outcome["result"]
    if rule == "both-must-agree":
        if [side["side"] for side in sides] != parts["sides"]:
            return False
        told = [side["told"]["agreed"] for side in sides if side["told"] is not None]
        if few:
            return result == few and not told
        if result == "passed":
            return False not in told
        if result == "not-passed":
            return len(told) < len(sides) or False in told
        return result == "side-too-small" and not told
    if rule == "consent":
        expected = {"talk-first": {"worried": stands["worried"]}} if stands["worried"] else few or "passed"
    elif rule == "vote":
        won = reached(parts["share"], agree, agree + stands["worried"])
        expected = few or ("passed" if won else "not-passed")
    else:
        return False
    return result == expected and not sides


def ranked(options, outcome, answered, few):
    """The Schulze method, by winning votes."""
    many, pairs = range(options), outcome["pairs"]
    if options > 20 or len(pairs) != options * options:
        return False
    above = [pairs[a * options : (a + 1) * options] for a in many]
    if any(above[a][a] or above[a][b] + above[b][a] > answered for a in many for b in many):
        return False
    chain = [[above[a][b] if above[a][b] > above[b][a] else 0 for b in many] for a in many]
    for by in many:
        for a in many:
            for b in many:
                chain[a][b] = max(chain[a][b], min(chain[a][by], chain[by][b]))
    left, layers = list(many), []
    while left:
        first = [a for a in left if not any(chain[b][a] > chain[a][b] for b in left)]
        layers.append(first)
        left = [a for a in left if a not in first]
    chosen = layers[0][0] if layers and len(layers[0]) == 1 and not few else None
    return outcome["chosen"] == chosen and outcome["order"] == layers


def budget(question, outcome, answered, few):
    """Who wanted what together is not shown, so only the sums can be checked."""
    projects, funded, whole = question["projects"], outcome["funded"], question["pence"]
    if len(outcome["wanted"]) != len(projects) or any(many > answered for many in outcome["wanted"]):
        return False
    if few:
        return not funded and outcome["left"] == whole and outcome["raised"] == 0
    paid = [one["project"] for one in funded]
    if len(set(paid)) < len(paid) or any(one >= len(projects) for one in paid):
        return False
    return sum(projects[one]["pence"] for one in paid) + outcome["left"] == whole


def follows(opened, closed):
    """Whether what a decision came to follows from its rule and its totals, as far as they are shown."""
    answered = closed["answered"]
    question, asked = only(opened["question"])
    answer, outcome = only(closed["outcome"])
    least = needed(opened["rule"], opened["seats"])
    few = least if least is not None and answered < least else None
    if question in ("proposal", "new-rules") and answer == "stands":
        return passing(opened, outcome, answered)
    if question == "ranked" and answer == "ranked":
        return outcome["too_few"] == few and ranked(len(asked["options"]), outcome, answered, few)
    if question == "shared-budget" and answer == "budget":
        return outcome["too_few"] == few and budget(asked, outcome, answered, few)
    if question == "advice" and answer == "advice":
        is_same = (asked["who"], asked["by"]) == (outcome["who"], outcome["by"])
        return is_all(outcome["stands"], answered) and is_same
    return False


def settles(settled, until, terms):
    """Whether the lines an account fell short of are those that too few said yes to."""
    short = {only(one)[1] for one in settled["short_of"] if only(one)[0] == "line"}
    lines = [(one["statement"], one["said"]) for one in settled["lines"] if one["said"] is not None]
    return settled["on"] > until and all(
        said["yes"] <= said["answered"]
        and reached(terms["share"], said["yes"], said["answered"]) != (line in short)
        for line, said in lines
    )


# What is shown of these kinds, by its name and the name in it, and where its number stands.
SHOWN = {
    ("table-set", None): ("table", None),
    ("agreement-changed", None): ("agreement", None),
    ("offer-changed", None): ("offer", "conversation"),
    ("rules-chosen", None): ("rule", None),
    ("account", "called"): ("account", "account"),
    ("account", "written"): ("account", "account"),
    ("account", "settled"): ("settled", "account"),
    ("decision", "opened"): ("decision", "decision"),
    ("decision", "more-time-asked"): ("decision", "decision"),
    ("decision", "not-here-answered"): ("decision", "decision"),
    ("decision", "closed"): ("result", "decision"),
    ("promise", "made"): ("promise", "promise"),
    ("promise", "told"): ("promise", "promise"),
}


class Results:
    """Goes through what is shown, in order, and works out again what follows from it."""

    def __init__(self, find):
        self.find, self.rules, self.decisions, self.counted = find, None, {}, set()
        self.accounts, self.settled, self.ballots, self.answered = {}, set(), 0, 0

    def step(self, n, entry, shown):
        kind, about = entry["kind"], entry.get("about")
        if kind == "ballot":
            self.ballots += 1
        if kind in ("conversation", "statement") or FORM[kind][1] == {False}:
            return
        if shown is None:
            return self.hidden(kind, about)
        try:
            name, parts = only(read_json(shown))
            inner = None
            if name in ("account", "decision", "promise"):
                inner, parts = only(parts)
            of, number = SHOWN[name, inner]
            number = parts[number] if number else None
        except (ValueError, KeyError, TypeError, AttributeError):
            self.hidden(kind, about)
            if kind in ("rule", "decision", "result"):
                self.wrong(n, "What is shown can't be read.")
            return
        if (of, number) != (kind, about):
            self.hidden(kind, about)
            return self.find("ALTERED", n, "What is shown is about something else than the entry says.")
        if name == "rules-chosen":
            self.rules_chosen(n, parts)
        elif name == "decision" and inner in ("opened", "more-time-asked", "closed"):
            {"opened": self.opened, "more-time-asked": self.more_time, "closed": self.closed}[inner](n, parts)
        elif name == "account":
            self.account(n, inner, parts)

    def hidden(self, kind, about):
        if kind == "rule":
            self.rules = UNKNOWN
        if kind == "decision" and about is not None:
            self.decisions.setdefault(about, UNKNOWN)

    def wrong(self, n, text):
        self.find("WRONG_RESULT", n, text)

    def rules_chosen(self, n, parts):
        by, rules = parts.get("decision"), parts["rules"]
        decision = self.decisions.get(by)
        if by is None:
            is_so = not self.decisions
        elif decision is None or decision is UNKNOWN:
            is_so = decision is UNKNOWN
        else:
            asked, question = only(decision["question"])
            passed = decision.get("passed")
            is_so = asked == "new-rules" and question["rules"] == rules
            is_so = is_so and (by in self.counted if passed is None else passed)
        if not is_so:
            self.wrong(n, "How the table decides was changed, and no decision says so.")
        self.rules = rules

    def opened(self, n, parts):
        number = parts["decision"]
        if number in self.decisions:
            return self.wrong(n, f"Decision {number} was opened a second time.")
        question, asked = only(parts["question"])
        kind = asked.get("by") if question in ("proposal", "new-rules") else question
        if parts.get("after") is not None:
            before = self.decisions.get(parts["after"]["decision"])
            is_theirs = before is UNKNOWN or before is not None and before["rule"] == parts["rule"]
        elif self.rules is None or self.rules is UNKNOWN:
            is_theirs = self.rules is UNKNOWN
        else:
            rules = {only(rule)[0]: rule for rule in self.rules["rules"]}
            is_theirs = rules.get(kind) == parts["rule"]
        if not is_theirs or only(parts["rule"])[0] != kind:
            self.wrong(n, f"Decision {number} was opened with a rule that was not the table's.")
        if parts["seats"] > parts["roll"]:
            self.find("BALLOT_STUFFING", n, f"Decision {number} was opened for more seats than there ever were.")
        self.decisions[number] = {**parts, "passed": None, "last": parts["closes"]}

    def more_time(self, n, parts):
        decision = self.decisions.get(parts["decision"])
        if decision is UNKNOWN:
            return
        if decision is None or decision["last"] != decision["closes"] or parts["until"] != decision["closes"] + 14:
            self.wrong(n, f"Decision {parts['decision']} got more time than there is.")
        if decision is not None:
            decision["last"] = parts["until"]

    def closed(self, n, parts):
        number, closed = parts["decision"], parts["closed"]
        if number in self.counted:
            return self.wrong(n, f"Decision {number} was counted a second time.")
        self.counted.add(number)
        self.answered += closed["answered"]
        if self.answered > self.ballots:
            self.find("BALLOT_STUFFING", n, "More ballots were counted than had entered the record.")
        decision = self.decisions.get(number)
        if decision is None:
            return self.wrong(n, f"Decision {number} was counted, and was never opened.")
        if decision is UNKNOWN:
            return
        answer, outcome = only(closed["outcome"])
        decision["passed"] = answer == "stands" and outcome["result"] == "passed"
        if closed["on"] <= decision["last"]:
            self.wrong(n, f"Decision {number} was counted before its last day was over.")
        if closed["answered"] > decision["seats"]:
            self.find("BALLOT_STUFFING", n, f"Decision {number} was answered by more than could.")
        if not follows(decision, closed):
            self.wrong(n, f"The result of decision {number} does not follow from its rule and its totals.")

    def account(self, n, inner, parts):
        number = parts["account"]
        if inner in ("called", "written"):
            if number in self.accounts:
                self.wrong(n, f"Account {number} was made a second time.")
            self.accounts[number] = (parts["until"], parts["terms"])
        else:
            if number in self.settled:
                self.wrong(n, f"Account {number} was counted a second time.")
            self.settled.add(number)
            if number in self.accounts and not settles(parts["settled"], *self.accounts[number]):
                self.wrong(n, f"What account {number} came to does not follow from what was said to it.")


# --- The whole record ------------------------------------------------------------------------------------------------
def check(lines, kept):
    findings = []

    def find(code, entry, text):
        findings.append({"entry": entry, "code": code, "text": text})

    head = read_json(lines[0])
    key = read_key(head["key"])
    if head.get("record") != 1 or key[0] != head["origin"]:
        raise ValueError("this is not the export of a record")
    entries, leaves, sealed, dead, commits, day = [], [], set(), set(), set(), None
    kinds, before = {}, None
    for n, line in enumerate(lines[1:]):
        line = read_json(line)
        if line["n"] != n or not set(line) <= {"n", "entry", "salt", "shown"}:
            raise ValueError(f"entry {n} is missing from the export")
        if ("salt" in line) != ("shown" in line) or "salt" in line and not is_hash(line["salt"]):
            raise ValueError(f"entry {n} has no salt for what is shown")
        leaves.append(sha(b"\0" + line["entry"].encode()))
        entry = read_entry(line["entry"])
        entries.append((entry, line))
        if entry is None:
            find("REWRITE", n, "This is not an entry.")
            continue
        kind, data = entry["kind"], entry.get("data")
        if kind in FORM:
            has_about, has_public = FORM[kind]
            if ("about" in entry) != has_about or ("public" in entry) not in has_public:
                find("REWRITE", n, "An entry of this kind has another form.")
            if entry["commit"] in commits:
                find("INSERTED_OUTSIDE_LOG", n, "The same commitment stands in the record before.")
            commits.add(entry["commit"])
            sealed.add(n)
            kinds.setdefault(kind, n)
        elif kind == "tombstone":
            if data["entry"] not in sealed or data["entry"] in dead:
                find("REWRITE", n, "This tombstone is for nothing that was there.")
            else:
                dead.add(data["entry"])
        elif kind == "day":
            if day is not None and data["day"] < day:
                find("REWRITE", n, "The days go back.")
            day = data["day"]
        elif kind == "notice":
            if n:
                find("REWRITE", n, "A notice stands at the beginning or nowhere.")
            elif data["epoch"] < 2 or data["origin"] == head["origin"]:
                find("REWRITE", n, "This notice does not name a record before.")
            if not n:
                before = (data["origin"], data["size"], base64.b64decode(data["root"]))
    for held, until in (("ballot", "result"), ("reply", "settled")):
        if held in kinds and until not in kinds:
            find("REWRITE", kinds[held], "This entered, and nothing was ever counted.")

    root, size = tree_root(leaves), len(leaves)
    state, _, *end = open_checkpoint(head["checkpoint"], key)
    if state != SIGNED:
        find("REWRITE", None, "The checkpoint is not signed by the key of this record.")
    if end != [size, root]:
        find("REWRITE", None, "The checkpoint is not that of these entries.")

    results = Results(find)
    for n, (entry, line) in enumerate(entries):
        committed = (entry or {}).get("public")
        shown = line.get("shown")
        if shown is not None:
            told = f"roundtable/commit/v1\0{(entry or {}).get('kind')}\0".encode()
            told += base64.b64decode(line["salt"]) + shown.encode()
            if base64.b64encode(sha(told)).decode() != committed:
                find("ALTERED", n, "What is shown is not what was committed to.")
                shown = None
            elif n in dead:
                find("INSERTED_OUTSIDE_LOG", n, "This was destroyed, and is shown again.")
        elif committed is not None and n not in dead:
            find("SILENT_DELETION", n, "What was shown here is gone, and no tombstone says so.")
        if n in sealed:
            results.step(n, entry, shown)

    earlier = [(head["witnessed"], False)] if head.get("witnessed") else []
    for note, is_handed_in in earlier + [(note, True) for note in kept]:
        state, origin, saw, then = open_checkpoint(note, key)
        if before is not None and origin == before[0]:
            public = key[2]
            older = (origin, sha(origin.encode() + b"\n\1" + public)[:4], public)
            state, length, there = open_checkpoint(note, older)[0], before[1], before[2]
            at, begins = 0, saw != length or then == there
        elif origin != head["origin"]:
            if is_handed_in:
                find("REWRITE", None, "A checkpoint that was kept is of another record.")
            continue
        else:
            at, length, begins = None, size, saw <= size and tree_root(leaves[:saw]) == then
        if state != SIGNED:
            find("REWRITE" if state == UNSIGNED else "ALTERED", None, "A checkpoint that was kept does not hold.")
        elif saw > length:
            find("ROLLBACK", at, f"The record had {saw} entries and has {length} now.")
        elif not begins:
            find("REWRITE", at, f"The first {saw} entries are not those that somebody saw.")
    return {"ok": not findings, "size": size, "root": base64.b64encode(root).decode(), "findings": findings}


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        with open(sys.argv[1], encoding="utf-8", newline="\n") as export:
            lines = export.read().removesuffix("\n").split("\n")
        kept = []
        for path in sys.argv[2:]:
            with open(path, encoding="utf-8", newline="\n") as note:
                kept.append(note.read())
        report = check(lines, kept)
    except (OSError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError) as problem:
        print(json.dumps({"error": f"{type(problem).__name__}: {problem}"}))
        return 2
    print(json.dumps(report))
    return 0 if report["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
