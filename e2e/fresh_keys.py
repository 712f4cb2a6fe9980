"""Gives every request of schemathesis's that has a fit key a key of its own, as every program does.

Otherwise most requests would meet the refusal of a key that was used for something else before.
"""

import itertools
import re

import schemathesis

FIT = re.compile(r"[A-Za-z0-9_-]{8,64}")
NUMBERS = itertools.count()


@schemathesis.hook
def before_call(context, case, kwargs):
    for name, key in list(case.headers.items()):
        if name.lower() == "idempotency-key" and isinstance(key, str) and FIT.fullmatch(key):
            case.headers[name] = str(next(NUMBERS)).rjust(len(key), "k")
