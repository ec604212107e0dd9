"""The ground of every map: the bundled basemap, drawn once in a file and placed by each map."""

import numpy as np
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from scout_app.dossier.page import moved
from scout_app.dossier.view import View, frame
from scout_app.places import basemap
from scout_app.places.projection import to_mercator

_LAND, _WATER, _COAST = HexColor("#f6f4ee"), HexColor("#dbe8ef"), HexColor("#a9bfcb")
_FORM = "ground"
_UNIT = 10.0
"""Metres of Web Mercator to a unit of the form."""


def define(canvas: Canvas) -> None:
    """Draw the whole basemap once, as the form that every map places; between two pages."""
    base, ((west, east), (south, north)) = basemap.read(), frame()
    canvas.beginForm(_FORM, 0, 0, (east - west) / _UNIT, (north - south) / _UNIT)
    canvas.setFillColor(_LAND)
    canvas.setStrokeColor(_COAST)
    for ring in base.land:
        _trace(canvas, ring, fill=1, stroke=0)
    canvas.setFillColor(_WATER)
    for ring in base.waters:
        _trace(canvas, ring, fill=1, stroke=1)
    for line in (*base.coast, *base.rivers):
        _trace(canvas, line, fill=0, stroke=1)
    canvas.endForm()


def _trace(canvas: Canvas, points: basemap.Line, *, fill: int, stroke: int) -> None:
    (west, _east), (south, _north) = frame()
    xs, ys = to_mercator(points[:, 0], points[:, 1])
    xs, ys = np.round((xs - west) / _UNIT, 1), np.round((ys - south) / _UNIT, 1)
    path = canvas.beginPath()
    path.moveTo(float(xs[0]), float(ys[0]))
    for x, y in zip(xs[1:].tolist(), ys[1:].tolist(), strict=True):
        path.lineTo(x, y)
    canvas.drawPath(path, fill=fill, stroke=stroke)


def place(canvas: Canvas, seen: View) -> None:
    """Place the drawing that `define` made, in the view's own part of the ground."""
    scale = _UNIT / seen.metres
    canvas.setFillColor(_WATER)
    canvas.rect(0, 0, seen.width, seen.height, stroke=0, fill=1)
    (west, _east), (south, _north) = frame()
    x, y = (west - seen.x) / seen.metres, (south - seen.y) / seen.metres
    with moved(canvas, x + seen.width / 2, y + seen.height / 2):
        canvas.scale(scale, scale)
        canvas.setLineWidth(0.6 / scale)  # the form leaves the width to whoever places it
        canvas.doForm(_FORM)
