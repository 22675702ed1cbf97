"""What can go wrong with a paper; every text is an Indonesian sentence."""


class DocumentError(Exception):
    """A paper that cannot be made: a kind, its template or its context is at fault, never the reader."""


class MissingFieldError(DocumentError):
    """The context or the frame does not hold what the kind declares; the text names the field by its path."""


class UnknownKindError(DocumentError):
    """There is no such kind of paper; the text says which there are."""


class BrokenKindError(DocumentError):
    """The file of a kind cannot be used; the text names the file and the place in it."""
