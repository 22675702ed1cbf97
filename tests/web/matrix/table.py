"""The permission matrix (AC-01): every address × every role × relation × method, and the answer that is right.

A block is: what it takes (# permission), the method with the names of the addresses (+ continues), then one line for
each relation between the person and the object, one column for each person. An address that the resolver knows and
this table does not fails the test, and so does the reverse.

answers    ok   let in: the page, the next page (302), or the form again because it lacks something (409, 422)
           in   please sign in (302)             pw   please give your password again (302)
           400  a program asked without saying what (machine addresses; told in one sentence)
           403  may see it, may not do this      404  as if it did not exist      405  not with this method
relations  none       the page is about no object     own    the object belongs to the person's unit
           below      to a unit below it              above  to the unit above it
           other      to another unit of the city     elsewhere  to another government (or to somebody else: notices)
variants   `:survey` and `:audit` are items whose value an officer enters; `:sent` is a worksheet that was sent.
"""

from tests.web.matrix.table_ledger import LEDGER
from tests.web.matrix.table_papers import PAPERS
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
    "help",
    "ledger_checkpoint",
    "ledger_consistency",
    "ledger_cosign",
    "ledger_inclusion",
    "ledger_key",
    "ledger_public",
    "ledger_public_index",
    "ledger_verifier",
    "ledger_witness",
    "readyz",
    "robots",
    "verify",
    "verify_file",
    "verify_paper",
    "verify_pdf",
}

#: rows whose answer is not yet the right one; each is a defect that was reported, and fails when it is repaired
KNOWN: dict[tuple[str, str], str] = {}

TABLE = (
    """
# For everyone: the pages before and around signing in, and what machines ask
GET   account_login account_logout account_inactive account_signup account_email_verification_sent
+     account_reset_password account_confirm_email account_reset_password_from_key_done
+     account_reset_password_from_key account_reset_password_done help healthz readyz robots
+     ledger_public_index ledger_public ledger_checkpoint ledger_key ledger_verifier ledger_witness
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok

# For everyone: forms of people who are not signed in; registering is closed and says so
POST  account_login account_logout account_signup account_reset_password account_reset_password_from_key
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok

# Pages that only show, before anybody is asked who they are
POST  account_inactive account_email_verification_sent account_reset_password_from_key_done
+     account_reset_password_done home help healthz readyz robots components ledger_public_index ledger_public
+     ledger_checkpoint ledger_key ledger_verifier ledger_witness ledger_consistency ledger_inclusion
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405

# For everybody who is signed in: their own account, their own work
GET   account_reauthenticate account_change_password account_set_password account_confirm_login_code
+     mfa_index mfa_authenticate mfa_list_webauthn home search worksheets
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  in

# For everybody who is signed in: forms of their own account
POST  account_reauthenticate account_change_password account_set_password account_confirm_login_code
+     mfa_authenticate
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  in

# Nobody: what we do not offer, and a key that was never sent
POST  account_confirm_email account_email
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404

# Pages that only show, for people who are signed in
POST  mfa_index mfa_view_recovery_codes mfa_list_webauthn search worksheets city_recap city_recap_csv
+     city_recap_xlsx units units_sample_csv units_sample_xlsx people employees_sample_csv employees_sample_xlsx
+     users periods instruments instrument jobs ledger erasing
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in

# The second factor: the password is asked once more
GET   mfa_reauthenticate mfa_activate_totp mfa_generate_recovery_codes mfa_add_webauthn
+     mfa_reauthenticate_webauthn mfa_remove_webauthn mfa_edit_webauthn
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  in

# The second factor: the password is asked once more
POST  mfa_reauthenticate mfa_activate_totp mfa_generate_recovery_codes mfa_add_webauthn
+     mfa_reauthenticate_webauthn mfa_remove_webauthn mfa_edit_webauthn
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  pw  in

# The second factor of somebody who has none
GET   mfa_deactivate_totp mfa_view_recovery_codes mfa_download_recovery_codes
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# The second factor of somebody who has none
POST  mfa_deactivate_totp mfa_download_recovery_codes
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# A notice is opened by its form only (opening it counts as reading)
GET   notice
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in
elsewhere  405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in

# A notice is opened by its recipient; `elsewhere` is the notice of somebody else
POST  notice
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# OPEN_ASSESSMENT: a unit opens its own worksheet, the administrator any
GET   worksheet_open
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        ok  ok  404 404 404 404 404 404 404 404 404 ok  404 404 404 404 404 404 404 404 404 in
below      404 404 404 404 404 404 404 404 404 404 404 ok  404 404 404 404 404 404 404 404 404 in
above      404 404 404 404 404 404 404 404 404 404 404 ok  404 404 404 404 404 404 404 404 404 in
other      404 404 404 404 404 404 404 404 404 404 404 ok  404 404 404 404 404 404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# OPEN_ASSESSMENT
POST  worksheet_open
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        ok  ok  404 404 404 404 404 404 404 404 404 ok  404 404 404 404 404 404 404 404 404 in
below      404 404 404 404 404 404 404 404 404 404 404 ok  404 404 404 404 404 404 404 404 404 in
above      404 404 404 404 404 404 404 404 404 404 404 ok  404 404 404 404 404 404 404 404 404 in
other      404 404 404 404 404 404 404 404 404 404 404 ok  404 404 404 404 404 404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# VIEW_ASSESSMENT: looking at a worksheet, its proofs and papers
GET   worksheet worksheet_jump worksheet_item worksheet_evidence worksheet_evidence_look worksheet_evidence_picture
+     worksheet_grid worksheet_gates worksheet_excel worksheet_paper worksheet_sending worksheet_receipt:sent
+     worksheet_history
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        ok  ok  ok  404 ok  ok  ok  ok  ok  ok  ok  ok  404 404 404 404 404 404 404 404 404 in
below      ok  404 404 404 ok  ok  ok  ok  ok  ok  ok  ok  404 404 404 404 404 404 404 404 404 in
above      404 404 404 404 ok  ok  ok  ok  ok  ok  ok  ok  404 404 404 404 404 404 404 404 404 in
other      404 404 404 404 ok  ok  ok  ok  ok  ok  ok  ok  404 404 404 404 404 404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# Pages of a worksheet that only show
POST  worksheet worksheet_jump worksheet_evidence worksheet_evidence_look worksheet_evidence_picture
+     worksheet_grid worksheet_gates worksheet_excel worksheet_paper worksheet_receipt:sent worksheet_history
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in
below      405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in
above      405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in
other      405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in
elsewhere  405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in

# ANSWER, ATTACH_EVIDENCE: the team fills its own worksheet; who may look gets 403, who may not 404
POST  worksheet_item worksheet_undo worksheet_steps worksheet_evidence_add worksheet_hand_back worksheet_evidence_remove
+     worksheet_import worksheet_take
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        ok  ok  ok  404 403 403 403 403 403 403 403 403 404 404 404 404 404 404 404 404 404 in
below      403 404 404 404 403 403 403 403 403 403 403 403 404 404 404 404 404 404 404 404 404 in
above      404 404 404 404 403 403 403 403 403 403 403 403 404 404 404 404 404 404 404 404 404 in
other      404 404 404 404 403 403 403 403 403 403 403 403 404 404 404 404 404 404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# ENTER_SURVEY_RESULT: the value of a survey, entered by the survey officer or TPI
POST  worksheet_item:survey worksheet_steps:survey worksheet_evidence_add:survey
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        403 403 403 404 403 403 ok  ok  ok  ok  403 403 404 404 404 404 404 404 404 404 404 in
below      403 404 404 404 403 403 ok  ok  ok  ok  403 403 404 404 404 404 404 404 404 404 404 in
above      404 404 404 404 403 403 ok  ok  ok  ok  403 403 404 404 404 404 404 404 404 404 404 in
other      404 404 404 404 403 403 ok  ok  ok  ok  403 403 404 404 404 404 404 404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# ENTER_AUDIT_RESULT: the value of the audit, entered by the inspectorate or TPI
POST  worksheet_item:audit worksheet_steps:audit worksheet_evidence_add:audit
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        403 403 403 404 403 403 ok  ok  ok  403 ok  403 404 404 404 404 404 404 404 404 404 in
below      403 404 404 404 403 403 ok  ok  ok  403 ok  403 404 404 404 404 404 404 404 404 404 in
above      404 404 404 404 403 403 ok  ok  ok  403 ok  403 404 404 404 404 404 404 404 404 404 in
other      404 404 404 404 403 403 ok  ok  ok  403 ok  403 404 404 404 404 404 404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# Forms of a worksheet that have no page of their own
GET   worksheet_undo worksheet_steps worksheet_note worksheet_evidence_add worksheet_hand_back worksheet_take
+     worksheet_start:sent
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in
below      405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in
above      405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in
other      405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in
elsewhere  405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in

# ADD_NOTE: the team and TPI talk about an item
POST  worksheet_note
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        ok  ok  ok  404 403 403 ok  ok  ok  403 403 403 404 404 404 404 404 404 404 404 404 in
below      403 404 404 404 403 403 ok  ok  ok  403 403 403 404 404 404 404 404 404 404 404 404 in
above      404 404 404 404 403 403 ok  ok  ok  403 403 403 404 404 404 404 404 404 404 404 404 in
other      404 404 404 404 403 403 ok  ok  ok  403 403 403 404 404 404 404 404 404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# RETURN_ITEMS: those who lead TPI send an item back
GET   worksheet_send_back
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        403 403 403 404 403 403 403 ok  ok  403 403 403 404 404 404 404 404 404 404 404 404 in
below      403 404 404 404 403 403 403 ok  ok  403 403 403 404 404 404 404 404 404 404 404 404 in
above      404 404 404 404 403 403 403 ok  ok  403 403 403 404 404 404 404 404 404 404 404 404 in
other      404 404 404 404 403 403 403 ok  ok  403 403 403 404 404 404 404 404 404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# RETURN_ITEMS: and begin to assess
POST  worksheet_send_back worksheet_start:sent
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        403 403 403 404 403 403 403 ok  ok  403 403 403 404 404 404 404 404 404 404 404 404 in
below      403 404 404 404 403 403 403 ok  ok  403 403 403 404 404 404 404 404 404 404 404 404 in
above      404 404 404 404 403 403 403 ok  ok  403 403 403 404 404 404 404 404 404 404 404 404 in
other      404 404 404 404 403 403 403 ok  ok  403 403 403 404 404 404 404 404 404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# ANSWER, ATTACH_EVIDENCE: pages that lead to a change of the own worksheet
GET   worksheet_import worksheet_evidence_remove
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        ok  ok  ok  404 403 403 403 403 403 403 403 403 404 404 404 404 404 404 404 404 404 in
below      403 404 404 404 403 403 403 403 403 403 403 403 404 404 404 404 404 404 404 404 404 in
above      404 404 404 404 403 403 403 403 403 403 403 403 404 404 404 404 404 404 404 404 404 in
other      404 404 404 404 403 403 403 403 403 403 403 403 404 404 404 404 404 404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# SEND_ASSESSMENT, RECALL_ASSESSMENT: the head alone
POST  worksheet_sending worksheet_recall:sent
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        ok  403 403 404 403 403 403 403 403 403 403 403 404 404 404 404 404 404 404 404 404 in
below      403 404 404 404 403 403 403 403 403 403 403 403 404 404 404 404 404 404 404 404 404 in
above      404 404 404 404 403 403 403 403 403 403 403 403 404 404 404 404 404 404 404 404 404 in
other      404 404 404 404 403 403 403 403 403 403 403 403 404 404 404 404 404 404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# RECALL_ASSESSMENT
GET   worksheet_recall:sent
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        ok  403 403 404 403 403 403 403 403 403 403 403 404 404 404 404 404 404 404 404 404 in
below      403 404 404 404 403 403 403 403 403 403 403 403 404 404 404 404 404 404 404 404 404 in
above      404 404 404 404 403 403 403 403 403 403 403 403 404 404 404 404 404 404 404 404 404 in
other      404 404 404 404 403 403 403 403 403 403 403 403 404 404 404 404 404 404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# VIEW_CITY_RECAP: those who lead and those who assess
GET   city_recap city_recap_csv city_recap_xlsx
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       403 403 403 403 ok  ok  ok  ok  ok  403 ok  ok  403 403 403 403 403 403 403 403 403 in

# MANAGE_UNITS, MANAGE_PEOPLE, MANAGE_PERIODS, MANAGE_INSTRUMENTS, MANAGE_BACKGROUND_WORK: the administrator
GET   units unit_new units_import units_sample_csv units_sample_xlsx people employee_new employees_import
+     employees_sample_csv employees_sample_xlsx users user_new periods period_new instruments instrument
+     jobs government_change
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       403 403 403 403 403 403 403 403 403 403 403 ok  403 403 403 403 403 403 403 403 403 in

# MANAGE_UNITS, MANAGE_PEOPLE, MANAGE_PERIODS: the administrator
POST  unit_new units_import units_take employee_new employees_import employees_take user_new period_new
+     government_change
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       403 403 403 403 403 403 403 403 403 403 403 ok  403 403 403 403 403 403 403 403 403 in

# Forms of the administrator that have no page of their own
GET   units_take employees_take
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in

# MANAGE_UNITS, MANAGE_PEOPLE, MANAGE_PERIODS, GRANT_ROLES, MANAGE_BACKGROUND_WORK: one object of the own government
GET   unit unit_change unit_close employee employee_change employee_leave employee_return employee_user_new user
+     unit_history user_history
+     user_deactivate role_grant role_revoke period_change job job_retry job_dismiss
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        403 403 403 403 403 403 403 403 403 403 403 ok  403 403 403 403 403 403 403 403 403 in
elsewhere  403 403 403 403 403 403 403 403 403 403 403 404 403 403 403 403 403 403 403 403 403 in

# Pages about one object that only show
POST  unit unit_history employee user user_history job
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in
elsewhere  405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in

# MANAGE_UNITS, MANAGE_PEOPLE, MANAGE_PERIODS, GRANT_ROLES, MANAGE_BACKGROUND_WORK: changing one object of the own
# government
POST  unit_change unit_close employee_change employee_leave employee_return employee_user_new user_deactivate
+     role_grant role_revoke period_change job_retry job_dismiss
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        403 403 403 403 403 403 403 403 403 403 403 ok  403 403 403 403 403 403 403 403 403 in
elsewhere  403 403 403 403 403 403 403 403 403 403 403 404 403 403 403 403 403 403 403 403 403 in

# Nobody: what we do not offer, and the sheet of components where real people work
GET   components account_email
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
"""
    + LEDGER
    + PAPERS
)
