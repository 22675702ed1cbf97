"""One guard for every spreadsheet that comes in: it runs before a native reader may touch the bytes. No Django."""

from zona.base.workbooks.faults import Bounds, Fault, UnsafeWorkbookError
from zona.base.workbooks.guard import Format, check_workbook, is_locked

__all__ = ["Bounds", "Fault", "Format", "UnsafeWorkbookError", "check_workbook", "is_locked"]
