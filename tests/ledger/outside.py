"""The programs that are handed out (verifier/), imported for speed; and the subtrees that proofs are made of."""

import importlib.util
import sys
from types import ModuleType

from zona.console.commands.verify import VERIFIER
from zona.ledger.tree import leaf_hash, root_of


def _program(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, VERIFIER.parent / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # the witness imports the verifier by this name
    spec.loader.exec_module(module)
    return module


zona_verify = _program("zona_verify")
zona_witness = _program("zona_witness")


def subtrees_of(leaves: list[bytes]):
    """What `zona.ledger.tree` asks for its proofs, over leaves in memory."""
    hashes = [leaf_hash(leaf) for leaf in leaves]

    def complete(height: int, index: int) -> bytes:
        first, end = index << height, (index + 1) << height
        assert end <= len(hashes), "only complete subtrees may be asked for"
        return root_of(hashes[first:end])

    return complete
