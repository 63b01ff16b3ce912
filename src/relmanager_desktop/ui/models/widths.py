"""Which columns of a table there is room for."""

from __future__ import annotations

from relmanager_desktop.ui import theme
from relmanager_desktop.ui.models.rows import RowsModel

LEAST_WIDE = 190  # of the column that takes the rest


def columns_too_many(model: RowsModel, width: int) -> set[int]:
    """Return which columns a table of this width leaves out: the least important, then the last."""
    widths = {
        number: theme.px(column.width or LEAST_WIDE) for number, column in enumerate(model.columns)
    }
    order = sorted(widths, key=lambda number: (-model.columns[number].yields, -number))
    hidden: set[int] = set()
    for number in order[:-1]:
        if sum(widths.values()) <= width:
            break
        if number:
            hidden.add(number)
            del widths[number]
    return hidden
