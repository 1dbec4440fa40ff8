"""Cases and letters as the ledger keeps them, and the pure machine that says which step may follow which."""
