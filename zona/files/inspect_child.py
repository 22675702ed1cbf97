"""`python -m zona.files.inspect_child PATH`: say on standard output, as JSON, what the file is or what is wrong.

Django-free, so that it starts in a tenth of a second. It limits itself before it loads a parser.
"""

import json
import sys
from pathlib import Path
from typing import Any


def look(path: Path) -> dict[str, Any]:
    """`{"kind": …, …}` for a file that opens, `{"problem": …}` for one that does not."""
    from zona.files.archives import open_archive
    from zona.files.detection import detect
    from zona.files.opening import FaultyFileError, open_heic, open_image, open_pdf
    from zona.files.rules.problems import Problem

    kind = detect(path)
    try:
        match kind:
            case "pdf":
                return {"kind": kind} | open_pdf(path)
            case "jpeg" | "png" | "webp":
                return {"kind": kind} | open_image(path, kind)
            case "heic":
                return {"kind": kind} | open_heic(path)
            case "zip":
                return {"kind": open_archive(path)}
            case "ole" if "EncryptedPackage".encode("utf-16-le") in path.read_bytes():
                return {"kind": kind, "problem": Problem.LOCKED}
    except FaultyFileError as fault:
        return {"kind": kind, "problem": fault.problem}
    except (MemoryError, RecursionError):
        return {"kind": kind, "problem": Problem.TOO_HEAVY}
    return {"kind": kind}


def main() -> None:
    """Enter the sandbox, look, answer."""
    from zona.files import sandbox

    sandbox.enter()
    json.dump(look(Path(sys.argv[1])), sys.stdout)


if __name__ == "__main__":
    main()
