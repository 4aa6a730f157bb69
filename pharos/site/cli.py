"""The `pharos` command: Django's management commands with two-word names, two languages and a database that is up."""

import gc
import os
import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command. Returns the exit code: 0 done, 1 it cannot be done, 2 it was not understood."""
    gc.disable()  # what is loaded stays: looking through it for rubbish again and again is a sixth of the start
    from pharos.site.command_line.wording import spoken

    language, words = spoken(list(sys.argv[1:] if arguments is None else arguments))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pharos.site.settings")
    os.environ["PHAROS_LANGUAGE"] = language
    if words[:2] == ["places", "resolve"] and not {"-h", "--help"} & set(words):
        from pharos.places.plain import resolve_aloud  # a tenth of a second from start to end

        gc.enable()
        return resolve_aloud(language, words[2:])
    from pharos.site.command_line import plainly

    if plainly.fits(words):
        gc.enable()
        return plainly.run(words)
    from pharos.site.command_line import running

    return running.run(language, words)


if __name__ == "__main__":
    sys.exit(main())
