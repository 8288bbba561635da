"""Why the server does not start."""


class ServerRefused(Exception):
    """The server does not start, or cannot go on. The message is one sentence that says why and what to do.

    It is empty where the person has been told already.
    """
