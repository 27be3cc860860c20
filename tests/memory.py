"""The most memory that a process has used, for tests that run one of its own."""

from __future__ import annotations

PEAK_MIB = """
def peak_mib():
    import resource
    from pathlib import Path

    status = Path("/proc/self/status")
    if status.is_file():
        # What resource says on Linux begins with what the process had that started this one.
        kib = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(kib.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
"""
"""Code that defines ``peak_mib``, which returns whole MiB."""
