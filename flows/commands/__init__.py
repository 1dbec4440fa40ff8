"""One module a command, named as the user types it. A new command is a new file here and nothing else.

A module holds a function (or a `cyclopts.App`) of its own name; its docstring is what `--help` prints. Modules import
only what the signature needs: the rest when they are called.
"""
