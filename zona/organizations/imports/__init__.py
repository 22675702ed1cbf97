"""Lists of units and of employees from a spreadsheet: read, checked row by row, shown, then written all or nothing.

`reading` turns bytes into rows, `columns` finds the header, `units` and `employees` are pure checks that compare rows
with what is stored, `report` is what people see. Nothing here writes; the deeds are `actions/import_units.py` and
`actions/import_employees.py`.
"""
