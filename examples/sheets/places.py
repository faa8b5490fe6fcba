"""The places of services as a layer, in the Python console of QGIS (Plugins, Python Console, Show Editor)."""

import os
from urllib.parse import urlencode

from qgis.core import QgsProject, QgsVectorLayer

BASE = os.environ.get("ORUK_GATEWAY", "http://localhost:4000")

free = urlencode({"filter": '{"free": true}'})
address = f"{BASE}/export/places.geojson?{free}"
layer = QgsVectorLayer(address, "Free services", "ogr")
if not layer.isValid():
    raise RuntimeError(f"QGIS could not read {address}.")
QgsProject.instance().addMapLayer(layer)

# A table without geometry, to be joined to a layer of districts by their code.
address = f"CSV:/vsicurl/{BASE}/api/coverage/rates-by-age.csv?within=E47900001"
table = QgsVectorLayer(address, "Rates by district", "ogr")
if not table.isValid():
    raise RuntimeError(f"QGIS could not read {address}.")
QgsProject.instance().addMapLayer(table)
