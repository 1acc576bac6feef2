"""The portable worker: runs batches of cases in this interpreter and tells what it observed.

Read zygote.py (the process that imports the target), run/unit.py (the worker's loop) and run/execute.py
(one batch) in this order. The formats are harness/wire/FORMAT.md and PROTOCOL.md.
"""
