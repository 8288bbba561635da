"""A plain map of Europe: coasts drawn by hand in whole and half degrees, enough to recognise where a place lies.

Lambert's azimuthal equal-area projection of a sphere, centred at 52° N, 10° E as in ETRS89-LAEA (EPSG:3035); formulas:
J. P. Snyder, Map Projections — A Working Manual, USGS Professional Paper 1395 (1987), p. 185, equations 24-2 to 24-4.
"""

from __future__ import annotations

from functools import cache
from math import cos, radians, sin, sqrt

CENTRE_LATITUDE, CENTRE_LONGITUDE = 52.0, 10.0
SCALE = 1000.0
WIDTH, HEIGHT = 720, 640
LEFT, TOP = -345.0, -345.0
"""Of the picture, in thousandths of the radius of the earth from the centre; y points down."""

_MAINLAND = (
    "46,66.4 38,64.3 34.8,64.6 33,66.6 38,66.1 41,67 36,69.1 31,69.7 28,71.1 25.7,71.1 22,70.3 18,69.6 15,68.3 13,66.2 "
    "10.5,64.2 7,62.7 5,61.5 5.2,59.5 7,58.1 8.5,58.4 10.6,59.3 11.2,58.5 12.6,56.3 13,55.4 14.3,55.5 14.6,56.1 "
    "16.2,56.4 16.7,57.8 18.8,59.8 17.3,61 17.5,62.3 20.5,63.8 22,65.5 24.5,65.8 25.3,65 22,63.2 21.3,61.5 22.5,60 "
    "25,60.2 28.5,60.6 30,59.9 27.5,59.4 23.5,59.2 24.3,58.2 24.2,57.2 22.5,57.6 21,56.8 21.1,55.5 20,54.5 18.7,54.7 "
    "16.5,54.5 14.2,53.9 12.3,54.3 10.9,54 10,54.8 9.9,55.8 10.9,56.4 10.5,57.6 8.2,57 8.2,55.6 8.9,54.3 8.6,53.6 "
    "7,53.5 5,53.2 4.3,52.1 3.2,51.4 1.7,50.9 1.5,50.1 0.1,49.6 -1.2,49.4 -1.8,49.7 -1.6,48.7 -3.2,48.8 -4.7,48.4 "
    "-4.2,47.8 -2.3,47.2 -1.2,46 -1.3,44.5 -1.8,43.4 -4,43.4 -8,43.7 -9.2,43.1 -8.8,41.8 -8.7,40.5 -9.5,38.7 -8.8,37.1 "
    "-7,37.2 -6.2,36.4 -5.4,36.1 -4.4,36.7 -2.1,36.7 -0.7,37.6 0.1,38.7 -0.3,39.5 0.8,40.8 3.2,41.9 3.1,43.1 4.6,43.4 "
    "6.2,43.1 7.5,43.8 8.9,44.4 10.2,43.8 11.1,42.4 12.3,41.7 14,40.8 15.6,40 16.2,38.8 15.7,37.9 16.6,38.4 17.1,39.1 "
    "16.6,39.8 17.2,40.5 18.4,39.9 18.3,40.4 16.2,41.8 14.2,42.4 13.5,43.6 12.4,44.3 12.4,45.4 13.7,45.7 13.6,45 "
    "14.5,45.2 15.2,44.1 17.2,43 19.3,41.9 19.4,40.5 20.4,39.2 21.2,38.3 21.6,36.9 22.9,36.6 23,37.6 24,37.8 22.9,39.1 "
    "22.8,40.4 24,40.4 26,40.8 26.3,40.1 29,41.1 28,42.1 28,43.4 29.6,45 30.8,46.4 32.6,46.1 33.5,46.1 32.6,45.3 "
    "33.8,44.4 35.5,45.1 36.5,45.3 35,46.2 38.2,47.1 39.2,47 38,46.1 38,44.6 39.8,43.4 41.5,42 46,42 54,50 54,64"
)
_LANDS = (
    _MAINLAND,
    "29.1,41.1 31.4,41.3 35,42 36.5,41.3 39.5,41 41.5,41.5 46,41 45,36.8 36.1,36.7 34,36.2 32.5,36.1 30.6,36.8 29,36.4 "
    "27.3,37 26.3,38.3 26.8,39.3 26.2,40",
    "-5.6,50.1 -3.5,50.3 -1.2,50.7 1.3,51.2 0.7,51.5 1.7,52.6 0.3,53 -0.2,54 -1.6,55.5 -3,56 -2,57.5 -3.9,57.7 "
    "-3.1,58.6 -5,58.6 -5.8,57.4 -6.2,56.6 -5.2,55.6 -4.8,54.8 -3.1,54.9 -3,53.5 -4.5,53.3 -4.2,52.3 -5.2,51.8 "
    "-3.2,51.4 -4.4,51.1",
    "-6.2,53.4 -6.3,52.2 -8.5,51.6 -10.2,51.7 -9.6,52.6 -10,54.2 -8.5,54.3 -8.4,55.1 -6.8,55.2 -5.5,54.5",
    "-22.6,63.9 -18.8,63.4 -13.7,64.8 -14.7,66.2 -18,66.1 -22.3,66.4 -24,65.5 -21.9,64.4",
    "12.5,37.9 15.5,38.2 15.1,36.7 12.6,37.6",
    "8.4,39 8.3,40.8 9.3,41.2 9.7,40 9.4,39.1",
    "8.6,42.3 9.4,43 9.4,41.5 8.9,41.5",
    "23.6,35.5 26.3,35.2 24.8,34.9",
    "32.3,34.9 34.5,35.6 33.6,34.8",
    "11.1,55.7 12.5,56 12.3,55 11.2,55.2",
    "14.4,36 14.6,35.9 14.2,36.1",
    "-9.5,30 -9.8,31.5 -6,35.8 -2,35.1 3,36.8 10,37.3 11,36.9 10.2,34.3 11.2,33.2 15.3,32.3 20,31 20,28",
)


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a place lies in the picture: from its left and from its top, in its units."""
    phi, centre, turn = radians(latitude), radians(CENTRE_LATITUDE), radians(longitude - CENTRE_LONGITUDE)
    closeness = 1 + sin(centre) * sin(phi) + cos(centre) * cos(phi) * cos(turn)
    factor = SCALE * sqrt(2 / max(closeness, 1e-9))
    x = factor * cos(phi) * sin(turn)
    y = factor * (cos(centre) * sin(phi) - sin(centre) * cos(phi) * cos(turn))
    return round(x - LEFT, 1), round(-y - TOP, 1)


def is_inside(latitude: float, longitude: float) -> bool:
    """Whether a place lies in the picture."""
    x, y = project(latitude, longitude)
    return 0 <= x <= WIDTH and 0 <= y <= HEIGHT


@cache
def coasts() -> tuple[str, ...]:
    """The lands as paths of SVG."""
    paths = []
    for land in _LANDS:
        points = (point.split(",") for point in land.split())
        drawn = [project(float(latitude), float(longitude)) for longitude, latitude in points]
        paths.append("M" + "L".join(f"{x:g} {y:g}" for x, y in drawn) + "Z")
    return tuple(paths)
