"""The rules of lint, a module each: its docstring is the rule's public page, its `check` gives the problems.

Loading raises the first of what the rules of severity "error" give, lint lists all that all of them do.
"""
