"""`python -m tests.dashboard_sample_data FOLDER`."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.dashboard_sample_data import write_sample_year

write_sample_year(Path(sys.argv[1]), datetime.now(UTC).replace(minute=0, second=0, microsecond=0))
