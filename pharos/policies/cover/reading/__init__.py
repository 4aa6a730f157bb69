"""From files to values, with every fault named by row and column; nothing half read."""
