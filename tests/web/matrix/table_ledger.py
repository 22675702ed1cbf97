"""The rows of the ledger and of erasing a person; `table.py` says how to read them."""

LEDGER = """
# For everyone: programs that ask for a proof without saying which
GET   ledger_consistency ledger_inclusion
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       400 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400

# A witness hands its signature in; without one it is told so. No session counts here, the signature does
POST  ledger_cosign
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       400 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400 400

# A witness's signature comes by POST only
GET   ledger_cosign
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405

# READ_LEDGER: the inspector
GET   ledger
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       403 403 403 403 403 403 403 403 403 403 ok  403 403 403 403 403 403 403 403 403 403 in

# READ_LEDGER: taking a part away is recorded
POST  ledger_csv
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       403 403 403 403 403 403 403 403 403 403 ok  403 403 403 403 403 403 403 403 403 403 in

# Taking a part away is a deed
GET   ledger_csv
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in

# An entry of the class "unit" is read by whoever views the unit's worksheets; its number counts in one's own log only
GET   ledger_entry ledger_proof
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        ok  ok  ok  404 ok  ok  ok  ok  ok  ok  ok  ok  404 404 404 404 404 404 404 404 404 in
below      ok  404 404 404 ok  ok  ok  ok  ok  ok  ok  ok  404 404 404 404 404 404 404 404 404 in
above      404 404 404 404 ok  ok  ok  ok  ok  ok  ok  ok  404 404 404 404 404 404 404 404 404 in
other      404 404 404 404 ok  ok  ok  ok  ok  ok  ok  ok  404 404 404 404 404 404 404 404 404 in

# An entry only shows
POST  ledger_entry ledger_proof
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in

# ERASE_PERSON: the data protection officer
GET   erasing
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 ok  403 403 in

# ERASE_PERSON: one person of the own government
GET   erasing_employee erasing_account
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 ok  403 403 in
elsewhere  403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 404 403 403 in

# ERASE_PERSON: and the deed
POST  erasing_employee erasing_account
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 ok  403 403 in
elsewhere  403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 404 403 403 in
"""
