"""Logs that say where something failed and never what about: the words of an exception may quote a person.

PostgreSQL puts the offending row into its errors ("Key (phone)=(…) already exists"), a parser the text it choked on.
"""

import logging
from traceback import walk_tb
from types import TracebackType


class DiscreetFormatter(logging.Formatter):
    """Tracebacks as places and classes: file, line, function, and the names of the exceptions, without their words."""

    def formatException(  # noqa: N802  the name is logging's
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        lines: list[str] = []
        error = ei[1]
        while error is not None:
            frames = walk_tb(error.__traceback__)
            lines += [f"  {frame.f_code.co_filename}:{line} {frame.f_code.co_name}" for frame, line in frames]
            lines.append(type(error).__qualname__)
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\n".join(lines)
