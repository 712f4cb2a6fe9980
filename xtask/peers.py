"""How long the peers take on a conversation that `cargo xtask curve` measures ours on.

    pip install red-dwarf==0.4.0 abcvoting==2.19.2
    python xtask/peers.py opinion FOLDER     the Polis pipeline, by red-dwarf
    python xtask/peers.py account FOLDER 10  Equal Shares and the EJR+ check, by abcvoting

FOLDER holds a Polis export (`participants-votes.csv`). Reading it is not timed. Each task is a process of its own, so that
the memory told is that of one task. The best of three runs counts; set RUNS=1 where one takes minutes.
"""

import csv
import os
import resource
import sys
import time

csv.field_size_limit(sys.maxsize)
FIRST = "n-disagree"


def votes(folder):
    """(person, statement, 1 agree, -1 disagree or 0 not sure), by person."""
    with open(os.path.join(folder, "participants-votes.csv"), newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        head = next(rows)
        first = head.index(FIRST) + 1
        for person, row in enumerate(rows):
            for statement, cell in enumerate(row[first:]):
                if cell:
                    yield person, statement, int(float(cell))


def best(name, run):
    """Prints the least time of the clock and of the processor, and returns what the last run gave."""
    clocks, processors = [], []
    for _ in range(int(os.environ.get("RUNS", "3"))):
        clock, processor = time.perf_counter(), time.process_time()
        result = run()
        clocks.append(time.perf_counter() - clock)
        processors.append(time.process_time() - processor)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{name}: processor {min(processors):.3f} s, clock {min(clocks):.3f} s, memory {memory} MiB")
    return result


def opinion(folder):
    from reddwarf.implementations.base import run_pipeline

    given = [
        {"participant_id": person, "statement_id": statement, "vote": vote, "modified": 0}
        for person, statement, vote in votes(folder)
    ]
    best(f"red-dwarf, {len(given)} answers", lambda: run_pipeline(votes=given, random_state=0))


def account(folder, places):
    from abcvoting import abcrules, properties
    from abcvoting.preferences import Profile

    approved, people, statements = {}, 0, 0
    for person, statement, vote in votes(folder):
        people, statements = max(people, person + 1), max(statements, statement + 1)
        if vote == 1:
            approved.setdefault(person, []).append(statement)
    profile = Profile(statements)
    profile.add_voters([approved.get(person, []) for person in range(people)])
    rule = {"algorithm": "float-fractions", "resolute": True}
    chosen = best(
        f"abcvoting Equal Shares, {people} x {statements}, {places} places",
        lambda: abcrules.compute("equal-shares", profile, committeesize=places, **rule),
    )
    best("abcvoting EJR+ check", lambda: properties.check("ejr+", profile, chosen[0]))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["opinion", folder]:
            opinion(folder)
        case ["account", folder, places]:
            account(folder, int(places))
        case _:
            sys.exit(__doc__)
