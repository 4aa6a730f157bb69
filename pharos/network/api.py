"""The door to the network: facilities that exist in the world."""

from pharos.network.actions.importing import List, Taken, import_facilities
from pharos.network.rules.kinds import Kind
from pharos.network.rules.rows import Fault, Remark

__all__ = ["Fault", "Kind", "List", "Remark", "Taken", "import_facilities"]
