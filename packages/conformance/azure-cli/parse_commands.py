"""Reads commands with the Azure CLI's own parser, all in one process and without running any.

Standard input: a JSON list of command lines that start with `az`. Standard output: a JSON list of what the parser
objects to, null where it objects to nothing.
"""

import contextlib
import io
import json
import shlex
import sys

from azure.cli.core import get_default_cli

cli = get_default_cli()


def objection(line):
    words = shlex.split(line, comments=True)[1:]
    said = io.StringIO()
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            invocation = cli.invocation_cls(cli_ctx=cli, parser_cls=cli.parser_cls, commands_loader_cls=cli.commands_loader_cls, help_cls=cli.help_cls)
            cli.invocation = invocation
            invocation.data["command_string"] = " ".join(words)
            loader = invocation.commands_loader
            loader.load_command_table(words)
            command = invocation._rudimentary_get_command(words)
            if command not in loader.command_table:
                return "no such command"
            loader.command_name = command
            invocation.data["command"] = command
            loader.load_arguments(command)
            invocation.parser.cli_ctx = cli
            invocation.parser.load_command_table(loader)
            invocation.parser.parse_args(words)
    except SystemExit:
        return said.getvalue().strip().split("\n")[0] or "refused"
    return None


json.dump([objection(line) for line in json.load(sys.stdin)], sys.stdout)
