"""Why a file was not taken over."""

from zona.organizations.imports.report import Report


class UnreadableFileError(Exception):
    """The file as a whole cannot be used; the text is an Indonesian sentence that says what to do."""


class ImportRefusedError(Exception):
    """Nothing was written, because rows were refused or the stored data moved on; `report` is the present truth."""

    def __init__(self, sentence: str, report: Report) -> None:
        super().__init__(sentence)
        self.report = report
