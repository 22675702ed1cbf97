"""The limits bite, and without them the same deed goes through."""

import resource
import socket
import subprocess
import sys

import pytest

from tests.evidence import specimens as make
from zona.files import inspection, sandbox
from zona.files.rules.problems import FileRefusedError, Problem

BOMBS = "tests.files.bombs"


def test_memory_bomb_dies_and_its_control_lives():
    assert sandbox.run(BOMBS, "memory").killed
    control = sandbox.run(BOMBS, "memory", "free")
    assert (control.killed, control.output.strip()) == (False, b"1572864000")


def test_processor_bomb_dies_and_its_control_lives():
    outcome = sandbox.run(BOMBS, "processor")
    assert outcome.killed
    assert not outcome.timed_out
    assert sandbox.run(BOMBS, "processor", "free").output.strip() == b"selesai"


def test_the_limits_are_the_agreed_ones():
    limits = (sandbox.MEMORY_BYTES >> 20, sandbox.CPU_SECONDS, sandbox.WALL_SECONDS)
    assert limits == (1024, 20, 20)


def test_clock_ends_a_child_that_only_waits():
    outcome = sandbox.run(BOMBS, "sleep", wall_seconds=0.5)
    assert outcome.timed_out
    assert outcome.killed


def test_output_is_bounded():
    outcome = sandbox.run(BOMBS, "output")
    assert outcome.killed
    assert len(outcome.output) <= sandbox.OUTPUT_BYTES
    assert not sandbox.run(BOMBS, "output", "free").killed


def test_child_has_no_network():
    if subprocess.run(["unshare", "-rn", "true"], check=False).returncode != 0:
        pytest.skip("this kernel gives no network namespaces")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        assert sandbox.run(BOMBS, "network", "limited", port).killed
        assert sandbox.run(BOMBS, "network", "free", port).output.strip() == b"tersambung"


def test_child_knows_no_secret(monkeypatch):
    monkeypatch.setenv("ZONA_SECRET_KEY", "rahasia")
    assert sandbox.run(BOMBS, "secret").output.strip() == b"tidak ada"


def test_a_child_that_breaks_down_means_a_refusal(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(make.pdf())
    monkeypatch.setattr(sandbox, "run", lambda *_: sandbox.Outcome(b"", -9))
    with pytest.raises(FileRefusedError) as refusal:
        inspection.inspect(tmp_path / "a", "a.pdf")
    assert refusal.value.problem is Problem.TOO_HEAVY


def test_a_full_house_says_so(tmp_path, monkeypatch):
    (tmp_path / "a").write_bytes(make.pdf())

    def busy(*_: str) -> sandbox.Outcome:
        raise sandbox.SandboxBusyError

    monkeypatch.setattr(sandbox, "run", busy)
    with pytest.raises(FileRefusedError, match="sibuk"):
        inspection.inspect(tmp_path / "a", "a.pdf")


def test_opening_a_bomb_costs_the_parent_nothing(tmp_path):
    (tmp_path / "a").write_bytes(make.png_bomb())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FileRefusedError):
        inspection.inspect(tmp_path / "a", "a.png")
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100 * 1024


def test_the_children_and_the_rules_load_no_django():
    modules = ("inspect_child", "preview_child", "archives", "detection", "opening", "inspection")
    rules = ("rules.kinds", "rules.names", "rules.problems")
    code = "".join(f"import zona.files.{name}\n" for name in modules + rules)
    code += "import sys; print('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
