"""`python -m tests.files.bombs WHAT [free]`: a child that does harm, in the sandbox or (control) outside it."""

import mmap
import os
import socket
import sys
import time

from zona.files import sandbox


def say(what: object) -> None:
    sys.stdout.write(str(what))


def memory() -> None:
    say(len(mmap.mmap(-1, 1_500 * 1024 * 1024)))


def processor() -> None:
    end = time.process_time() + 3
    while time.process_time() < end:
        pass
    say("selesai")


def output() -> None:
    for _ in range(40):
        os.write(1, b"x" * 1024 * 1024)


def network() -> None:
    with socket.create_connection(("127.0.0.1", int(sys.argv[3])), timeout=2):
        say("tersambung")


def sleep() -> None:
    time.sleep(60)


def secret() -> None:
    say(os.environ.get("ZONA_SECRET_KEY", "tidak ada"))


if __name__ == "__main__":
    if "free" not in sys.argv[2:3]:
        sandbox.CPU_SECONDS = 1  # the same limit, sooner
        sandbox.enter()
    globals()[sys.argv[1]]()
