"""How long the peers take on a conversation that `cargo xtask curve` measures ours on.

    pip install red-dwarf==0.4.0 abcvoting==2.19.2 pabutools==1.2.3
    python xtask/peers.py opinion FOLDER     the Polis pipeline, by red-dwarf
    python xtask/peers.py account FOLDER 10  Equal Shares and the EJR+ check, by abcvoting
    python xtask/peers.py budget FILE.pb     Equal Shares with add1 and the rest to the most wanted, by pabutools, and
                                             beside it ours: `roundtable budget`, reading the file included

FOLDER holds a Polis export (`participants-votes.csv`). Reading it is not timed. ROUNDTABLE names our program. Each task is a process of its own, so that
the memory told is that of one task. The best of three runs counts; set RUNS=1 where one takes minutes.
"""

import csv
import json
import os
import resource
import subprocess
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


def budget(file):
    from pabutools.election import Cost_Sat, parse_pabulib
    from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares

    program = os.environ.get("ROUNDTABLE", "target/release/roundtable")
    run = [program, "budget", file, "--json"]
    ours = best("ours, as a command", lambda: json.loads(subprocess.run(run, capture_output=True, check=True).stdout))
    instance, profile = parse_pabulib(file)
    profile = profile.as_multiprofile()

    def shares():
        chosen = method_of_equal_shares(instance, profile, sat_class=Cost_Sat, voter_budget_increment=1)
        return greedy_utilitarian_welfare(
            instance, profile, sat_class=Cost_Sat, initial_budget_allocation=chosen
        )

    theirs = {project.name for project in best("pabutools", shares)}
    same = theirs == {project["project"] for project in ours["funded"]}
    print("the same projects" if same else "other projects", len(theirs))


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["opinion", folder]:
            opinion(folder)
        case ["account", folder, places]:
            account(folder, int(places))
        case ["budget", file]:
            budget(file)
        case _:
            sys.exit(__doc__)
