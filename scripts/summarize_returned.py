"""Summarize a folder of returned workbooks from Python: copy these lines and go on from there."""

import sys

import mobility_xlsx as mx

run = mx.read(sys.argv[1] if len(sys.argv) > 1 else "returned")
for problem in run.problems.itertuples():
    print(problem.severity, problem.file, problem.sheet, problem.cell, problem.says)

found = mx.shortlist(run)
print(found.says)
run.inventory.to_csv("inventory.csv", index=False)
mx.write_summary(run, "Summary.xlsx")
