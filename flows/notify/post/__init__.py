"""What leaves the office: the outbox, the mails and prints made for it, and what became of each."""
