"""How a job says that it did not work. The texts are Indonesian sentences for the administrator, without secrets."""


class JobError(Exception):
    """A refusal with a sentence; any other exception is shown by its kind and place only."""


class GiveUpError(JobError):
    """It will never work (an address that does not exist): no further tries."""


class TryAgainError(JobError):
    """It did not work now, nothing has happened, and later it may (a server that is away)."""


class UncertainError(JobError):
    """Nobody knows whether the effect outside the database happened; a person decides."""


class LostError(Exception):
    """The job is no longer this worker's: its lease ran out and somebody else has it."""


class UnknownJobError(LookupError):
    """No job of this name is registered."""


class ArgumentsError(ValueError):
    """These arguments cannot be stored with a job; a mistake of the code."""


class KeyTakenError(ValueError):
    """The key already belongs to a job with other arguments; a mistake of the code."""
