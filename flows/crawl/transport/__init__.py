"""One exchange with a server: the guarded address, the socket, codings undone, and the word for what went wrong."""
