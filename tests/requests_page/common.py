"""What the common codes mean, for whoever writes a program that asks."""

COMMON = {
    "sign_in": "nobody has signed in on this connection, and this is not for everybody",
    "session_over": "the session of this connection has locked or is over, or this is no token of a session",
    "not_allowed": "the role may not ask this, or the program is neither root's nor the counter's own user's",
    "no_such_staff": "whoever had signed in is no longer in the list of staff",
    "bad_key": "the key is empty, too long, or cannot be shown",
    "key_used": "the key was used for another request, or by somebody else",
    "failed": "something broke in the counter, and its log says where; the door goes on",
    "database": "the database cannot be used; `text` says why",
    "not_understood": "the line is no request that this counter knows; `text` says why, and `number` is 0 when the line bore none",
    "timed_out": "made up by the screen: no reply came in time",
    "connection_lost": "made up by the screen: the connection ended before the reply came, or there was none",
}
