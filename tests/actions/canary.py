"""Words that stand nowhere else."""

NAME, NIP, EMAIL = "Kenari Wastrawidjaja", "199912312025011009", "kenari.wastra@dinas-uji.id"
CANARIES = (NAME.encode(), NIP.encode(), EMAIL.encode())
