"""The permission matrix (AC-01): every address × every role × relation × method, and the answer that is right.

A block is: what it takes (# permission), the method with the names of the addresses (+ continues), then one line for
each relation between the person and the object, one column for each person. An address that the resolver knows and
this table does not fails the test, and so does the reverse.

answers    ok   let in: the page, the next page (302), or the form again because the empty form lacks something (422)
           in   please sign in (302)             pw   please give your password again (302)
           403  may see it, may not do this      404  as if it did not exist      405  not with this method
relations  none       the page is about no object     own    the object belongs to the person's unit
           below      to a unit below it              above  to the unit above it
           other      to another unit of the city     elsewhere  to another government (or to somebody else: notices)
variants   `:survey` and `:audit` are items whose value an officer enters; `:sent` is a worksheet that was sent.
"""

from zona.accounts.enums import Role

#: the columns; every role holds its only grant in Puskesmas Melati or for the whole government
PERSONS: dict[str, Role | None] = {
    "UH": Role.UNIT_HEAD,
    "TL": Role.TEAM_LEAD,
    "TM": Role.TEAM_MEMBER,
    "EM": Role.EMPLOYEE,
    "RS": Role.REGIONAL_SECRETARY,
    "MY": Role.MAYOR,
    "AS": Role.ASSESSOR,
    "AL": Role.ASSESSOR_LEAD,
    "TC": Role.TECHNICAL_CONTROLLER,
    "SO": Role.SURVEY_OFFICER,
    "IN": Role.INSPECTOR,
    "AD": Role.ADMINISTRATOR,
    "NR": Role.NATIONAL_REVIEWER,
    "CO": Role.COMPLAINT_OFFICER,
    "GO": Role.GRATUITY_OFFICER,
    "WB": Role.WHISTLEBLOWING_RECIPIENT,
    "LO": Role.LEGAL_OFFICER,
    "IO": Role.INFORMATION_OFFICER,
    "DP": Role.DATA_PROTECTION_OFFICER,
    "PW": Role.PACT_WITNESS,
    "--": None,  # signed in, without any role
    "AN": None,  # not signed in
}

#: the only addresses that answer somebody who is not signed in (AC-05); static files are not addresses
PUBLIC = {
    "account_confirm_email",
    "account_inactive",
    "account_login",
    "account_logout",
    "account_signup",
    "account_email_verification_sent",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "healthz",
    "readyz",
    "robots",
}

TABLE = """

"""
