"""What a child of the supervisor runs: one `pharos` command, or the web server on an inherited socket.

The first argument is the installation's mark, by which a later start finds children of a killed supervisor.
"""

import sys

WEB = "web"


def main() -> int:
    """Run the words after the mark."""
    words = sys.argv[2:]
    if words[:1] == [WEB]:
        from pharos.site.supervisor import web

        return web.serve(int(words[1]))
    from pharos.site import cli

    return cli.main(words)


if __name__ == "__main__":
    sys.exit(main())
