"""Work on papers that nobody waits for: the city's seal on what is signed."""

from zona.background.registry import job

SEAL = "papers.seal"


@job(SEAL, label="Membubuhkan segel kota", attempts=6)
def seal(*, paper: int) -> None:
    """Put the city's seal on a signed paper; nothing happens where there is no seal or it is sealed already."""
    from zona.documents.actions.seal_paper import seal_paper

    seal_paper(paper)
