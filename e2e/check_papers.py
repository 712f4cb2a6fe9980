"""Checks each PDF in a folder by the rules of PDF/UA-1, and says which it breaks."""

import sys
from pathlib import Path

from page import ValidationProfile, validate_pdf

papers = sorted(Path(sys.argv[1]).glob("*.pdf"))
if len(papers) < 5:
    sys.exit(f"Only {len(papers)} papers to check in {sys.argv[1]}.")
broken = 0
for paper in papers:
    report = validate_pdf(str(paper), profile=ValidationProfile.PDF_UA_1)
    rules = report.rules
    print(f"{paper.name}: {rules.failed} of {rules.total} rules broken")
    if rules.total < 100:
        sys.exit("The checker has too few rules to mean anything.")
    if not report.is_compliant or rules.failed:
        broken += 1
        for failure in report.failures:
            print(f"  {failure}")
if broken:
    sys.exit(f"{broken} papers are not PDF/UA-1.")
