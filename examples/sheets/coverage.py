"""Services by term and district, as a table: Python's standard library alone.

python3 coverage.py [BASE] [WITHIN]
"""

import csv
import io
import sys
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

base = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:4000"
within = sys.argv[2] if len(sys.argv) > 2 else "E47900001"

address = f"{base}/api/coverage/region.csv?{urlencode({'within': within, 'level': 1})}"
try:
    with urlopen(address) as answer:
        rows = list(csv.DictReader(io.TextIOWrapper(answer, encoding="utf-8-sig", newline="")))
except HTTPError as error:
    # What is wrong is a table too.
    [wrong] = csv.DictReader(io.TextIOWrapper(error, encoding="utf-8-sig", newline=""))
    sys.exit(f"{wrong['error']} ({wrong['code']})")

print(f"{len(rows)} cells, as of {rows[0]['asOf']}")
for row in rows:
    # A figure without data is empty, never zero.
    print(f"{row['termName']}, {row['areaName']}: {row['state']} {row['serviceCount'] or 'not known'}")
