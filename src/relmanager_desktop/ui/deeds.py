"""What the window can do from anywhere, and how it answers what went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QApplication, QMenu

from relmanager_desktop.domain.texts import tr
from relmanager_desktop.ui import icons, theme
from relmanager_desktop.ui.drops import is_mapping, is_portfolio
from relmanager_desktop.ui.pages.page import Page

if TYPE_CHECKING:
    from relmanager_desktop.ui.arrivals import Arrivals
    from relmanager_desktop.ui.dressing import Dressing
    from relmanager_desktop.ui.main_window import MainWindow
    from relmanager_desktop.ui.pasted_lists import Source
    from relmanager_desktop.ui.search_popup import Found
    from relmanager_desktop.ui.turns import Turns
    from relmanager_desktop.ui.undoing import Undoing

LOOKS = {"system": tr("As the system"), "light": tr("Light"), "dark": tr("Dark")}


class Deeds:
    """The deeds of a window, apart from its frame."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.is_rescued = False

    @cached_property
    def undoing(self) -> Undoing:
        """Undo and redo."""
        from relmanager_desktop.ui.undoing import Undoing  # noqa: PLC0415 - after the paint

        return Undoing(self._window)

    @cached_property
    def _turns(self) -> Turns:
        """What follows in turns of its own."""
        from relmanager_desktop.ui.turns import Turns  # noqa: PLC0415 - after the paint

        return Turns(self._window)

    @cached_property
    def arrivals(self) -> Arrivals:
        """Lists to import, which may come before that is loaded."""
        from relmanager_desktop.ui.arrivals import Arrivals  # noqa: PLC0415 - after the paint

        return Arrivals(self._window)

    @cached_property
    def dressing(self) -> Dressing:
        """How the window looks, and when it may look otherwise."""
        from relmanager_desktop.ui.dressing import Dressing  # noqa: PLC0415 - after the paint

        return Dressing(self._window)

    def on_opened(self) -> None:
        """Catch up once the portfolio is open: badges, undo names, snoozes that ended."""
        from relmanager_desktop.ui.opening import after_opening  # noqa: PLC0415 - after the paint

        after_opening(self._window)
        self.show_state()

    def show_state(self) -> None:
        """Show what can be undone, and the badges of the sidebar."""
        from relmanager_desktop.ui.opening import show_state  # noqa: PLC0415 - after the paint

        show_state(self._window)

    def show_state_soon(self) -> None:
        """Show it in a turn of its own, once for all that changed until then."""
        self._turns.follow_once(self.show_state)

    def search(self) -> None:
        """Open the search popup."""
        self._window.popup.open()

    def find(self, text: str) -> list[Found]:
        """Return what the search popup shows for a text."""
        from relmanager_desktop.ui.finding import find_all  # noqa: PLC0415 - after the paint

        return find_all(self._window, text)

    def show_dialog(self, name: str, **given: Any) -> None:
        """Open a dialog by its name."""
        from relmanager_desktop.ui.dialogs.catalogue import open_dialog  # noqa: PLC0415 - after the paint

        open_dialog(self._window, name, given)

    def choose_import(self) -> None:
        """Ask for a file and import it."""
        from relmanager_desktop.ui.dialogs.files import ask_import  # noqa: PLC0415 - after the paint

        if (path := ask_import(self._window)) is not None:
            self.take_files([path])

    def import_pasted(self) -> None:
        """Import what lies on the clipboard: cells of a spreadsheet, or files."""
        from relmanager_desktop.ui.pasted_lists import (  # noqa: PLC0415 - after the paint
            HOW_TO_COPY,
            NOTHING_COPIED,
            on_clipboard,
        )

        if lists := on_clipboard():
            self.take_files(lists)
        else:
            self._window.say("info", NOTHING_COPIED, HOW_TO_COPY)

    def take_files(self, files: Sequence[Source]) -> None:
        """Open a portfolio that was dropped, or import lists into this one, one after the other.

        Lists come first: whoever drops them beside a portfolio would lose sight of them.
        """
        on_disk = [file for file in files if isinstance(file, Path)]
        for mapping in filter(is_mapping, on_disk):
            self._take_mapping(mapping)
        portfolios = [path for path in on_disk if is_portfolio(path)]
        others = {path for path in on_disk if is_portfolio(path) or is_mapping(path)}
        lists = [file for file in files if file not in others]
        if lists:
            self.arrivals.take(lists)
        elif portfolios:
            self.switch_to(portfolios[0])
        if lists and portfolios:
            self._window.say(
                "info",
                tr("{file} was not opened: the lists go first.", file=portfolios[0].name),
                tr("They are imported into the portfolio that is open."),
            )

    def _take_mapping(self, path: Path) -> None:
        """Keep a saved mapping that was dropped, for the next list with its headers."""
        from relmanager_desktop.commands.mappings import take_mapping  # noqa: PLC0415 - after the paint

        label = tr("Take in the mapping {file}", file=path.name)
        said = tr("The next list with its headers is read by it.")
        self._window.bridge.run(
            label,
            take_mapping,
            path,
            then=lambda name: self._window.say(
                "good", tr("The mapping is saved as “{name}”.", name=name), said
            ),
        )

    def export(self) -> None:
        """Ask where to and write the workbook in a child process."""
        from relmanager_desktop.ui.dialogs.files import export_workbook  # noqa: PLC0415 - after the paint

        export_workbook(self._window)

    def new_portfolio(self) -> None:
        """Ask for a name and open a new portfolio."""
        self.switch_to(None)

    def open_portfolio(self) -> None:
        """Ask for a portfolio and open it."""
        from relmanager_desktop.ui.dialogs.files import ask_portfolio  # noqa: PLC0415 - after the paint

        if (path := ask_portfolio(self._window)) is not None:
            self.switch_to(path)

    def switch_to(self, path: Path | None) -> None:
        """Open another portfolio in this window's place; None asks for a new one."""
        application: Any = QApplication.instance()
        application.setProperty("next_portfolio", str(path) if path else "?")
        if not self._window.close():
            application.setProperty("next_portfolio", None)
            application.setProperty("restore_backup", None)

    def back_up(self) -> None:
        """Make a checked backup now."""
        from relmanager_desktop.ui.opening import back_up_now  # noqa: PLC0415 - after the paint

        back_up_now(self._window)

    def restore(self) -> None:
        """Choose a backup and put it in the portfolio's place."""
        self.show_dialog("restore")

    def make_sample(self) -> None:
        """Fill the portfolio with the sample."""
        from relmanager_desktop.ui.opening import make_sample  # noqa: PLC0415 - after the paint

        make_sample(self._window)

    def remove_sample(self) -> None:
        """Take the sample out again."""
        from relmanager_desktop.ui.opening import remove_sample  # noqa: PLC0415 - after the paint

        remove_sample(self._window)

    def show_folder(self) -> None:
        """Show where the portfolio lies."""
        from PySide6.QtCore import QUrl  # noqa: PLC0415 - rarely needed
        from PySide6.QtGui import QDesktopServices  # noqa: PLC0415 - rarely needed

        path = self._window.bridge.path
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))

    def switch_theme(self) -> None:
        """Go from light to dark and back, at once."""
        _, percent = theme.remembered_look()
        self.dress("light" if theme.is_dark() else "dark", percent)

    def scale(self, step: int) -> None:
        """Make the text larger or smaller by one step."""
        mode, percent = theme.remembered_look()
        place = theme.SCALES.index(percent) + step
        self.dress(mode, theme.SCALES[max(0, min(len(theme.SCALES) - 1, place))])

    def open_menu(self) -> None:
        """Show the menu of the portfolio and the settings."""
        from relmanager_desktop.ui.window_actions import MENU  # noqa: PLC0415 - after the paint

        menu = QMenu(self._window)
        look = QMenu(str(tr("Light or dark")), menu)
        look.setIcon(icons.icon("moon"))
        self._fill_looks(look)
        self._window.actions_.fill(menu, MENU, {"look": look})
        switcher = self._window.sidebar.switcher
        menu.exec(switcher.mapToGlobal(switcher.rect().bottomLeft()))

    def _fill_looks(self, menu: QMenu) -> None:
        chosen, percent = theme.remembered_look()
        for mode, label in LOOKS.items():
            entry = menu.addAction(str(label))
            entry.setCheckable(True)
            entry.setChecked(mode == chosen)
            entry.triggered.connect(partial(self.dress, mode, percent))

    def filter_page(self) -> None:
        """Put the cursor into the filter of the page, or search everywhere."""
        page = self._window.stack.currentWidget()
        if isinstance(page, Page) and page.has_filter:
            page.focus_filter()
        else:
            self.search()

    def on_failed(self, error: Exception) -> None:
        """Say what went wrong where it belongs: a sentence on the page, or the crash dialog."""
        from relmanager_desktop.ui.mishaps import show_failure  # noqa: PLC0415 - rarely needed

        self.undoing.let_go()
        show_failure(self._window, error)

    def show_place(self) -> None:
        """Say that the file of the portfolio went away, or that it is back."""
        from relmanager_desktop.ui.absences import show_absence  # noqa: PLC0415 - rarely needed

        show_absence(self._window)

    def may_close(self) -> bool:
        """Whether the window may close: nothing typed is lost, and what is open is in a file."""
        if self._window.bridge.lost is None:
            from relmanager_desktop.ui.unsaved import may_go  # noqa: PLC0415 - after the paint

            return may_go(self._window)
        from relmanager_desktop.ui.absences import ask_before_closing  # noqa: PLC0415 - rarely needed

        return self.is_rescued or ask_before_closing(self._window)

    def dress(self, mode: str, percent: int, *_: object) -> None:
        """Show the window in a look and a text size, and remember both."""
        self.dressing.choose(mode, percent)
