"""Worksheet files for the command line."""

import json

import yaml

from zona.console.__main__ import main


def write_yaml(folder, instrument_id, answers, name="lke.yaml"):
    path = folder / name
    text = yaml.safe_dump({"instrument": instrument_id, "answers": answers}, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    return path


def write_json(folder, instrument_id, answers, name="lke.json"):
    path = folder / name
    path.write_text(json.dumps({"instrument": instrument_id, "answers": answers}), encoding="utf-8")
    return path


def scored(capsys, path):
    """The JSON that `zi score FILE --json` prints; it must say nothing else and end well."""
    code = main(["score", str(path), "--json"])
    said = capsys.readouterr()
    assert (code, said.err) == (0, "")
    return json.loads(said.out)


def printed(capsys, path):
    """The table for people that `zi score FILE` prints."""
    code = main(["score", str(path)])
    said = capsys.readouterr()
    assert (code, said.err) == (0, "")
    return said.out


def line_with(text, words):
    """The one line of a table that holds `words`."""
    (line,) = [line for line in text.splitlines() if words in line]
    return line
