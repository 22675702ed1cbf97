"""Reading evidence: each function is one query, however many files or units there are."""

from collections import defaultdict

from django.db.models import QuerySet

from zona.evidence.models import EvidenceFile


def live_files() -> QuerySet[EvidenceFile]:
    """Every file that has not been removed."""
    return EvidenceFile.objects.filter(removed_at=None)


def files_by_slot(unit_id: int, period_id: int) -> dict[str, dict[str, list[EvidenceFile]]]:
    """What one unit has shown in one period: question code → part code → files, oldest first."""
    files = live_files().filter(unit_id=unit_id, period_id=period_id).select_related("stored_file", "uploaded_by")
    slots: defaultdict[str, defaultdict[str, list[EvidenceFile]]] = defaultdict(lambda: defaultdict(list))
    for file in files:
        slots[file.question_code][file.part_code].append(file)
    return {question: dict(parts) for question, parts in slots.items()}


def files_of_question(unit_id: int, period_id: int, question_code: str) -> dict[str, list[EvidenceFile]]:
    """The same for one question: part code → files."""
    files = live_files().filter(unit_id=unit_id, period_id=period_id, question_code=question_code)
    parts: defaultdict[str, list[EvidenceFile]] = defaultdict(list)
    for file in files.select_related("stored_file", "uploaded_by"):
        parts[file.part_code].append(file)
    return dict(parts)


def removed_files(unit_id: int, period_id: int, question_code: str) -> QuerySet[EvidenceFile]:
    """What was taken out of a question's slots, with who did it, latest first."""
    return (
        EvidenceFile.objects.filter(unit_id=unit_id, period_id=period_id, question_code=question_code)
        .exclude(removed_at=None)
        .select_related("stored_file", "uploaded_by", "removed_by")
        .order_by("-removed_at")
    )


def filled_slots(unit_id: int, period_id: int) -> dict[str, set[str]]:
    """The parts that have a file, by question code: what `rules.recipe` asks for."""
    filled: defaultdict[str, set[str]] = defaultdict(set)
    slots = live_files().filter(unit_id=unit_id, period_id=period_id).order_by()
    for question, part in slots.values_list("question_code", "part_code").distinct():
        filled[question].add(part)
    return dict(filled)


def hashes_of(unit_id: int, period_id: int) -> dict[str, dict[str, list[str]]]:
    """Fingerprints of what one unit has shown, to seal what is sent: question code → part code → sorted SHA-256."""
    hashes: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    files = live_files().filter(unit_id=unit_id, period_id=period_id)
    files = files.order_by("question_code", "part_code", "stored_file__sha256")
    for question, part, sha256 in files.values_list("question_code", "part_code", "stored_file__sha256"):
        hashes[question][part].append(sha256)
    return {question: dict(parts) for question, parts in hashes.items()}


def slots_by_unit(period_id: int) -> dict[int, dict[str, set[str]]]:
    """`filled_slots` of every unit of the city in one query: unit → question code → parts."""
    return _by_unit(live_files().filter(period_id=period_id))


def slots_of_units(unit_ids: list[int], period_id: int) -> dict[int, dict[str, set[str]]]:
    """The same for some units only."""
    return _by_unit(live_files().filter(period_id=period_id, unit__in=unit_ids))


def _by_unit(files: QuerySet[EvidenceFile]) -> dict[int, dict[str, set[str]]]:
    units: defaultdict[int, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    slots = files.order_by()
    for unit, question, part in slots.values_list("unit_id", "question_code", "part_code").distinct():
        units[unit][question].add(part)
    return {unit: dict(filled) for unit, filled in units.items()}
