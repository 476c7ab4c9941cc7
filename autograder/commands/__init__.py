"""The commands of the command line, a module for each kind of user. Imports wait until a command is run.

    def register(add: Add) -> None:
        grade = add("grade", grade_command, "grade notebooks", examples)
        grade.add_argument("--out", ...)

A command is a function that takes its options and returns an exit code of usage.
"""
