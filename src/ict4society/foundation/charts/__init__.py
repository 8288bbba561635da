"""Charts: Vega-Lite in, SVG for a page or for paper out. Whoever shows one also shows its numbers as a table."""

from ict4society.foundation.charts.draw import ChartRefused, chart_svg, print_svg

__all__ = ["ChartRefused", "chart_svg", "print_svg"]
