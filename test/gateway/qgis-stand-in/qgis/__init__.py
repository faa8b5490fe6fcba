# A package of its own, so that it comes before an installed QGIS.
