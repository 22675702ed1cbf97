"""The rows of papers, keys and verifying: a part of the table of `table.py`, which says how to read it."""

PAPERS = """
# For everyone: verifying a paper
GET   verify verify_file verify_paper verify_pdf
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok

# For everyone: a file that is examined
POST  verify_file
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok

# Pages of verifying that only show
POST  verify verify_paper verify_pdf
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405

# For everybody who is signed in: papers they may read, their own certificate
GET   papers papers_csv papers_sign paper_kinds paper_sample my_certificate my_passphrase
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  in

# For everybody who is signed in: forms; signing asks for the second factor first
POST  papers_sign my_passphrase
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  ok  in

# Pages of papers that only show
POST  papers papers_csv paper_kinds paper_sample my_certificate paper_choose incoming keys
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in

# HANDS: who drafts anything
GET   paper_choose
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       ok  ok  403 403 ok  403 ok  ok  ok  403 403 403 403 403 403 403 ok  403 403 403 403 in

# HANDS: a charter is drafted by the head and the team's lead
GET   paper_new
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       ok  ok  403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 in

# HANDS
POST  paper_new
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       ok  ok  403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 403 in

# READ_PAPERS, VIEW_ASSESSMENT, HANDS: a unit's charter
GET   paper paper_draft paper_picture paper_file:approved
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        ok  ok  ok  404 ok  ok  ok  ok  ok  ok  ok  ok  404 404 404 404 ok  404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# READ_PAPERS, HANDS: a decree of no unit, for the office that edits it
GET   paper_docx:decree
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        404 404 404 404 ok  ok  404 404 404 404 ok  404 404 404 404 404 ok  404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# Pages of one paper that only show
POST  paper paper_draft paper_picture paper_file:approved paper_docx:decree
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in
elsewhere  405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in

# HANDS: the head and the lead change a charter, or replace it
GET   paper_revise paper_replace
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        ok  ok  403 404 403 403 403 403 403 403 403 403 404 404 404 404 403 404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# HANDS
POST  paper_revise paper_replace
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        ok  ok  403 404 403 403 403 403 403 403 403 403 404 404 404 404 403 404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# HANDS: the head approves, sends back, files a signature by hand, declares void, and signs
GET   paper_approve paper_reopen:approved paper_sign_wet:approved paper_void paper_sign:approved
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        ok  403 403 404 403 403 403 403 403 403 403 403 404 404 404 404 403 404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# HANDS
POST  paper_approve paper_reopen:approved paper_sign_wet:approved paper_void paper_sign:approved
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        ok  403 403 404 403 403 403 403 403 403 403 403 404 404 404 404 403 404 404 404 404 in
elsewhere  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 in

# READ_PAPERS: papers of others
GET   incoming
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       403 403 403 403 ok  ok  403 403 403 403 ok  403 403 403 403 403 ok  403 403 403 403 in

# READ_PAPERS: one paper of others
GET   incoming_paper incoming_file incoming_picture
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        403 403 403 403 ok  ok  403 403 403 403 ok  403 403 403 403 403 ok  403 403 403 403 in
elsewhere  403 403 403 403 404 404 403 403 403 403 404 403 403 403 403 403 404 403 403 403 403 in

# Pages about one paper of others that only show
POST  incoming_paper incoming_file incoming_picture
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in
elsewhere  405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in

# REGISTER_PAPERS
GET   incoming_new
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       403 403 403 403 ok  403 403 403 403 403 403 403 403 403 403 403 ok  403 403 403 403 in

# REGISTER_PAPERS
POST  incoming_new
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       403 403 403 403 ok  403 403 403 403 403 403 403 403 403 403 403 ok  403 403 403 403 in

# REGISTER_PAPERS: taking a registration back
GET   incoming_withdraw
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        403 403 403 403 ok  403 403 403 403 403 403 403 403 403 403 403 ok  403 403 403 403 in
elsewhere  403 403 403 403 404 404 403 403 403 403 404 403 403 403 403 403 404 403 403 403 403 in

# REGISTER_PAPERS: confirming it, or taking it back
POST  incoming_withdraw incoming_confirm
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        403 403 403 403 ok  403 403 403 403 403 403 403 403 403 403 403 ok  403 403 403 403 in
elsewhere  403 403 403 403 404 404 403 403 403 403 404 403 403 403 403 403 404 403 403 403 403 in

# A confirmation has no page of its own
GET   incoming_confirm
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in
elsewhere  405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405 in

# MANAGE_KEYS: the administrator keeps the city's keys
GET   keys keys_create
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       403 403 403 403 403 403 403 403 403 403 403 ok  403 403 403 403 403 403 403 403 403 in

# MANAGE_KEYS
POST  keys_create
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
none       403 403 403 403 403 403 403 403 403 403 403 ok  403 403 403 403 403 403 403 403 403 in

# MANAGE_KEYS: issuing for a person, withdrawing a certificate
GET   key_issue key_revoke
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        403 403 403 403 403 403 403 403 403 403 403 ok  403 403 403 403 403 403 403 403 403 in
elsewhere  403 403 403 403 403 403 403 403 403 403 403 404 403 403 403 403 403 403 403 403 403 in

# MANAGE_KEYS
POST  key_issue key_revoke
who        UH  TL  TM  EM  RS  MY  AS  AL  TC  SO  IN  AD  NR  CO  GO  WB  LO  IO  DP  PW  --  AN
own        403 403 403 403 403 403 403 403 403 403 403 ok  403 403 403 403 403 403 403 403 403 in
elsewhere  403 403 403 403 403 403 403 403 403 403 403 404 403 403 403 403 403 403 403 403 403 in
"""
