"""The deeds of papers, one file each."""
