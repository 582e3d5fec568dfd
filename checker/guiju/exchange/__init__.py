"""What leaves for, and comes from, the tools of others: today Great Expectations.

Suites are plain data and need no installation of it; only `results` and `pages` import the package, which takes
seconds, and only when they are asked for.
"""

from guiju.exchange.suites import suite_files

__all__ = ["suite_files"]
