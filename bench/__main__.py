"""`python -m bench [NAME ...]`: the benches by name, all of them by default."""

import sys
from importlib import import_module
from pkgutil import iter_modules

import bench
from bench.ground import open_ground

KEPT = {"ground", "streams", "table", "world", "__main__"}


def main(names: list[str]) -> None:
    known = [module.name for module in iter_modules(bench.__path__) if module.name not in KEPT]
    unknown = set(names) - set(known)
    if unknown:
        sys.exit(f"no bench called {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    with open_ground():
        for name in names or known:
            import_module(f"bench.{name}").run()


if __name__ == "__main__":
    main(sys.argv[1:])
