"""Services per 1,000 people by term and district, with pandas.

python3 coverage_pandas.py [BASE] [WITHIN]
"""

import sys
from urllib.parse import urlencode

import pandas

base = sys.argv[1] if len(sys.argv) > 1 else "http://localhost:4000"
within = sys.argv[2] if len(sys.argv) > 2 else "E47900001"

address = f"{base}/api/coverage/region.csv?{urlencode({'within': within, 'level': 1})}"
cells = pandas.read_csv(address, encoding="utf-8-sig")
print(cells.pivot(index="termName", columns="areaName", values="ratePer1000").round(3))
