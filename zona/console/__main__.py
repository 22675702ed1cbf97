"""The product's command line: one file for each command, found by its name.

A command is a module of `zona.console.commands` with HELP, `add_arguments(parser)` and `run(options) -> int`. Mistakes
of the person are a `CommandError` with one plain sentence; the exit code is then 2.
"""

import argparse
import importlib
import os
import pkgutil
import sys

from zona.console import CommandError, commands


def names() -> list[str]:
    """The commands there are; underscores are written as hyphens."""
    found = (module.name for module in pkgutil.iter_modules(commands.__path__))
    return sorted(name.replace("_", "-") for name in found)


def main(arguments: list[str]) -> int:
    """Run one command; the code is 0 when done, 1 when something was found, 2 when it could not be understood."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    if not arguments or arguments[0] in ("--list", "--help", "-h"):
        return _list()
    if arguments[0] not in names():
        return _refuse(f"Perintah '{arguments[0]}' tidak dikenal. Lihat: zi --help")
    module = importlib.import_module(f"zona.console.commands.{arguments[0].replace('-', '_')}")
    parser = argparse.ArgumentParser(prog=f"zi {arguments[0]}", description=module.HELP)
    module.add_arguments(parser)
    try:
        return int(module.run(parser.parse_args(arguments[1:])) or 0)
    except CommandError as error:
        return _refuse(str(error))
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def _list() -> int:
    print("\nPerintah Zona:")
    for name in names():
        module = importlib.import_module(f"zona.console.commands.{name.replace('-', '_')}")
        print(f"  {name:<12}{module.HELP}")
    print("\nRincian satu perintah: zi PERINTAH --help")
    return 0


def _refuse(sentence: str) -> int:
    print(" ".join(sentence.split()), file=sys.stderr)  # one line, whatever the file held
    return 2


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
