"""What of QGIS the sample takes, over GDAL alone, by which QGIS itself reads layers ("ogr")."""

from osgeo import ogr


class QgsVectorLayer:
    def __init__(self, address, name, provider):
        assert provider == "ogr"
        self.name = name
        self.source = ogr.Open(address)

    def isValid(self):
        return self.source is not None


class QgsProject:
    @staticmethod
    def instance():
        return QgsProject()

    def addMapLayer(self, layer):
        read = layer.source.GetLayer(0)
        first = read.GetNextFeature()
        where = first.GetGeometryRef()
        kind = "no geometry" if where is None else where.GetGeometryName()
        print(f"{layer.name}: {read.GetFeatureCount()} features, {kind}, {[field.name for field in read.schema]}")
