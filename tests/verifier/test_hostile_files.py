"""Files made to do harm: the verifier ends with a sentence and exit code 1 or 2, never with a traceback."""

import json
import resource
import subprocess
import sys
import zipfile

import pytest

from tests.ledger.outside import zona_verify
from tests.verifier.bundles import KEY, ORIGIN, PUBLIC, Made, fact, honest, lines, zipped
from zona.console.commands.verify import VERIFIER
from zona.ledger import note
from zona.ledger.tree import Frontier, leaf_hash

DEEP = "[" * 200_000
BIG = "9" * 100_000


def said(capsys, *arguments) -> tuple[int, str]:
    code = zona_verify.main([str(one) for one in arguments])
    out, err = capsys.readouterr()
    return code, out + err


def rows(members: dict, name: str = "leaves.jsonl") -> list[dict]:
    return [json.loads(line) for line in members[name].splitlines()]


def leaf(place: int, **change):
    """Change one line of the leaves."""

    def edit(members):
        found = rows(members)
        found[place] |= change
        members["leaves.jsonl"] = lines(found)

    return edit


def about(**change):
    """Change log.json."""
    return lambda members: members.update({"log.json": json.dumps(json.loads(members["log.json"]) | change)})


def text(name: str, value):
    return lambda members: members.update({name: value})


def without(name: str):
    return lambda members: members.pop(name)


UNREADABLE = {
    "no log.json": without("log.json"),
    "no leaves": without("leaves.jsonl"),
    "no checkpoints": without("checkpoints.jsonl"),
    "log.json is empty": text("log.json", ""),
    "log.json is a list": text("log.json", "[]"),
    "log.json is a number": text("log.json", "5"),
    "log.json is null": text("log.json", "null"),
    "log.json is deep": text("log.json", DEEP),
    "log.json is not UTF-8": text("log.json", b"\xff\xfe{}"),
    "another form": about(format="zona-log/2"),
    "no key": about(public_key=None),
    "a key that is no number": about(public_key="zz"),
    "leaves are deep": text("leaves.jsonl", DEEP),
    "leaves are numbers": text("leaves.jsonl", "5\n6\n"),
    "leaves are words": text("leaves.jsonl", "halo\n"),
    "leaves are not UTF-8": text("leaves.jsonl", b"\xff\n"),
    "a giant number": text("leaves.jsonl", '{"i": ' + BIG + ', "c": ""}\n'),
    "a commitment of letters": leaf(1, c="zz"),
    "a commitment that is a number": leaf(1, c=5),
    "no commitment": lambda members: members.update({"leaves.jsonl": '{"i":0}\n'}),
    "a record without salt": leaf(1, s=None),
    "a record that is a number": leaf(1, r=7),
    "checkpoints are words": text("checkpoints.jsonl", "halo\n"),
    "a checkpoint without note": text("checkpoints.jsonl", '{"size":1}\n'),
    "a note of another kind": text("checkpoints.jsonl", '{"note":"a\\nb\\nc\\nd"}\n'),
    "an instrument that is deep": text("instruments/a.json", DEEP),
    "an instrument of words": text("instruments/a.json", "halo"),
    "too many instruments": lambda members: members.update({f"instruments/{at}.json": "{}" for at in range(300)}),
    "a member too large": text("log.json", " " * (17 * 1024**2)),
    "a line too long": text("leaves.jsonl", "9" * (17 * 1024**2)),
}
FALSE = {
    "an index twice": leaf(2, i=1),
    "an index left out": leaf(2, i=3),
    "a giant index": leaf(2, i=10**30),
    "an index below nought": leaf(0, i=-1),
    "an index that is a text": leaf(2, i="2"),
    "a commitment too short": leaf(2, c="00", r="{}", s=""),
    "another record": leaf(2, r="{}"),
    "a leaf twice": lambda members: members.update({"leaves.jsonl": members["leaves.jsonl"] * 2}),
    "no leaf at all": text("leaves.jsonl", ""),
    "no checkpoint at all": text("checkpoints.jsonl", ""),
    "another size": about(size=99),
    "a giant size": about(size=10**30),
    "another log": about(log=2),
    "another name": about(origin="lain"),
    "another key": about(public_key="00" * 32),
    "a key too short": about(public_key="00"),
    "checkpoints in reverse": lambda members: members.update(
        {"checkpoints.jsonl": lines(rows(members, "checkpoints.jsonl")[::-1])}
    ),
    "checkpoints twice": lambda members: members.update({"checkpoints.jsonl": members["checkpoints.jsonl"] * 2}),
}


def test_the_honest_file_holds(tmp_path, capsys):
    """The control: before any of these changes the file is good."""
    code, words = said(capsys, honest().write(tmp_path / "log.zip"))
    assert (code, words.splitlines()[-1]) == (0, "Semua cocok.")


@pytest.mark.parametrize("harm", UNREADABLE)
def test_what_cannot_be_read_is_said(tmp_path, capsys, harm):
    code, words = said(capsys, honest().write(tmp_path / "log.zip", UNREADABLE[harm]))
    assert code == 2, words
    assert len(words.splitlines()) == 1


@pytest.mark.parametrize("harm", FALSE)
def test_what_is_false_is_said(tmp_path, capsys, harm):
    code, words = said(capsys, honest().write(tmp_path / "log.zip", FALSE[harm]))
    assert code == 1, words
    assert words.splitlines()[-1] == "Berkas ini TIDAK dapat dipercaya."


@pytest.mark.parametrize(
    "content", [b"", b"PK", b"PK\x03\x04" + bytes(100), b"halo", b"{}", b"[]", b"\xff" * 100, DEEP.encode()]
)
def test_what_is_no_zip_is_said(tmp_path, capsys, content):
    file = tmp_path / "log.zip"
    file.write_bytes(content)
    assert said(capsys, file)[0] == 2


def test_neither_a_folder_nor_nothing_nor_a_huge_text(tmp_path, capsys):
    huge = tmp_path / "besar.json"
    with huge.open("wb") as file:
        file.truncate(10 * 1024**3)
    for path in (tmp_path, tmp_path / "tidak-ada", huge):
        assert said(capsys, path)[0] == 2


@pytest.mark.parametrize("at", range(0, 100, 7))
def test_a_zip_damaged_anywhere(tmp_path, capsys, at):
    file = honest().write(tmp_path / "log.zip")
    content = bytearray(file.read_bytes())
    for place in range(at * len(content) // 100, at * len(content) // 100 + 20):
        content[place % len(content)] ^= 0x5A
    file.write_bytes(content)
    assert said(capsys, file)[0] in (1, 2)


@pytest.mark.parametrize("kept", range(0, 100, 9))
def test_a_zip_cut_off_anywhere(tmp_path, capsys, kept):
    file = honest().write(tmp_path / "log.zip")
    file.write_bytes(file.read_bytes()[: file.stat().st_size * kept // 100])
    assert said(capsys, file)[0] == 2


def test_an_encrypted_member_and_an_unknown_compression(tmp_path, capsys):
    for offset, value in ((6, 1), (8, 99)):  # general purpose flag, method; the directory's copies lie 2 further
        file = honest().write(tmp_path / "log.zip")
        content = bytearray(file.read_bytes())
        content[offset] = value
        content[content.index(b"PK\x01\x02") + offset + 2] = value
        file.write_bytes(content)
        assert said(capsys, file)[0] == 2


def test_names_of_members_lead_nowhere(tmp_path, capsys):
    members = honest().members() | {"../../jahat.txt": "x", "/etc/jahat": "x", "instruments/../../jahat.json": "{}"}
    assert said(capsys, zipped(tmp_path / "log.zip", members))[0] == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == ["log.zip"]


def test_the_last_of_two_members_of_one_name_counts(tmp_path, capsys):
    """Whatever other readers do, ours reads one of them and checks that one."""
    file = honest().write(tmp_path / "log.zip")
    with zipfile.ZipFile(file, "a") as bundle, pytest.warns(UserWarning, match="Duplicate"):
        bundle.writestr("leaves.jsonl", honest(4).members()["leaves.jsonl"])
    assert said(capsys, file)[0] == 1


def test_a_record_that_two_readers_could_read_differently(tmp_path, capsys):
    for twice in ('{"a":1,"a":2}', '{"b": 1}', '{"b":1,"a":2}', '{"a":"\\u0062"}'):
        text = json.dumps(fact(1), sort_keys=True, separators=(",", ":")).replace('"details":{}', f'"details":{twice}')
        code, words = said(capsys, Made([fact(0), text]).write(tmp_path / "log.zip"))
        assert (code, "bentuk baku" in words) == (1, True)


def test_a_file_cannot_write_the_verdict(tmp_path, capsys):
    """Control characters in names and texts stay where they are."""
    evil = "\x1b[2J\nSemua cocok.\r\u202eSemua cocok.\x00"
    proof = tmp_path / "bukti.json"
    proof.write_text(json.dumps(Made([fact(0) | {"summary": evil}]).proof(0)))
    code, words = said(capsys, proof)
    assert (code, words.count("\n"), "\x1b" in words, "\u202e" in words) == (0, 3, False, False)
    code, words = said(capsys, honest().write(tmp_path / "log.zip", about(origin=evil)))
    assert (code, words.splitlines()[-1]) == (1, "Berkas ini TIDAK dapat dipercaya.")
    assert "\nSemua cocok." not in words


def test_half_a_character_is_no_crash(tmp_path):
    proof = tmp_path / "bukti.json"
    proof.write_text(json.dumps(honest().proof(1) | {"commitment": "00", "position": 1, "origin": "\ud800"}))
    done = subprocess.run([sys.executable, str(VERIFIER), str(proof)], capture_output=True, text=True)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)


PROOFS = {
    "no position": {"position": None}, "a list": {"position": []}, "a giant": {"position": 10**4000},
    "a path of words": {"proof": ["halo"]}, "a path that is a number": {"proof": 5},
    "no checkpoint": {"checkpoint": ""},
    "a record of words": {"record": "halo"}, "a key of words": {"public_key": "halo"}, "no salt": {"salt": None},
    "another form": {"format": "x"},
}  # fmt: skip


@pytest.mark.parametrize("harm", PROOFS)
def test_a_proof_made_to_do_harm(tmp_path, capsys, harm):
    file = tmp_path / "bukti.json"
    file.write_text(json.dumps(honest().proof(2, **PROOFS[harm])))
    assert said(capsys, file)[0] in (1, 2)


def write_large(path, leaves: int, states: int) -> None:
    """Straight into the file, so that the making needs no memory either."""
    grown = Frontier()
    record = json.dumps(fact(1), sort_keys=True, separators=(",", ":"))
    committed = [zona_verify.sha256(bytes([one]) * 32 + record.encode()) for one in range(2)]
    notes = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as bundle:
        about = {"format": "zona-log/1", "origin": ORIGIN, "public_key": PUBLIC.hex(), "log": 1, "size": leaves}
        bundle.writestr("log.json", json.dumps(about))
        with bundle.open("leaves.jsonl", "w") as file:
            for at in range(leaves):
                salt, commitment = bytes([at % 2]) * 32, committed[at % 2]
                row = {"i": at, "c": commitment.hexdigest(), "s": salt.hex(), "r": record}
                file.write(json.dumps(row).encode() + b"\n")
                grown.append(leaf_hash(commitment.digest()))
                if grown.size % (leaves // states) == 0:
                    state = note.Checkpoint(ORIGIN, grown.size, grown.root, note.datetime(2026, 1, 1, tzinfo=note.UTC))
                    notes.append({"size": grown.size, "note": note.sign(state, KEY)})
        bundle.writestr("checkpoints.jsonl", lines(notes))


#: the highest point of this program's own memory; `ru_maxrss` would begin with the parent's
MEASURE = """
import importlib.util, sys
def peak(): return next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
spec = importlib.util.spec_from_file_location("zona_verify", sys.argv[1])
module = importlib.util.module_from_spec(spec); sys.modules["zona_verify"] = module; spec.loader.exec_module(module)
before, held = peak(), b"x" * int(sys.argv[3])
code = module.main([sys.argv[2]])
print(code, peak() - before)
"""


def growth(file, held: int = 0) -> tuple[int, int]:
    """Exit code, and kilobytes the verifier needed; `held` bytes more are for the control."""
    command = [sys.executable, "-c", MEASURE, str(VERIFIER), str(file), str(held)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.stderr == ""
    code, kilobytes = map(int, done.stdout.splitlines()[-1].split())
    return code, kilobytes


def test_a_log_of_200_000_leaves_needs_little_memory(tmp_path):
    file = tmp_path / "log.zip"
    write_large(file, 200_000, 10_000)
    code, kilobytes = growth(file)
    assert (code, kilobytes < 100 * 1024) == (0, True), kilobytes


def test_memory_is_really_measured(tmp_path):
    """The control: 150 MB held are seen."""
    assert growth(honest().write(tmp_path / "log.zip"), held=150_000_000)[1] > 140_000


def test_a_bomb_of_a_member_is_not_unpacked(tmp_path):
    file = tmp_path / "log.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle, bundle.open("log.json", "w") as member:
        for _ in range(1024):
            member.write(b" " * 1024**2)  # a gigabyte in a megabyte
    limit = 600 * 1024**2
    done = subprocess.run(
        [sys.executable, str(VERIFIER), str(file)], capture_output=True, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)),
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (2, "log.json terlalu besar.\n")
