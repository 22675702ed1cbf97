#!/usr/bin/env python3
"""Saksi buku besar: `python3 zona_witness.py ALAMAT --nama NAMA --folder FOLDER [--terus]`.

Runs on a machine of another office (Inspektorat, Bagian Hukum). It keeps the last checkpoint it saw, asks Zona for the
newest one with the proof that it extends the last, and signs it only then. A history that was rewritten after the last
visit is refused, kept beside the old one as evidence, and told with exit code 1. Python standard library,
`cryptography` and zona_verify.py beside this file.

The first checkpoint is trusted as it comes: check its text once by telephone, or start on the day the log starts.
"""

import argparse
import base64
import http.client
import json
import os
import struct
import sys
import time
import urllib.error
import urllib.request
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

sys.path.insert(0, str(Path(__file__).resolve().parent))
from zona_verify import Checkpoint, Unreadable, hash_node, is_signed, read_checkpoint

LIMIT, SECONDS = 1_000_000, 20
#: no Zona at the address, or none that answers as it should; tried again at the next visit
UNREACHABLE = (OSError, http.client.HTTPException, Unreadable, ValueError, LookupError, TypeError, RecursionError)


class Fork(Exception):  # noqa: N818 - said as it is
    """Two histories under one name; the text says where."""


def visit(address: str, name: str, folder: Path) -> str:
    """One visit; what was seen, in one sentence. Raises Fork or one of UNREACHABLE."""
    key = own_key(folder)
    note = fetch(f"{address}titik-periksa.txt")
    newest, log_key = read_checkpoint(note), pinned_key(address, folder)
    if not is_signed(newest, log_key):
        raise Fork("Titik periksa tidak ditandatangani kunci buku besar yang dikenal sejak awal.")
    kept = folder / "titik-periksa.txt"
    if kept.exists():
        check_extends(read_checkpoint(kept.read_text(encoding="utf-8")), newest, address, note, folder)
    line = cosign(newest, name, key)
    keep(kept, note)
    post(f"{address}tanda-saksi/", {"size": newest.size, "line": line})
    return f"{newest.size} catatan, {newest.at:%d-%m-%Y %H:%M:%S} UTC: disaksikan."


def check_extends(last: Checkpoint, newest: Checkpoint, address: str, note: str, folder: Path) -> None:
    """Raises Fork, and keeps the other history, unless the newest state extends the last one seen."""
    if (newest.origin, newest.size, newest.root) == (last.origin, last.size, last.root):
        return
    proof: list[bytes] = []
    if 0 < last.size < newest.size:
        answer = json.loads(fetch(f"{address}kesinambungan.json?dari={last.size}&sampai={newest.size}"))
        proof = [bytes.fromhex(one) for one in answer["proof"]]
    if newest.origin != last.origin or not extends(last, newest, proof):
        keep(folder / f"riwayat-lain-{newest.size}.txt", note)
        raise Fork(
            f"Riwayat lain: keadaan {newest.size} catatan tidak melanjutkan keadaan {last.size} catatan yang "
            f"disaksikan {last.at:%d-%m-%Y %H:%M:%S} UTC. Teksnya disimpan; beri tahu Inspektur."
        )


def extends(old: Checkpoint, new: Checkpoint, proof: list[bytes]) -> bool:
    """RFC 6962, 2.1.2, read as: rebuild both roots from the same subtrees."""
    if old.size == 0:
        return True
    if old.size > new.size:
        return False
    path = list(proof)
    if old.size & (old.size - 1) == 0:
        path.insert(0, old.root)
    if not path:
        return False
    index, last = old.size - 1, new.size - 1
    while index % 2:
        index, last = index // 2, last // 2
    left = right = path.pop(0)
    while path:
        if last == 0:
            return False
        other = path.pop(0)
        if index % 2 or index == last:
            left, right = hash_node(other, left), hash_node(other, right)
            while index and not index % 2:
                index, last = index // 2, last // 2
        else:
            right = hash_node(right, other)
        index, last = index // 2, last // 2
    return last == 0 and left == old.root and right == new.root


def cosign(checkpoint: Checkpoint, name: str, key: Ed25519PrivateKey) -> str:
    """The signature line of C2SP tlog-cosignature v1."""
    seconds, public = int(time.time()), key.public_key().public_bytes_raw()
    signature = key.sign(f"cosignature/v1\ntime {seconds}\n{checkpoint.body}".encode())
    identity = sha256(name.encode() + b"\n\x04" + public).digest()[:4]
    return f"— {name} {base64.b64encode(identity + struct.pack('>Q', seconds) + signature).decode()}\n"


def own_key(folder: Path) -> Ed25519PrivateKey:
    """The witness's key; made at the first visit, readable by its owner only."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "kunci-saksi"
    if not path.exists():
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(Ed25519PrivateKey.generate().private_bytes_raw())
    key = Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    (folder / "kunci-publik.txt").write_text(key.public_key().public_bytes_raw().hex() + "\n", encoding="ascii")
    return key


def pinned_key(address: str, folder: Path) -> bytes:
    """The log's key as it was at the first visit."""
    path = folder / "kunci-buku-besar.txt"
    if not path.exists():
        keep(path, json.loads(fetch(f"{address}kunci.json"))["public_key"])
    return bytes.fromhex(path.read_text(encoding="ascii").strip())


def keep(path: Path, text: str) -> None:
    """Durably: a checkpoint that was signed is never forgotten."""
    part = path.with_suffix(".baru")
    with part.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    if os.name == "posix":  # the name too, so that a power cut cannot bring the older state back
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)


def fetch(url: str) -> str:
    """What is there, at most LIMIT bytes of it. Raises one of UNREACHABLE."""
    with urllib.request.urlopen(url, timeout=SECONDS) as answer:
        return answer.read(LIMIT).decode()


def post(url: str, what: dict) -> None:
    """Hand something in. Raises one of UNREACHABLE."""
    request = urllib.request.Request(url, json.dumps(what).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        answer.read(LIMIT)


def main(arguments: list[str] | None = None) -> int:
    """0 after a visit, 1 for a second history, 2 when Zona cannot be reached."""
    options = argparse.ArgumentParser(description="Menyaksikan buku besar Zona dari komputer lain.")
    options.add_argument("alamat", help="alamat buku besar, misalnya https://zona.example/buku-besar/1/")
    options.add_argument("--nama", required=True, help="nama saksi tanpa spasi, misalnya inspektorat-tangerang")
    options.add_argument("--folder", type=Path, required=True, help="tempat kunci dan titik periksa terakhir")
    options.add_argument("--terus", type=int, metavar="DETIK", help="ulangi setiap sekian detik")
    given = options.parse_args(arguments)
    if not given.alamat.startswith(("http://", "https://")):
        options.error("alamat diawali https:// (atau http:// di jaringan sendiri)")
    while True:
        try:
            print(visit(given.alamat.rstrip("/") + "/", given.nama, given.folder), flush=True)
            code = 0
        except Fork as fork:
            print(f"DITOLAK: {fork}", file=sys.stderr)
            return 1
        except UNREACHABLE as error:
            print(f"Tidak dapat menyaksikan: {error}", file=sys.stderr)
            code = 2
        if given.terus is None:
            return code
        time.sleep(given.terus)


if __name__ == "__main__":
    raise SystemExit(main())
