"""`python -m pharos.site.supervisor PLAN`: what `pharos serve` and `pharos demo` turn into."""

import sys
from pathlib import Path

from pharos.site.database.faults import DatabaseFault
from pharos.site.supervisor import plan, ports
from pharos.site.supervisor.speech import _
from pharos.site.supervisor.supervising import CannotRun, Supervisor


def main() -> int:
    """Run the plan; one line and exit code 1 where it cannot be run."""
    try:
        Supervisor(plan.read(Path(sys.argv[1]))).run()
    except ports.Busy as busy:
        print("pharos: " + _("cannot listen on %(problem)s") % {"problem": busy}, file=sys.stderr)
        return 1
    except (CannotRun, DatabaseFault) as refusal:
        print(f"pharos: {refusal}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
