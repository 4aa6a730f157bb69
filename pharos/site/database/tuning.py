"""The embedded server's settings, written anew at every start so that they always match the code."""

from dataclasses import dataclass
from typing import Final

QUIET: Final = {
    # Letters, names and complaints travel in statements and in the DETAIL of errors: keep both out of the log.
    "log_statement": "none",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_line_prefix": "%m [%p] %u@%d ",
    "log_filename": "postgresql-%a.log",
    "log_rotation_age": "1d",
    "log_truncate_on_rotation": "on",
    "logging_collector": "on",
    "log_timezone": "UTC",
    "timezone": "UTC",
}

SMALL: Final = {
    # One machine with other work to do: the whole stack shall idle below 400 MB.
    "shared_buffers": "128MB",
    "effective_cache_size": "1GB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "max_connections": "80",
    "max_wal_size": "1GB",
    "wal_compression": "pglz",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "1",
    "jit": "off",
    # A forgotten open transaction would hold back the journal's head and the vacuum.
    "idle_in_transaction_session_timeout": "60s",
    "max_slot_wal_keep_size": "4GB",
}

FORGETFUL: Final = {
    # For tests only: a crash of the machine loses the data, a crash of the server does not.
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "max_connections": "300",
    "max_wal_size": "4GB",
    "checkpoint_timeout": "1h",
    "logging_collector": "off",
}

FEWER_ROUNDS_SINCE: Final = 16


@dataclass(frozen=True)
class Tuning:
    """A set of server settings."""

    settings: dict[str, str]
    durable: bool = True


DURABLE: Final = Tuning(QUIET | SMALL)
THROWAWAY: Final = Tuning(QUIET | SMALL | FORGETFUL, durable=False)


def configuration(tuning: Tuning, *, socket: str, log: str, major: int) -> str:
    """The text of the settings file: local socket only, passwords hashed with SCRAM."""
    places = {
        "listen_addresses": "",
        "unix_socket_directories": f'"{socket}"',
        "unix_socket_permissions": "0700",
        "port": "5432",
        "log_directory": log,
        "password_encryption": "scram-sha-256",
    }
    if major >= FEWER_ROUNDS_SINCE:
        # Rounds slow down the guessing of words people choose; these passwords are 192 random bits.
        places["scram_iterations"] = "64"
    return "".join(f"{name} = {quoted(value)}\n" for name, value in {**tuning.settings, **places}.items())


def quoted(value: str) -> str:
    """A value as postgresql.conf wants it."""
    return "'" + value.replace("'", "''") + "'"
