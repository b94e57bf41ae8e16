"""Plots as SVG: lines and points over two axes of shares. Small enough that no library is needed for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

WIDTH, HEIGHT, EDGE = 480, 340, 50
COLOURS = ("#1b6ca8", "#c8553d", "#3c8d40", "#8a5fb0", "#b8860b", "#555555")
STEPS = 5
"""Intervals that an axis is marked in."""

Points = Sequence[tuple[float, float]]
Bounds = tuple[float, float]


def plot(
    title: str,
    x_label: str,
    y_label: str,
    lines: Mapping[str, Points],
    x_bounds: Bounds = (0, 1),
    y_bounds: Bounds = (0, 1),
    diagonal: bool = False,
) -> str:
    """An SVG with a line for each name; points beyond the bounds are drawn at their edge."""

    def at(x: float, y: float) -> tuple[float, float]:
        across = min(max((x - x_bounds[0]) / (x_bounds[1] - x_bounds[0]), 0), 1)
        up = min(max((y - y_bounds[0]) / (y_bounds[1] - y_bounds[0]), 0), 1)
        return EDGE + across * (WIDTH - 2 * EDGE), HEIGHT - EDGE - up * (HEIGHT - 2 * EDGE)

    parts = [_text(WIDTH / 2, EDGE / 2, title, "middle", 14)]
    parts += [_text(WIDTH / 2, HEIGHT - 8, x_label, "middle"), _text(8, EDGE - 12, y_label, "start")]
    for step in range(STEPS + 1):
        x, y = (low + (high - low) * step / STEPS for low, high in (x_bounds, y_bounds))
        parts += [_line([at(x, y_bounds[0]), at(x, y_bounds[1])], "#dddddd")]
        parts += [_line([at(x_bounds[0], y), at(x_bounds[1], y)], "#dddddd")]
        parts += [_text(at(x, 0)[0], HEIGHT - EDGE + 16, f"{x:.2f}", "middle")]
        parts += [_text(EDGE - 6, at(0, y)[1] + 4, f"{y:.2f}", "end")]
    if diagonal:
        parts.append(_line([at(x_bounds[0], y_bounds[0]), at(x_bounds[1], y_bounds[1])], "#999999", "4 3"))
    for number, (name, points) in enumerate(lines.items()):
        colour, placed = COLOURS[number % len(COLOURS)], [at(x, y) for x, y in points]
        parts.append(_line(placed, colour))
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="{colour}"/>' for x, y in placed]
        parts.append(_text(EDGE + 8, HEIGHT - EDGE - 8 - 15 * number, name, "start", 12, colour))
    view = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">'
    return "\n".join((view, f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>', *parts, "</svg>")) + "\n"


def _line(points: Points, colour: str, dashes: str = "") -> str:
    joined = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<polyline points="{joined}" fill="none" stroke="{colour}"{dashed}/>'


def _text(x: float, y: float, text: str, anchor: str, size: int = 11, colour: str = "#333333") -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" fill="{colour}"'
    return f"<text {place}>{escape(text)}</text>"
