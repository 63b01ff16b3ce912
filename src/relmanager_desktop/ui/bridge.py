"""The one door between the widgets and the portfolio: ask, fetch, run, run apart."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

if TYPE_CHECKING:  # imported after the first paint
    from concurrent.futures import Future, ThreadPoolExecutor

    from relmanager_desktop.commands.insides import Inside
    from relmanager_desktop.store.database import Database
    from relmanager_desktop.ui.apart import Errand
    from relmanager_desktop.ui.watches import Watch

Answer = TypeVar("Answer")
Then = Callable[[Any], None]


def _nothing(_answer: Any) -> None: ...


def _one_thread(name: str) -> ThreadPoolExecutor:
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415 - after the first paint

    return ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)


def _promise() -> Future[Any]:
    from concurrent.futures import Future  # noqa: PLC0415 - after the first paint

    return Future()


class Written(NamedTuple):
    """The change set that a command wrote: its number, and what it is called."""

    number: int
    label: str


class Outcome(NamedTuple):
    """What work came to: its answer, the kinds it changed, and its change set if it wrote one."""

    answer: Any
    topics: frozenset[str] = frozenset()
    written: Written | None = None


class Bridge(QObject):
    """Asks on the GUI thread, writes on one worker thread, sends long work to a child process.

    ``opener`` opens the database; it runs at the first use, or beforehand by ``warm_up``.
    ``lost`` is why nothing can be written, as long as the file is not in its place.
    ``is_read_only`` tells, once it is open, that it can be looked at and not changed.
    ``inside`` is the damaged file whose readable copy this is.
    ``just_written`` is the change set whose answer is being handed over, None at any other time.

    Signals:
        opened: the portfolio is open.
        failed_to_open: why it cannot be opened.
        changed: the kinds that a command, a child or another program changed.
        failed: the error of a command or fetch that nobody else takes.
        idle: whether all writes so far are on the disk.
        moved: the file of the portfolio went away, as the error that says so; None when it is back.
    """

    opened = Signal()
    failed_to_open = Signal(Exception)
    changed = Signal(frozenset)
    failed = Signal(Exception)
    idle = Signal(bool)
    moved = Signal(object)
    _finished = Signal(object)

    def __init__(self, opener: Callable[[], Database], inside: Inside | None = None) -> None:
        super().__init__()
        self._opener = opener
        self._is_opening = False
        self._is_closed = False
        self._pending = 0
        self.just_written: Written | None = None
        self.lost: Exception | None = None
        self.is_read_only = False
        self.inside = inside
        self.errands: set[Errand] = set()
        self._finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)

    @cached_property
    def watch(self) -> Watch:
        """What looks after the file, and after those who write to it."""
        from relmanager_desktop.ui.watches import Watch  # noqa: PLC0415 - after the first paint

        return Watch(self)

    @cached_property
    def _writer(self) -> ThreadPoolExecutor:
        return _one_thread("portfolio-writer")

    @cached_property
    def _reader(self) -> ThreadPoolExecutor:
        return _one_thread("portfolio-reader")

    @cached_property
    def _opening(self) -> Future[Database]:
        return _promise()

    @property
    def database(self) -> Database:
        """The open portfolio; opens it if nobody has yet."""
        self.warm_up()
        return self._opening.result()

    @property
    def path(self) -> Path | None:
        """The portfolio's file, or None where a server keeps it."""
        return self.database.path

    @property
    def is_open(self) -> bool:
        """Whether the portfolio is open, so that nothing asked of it waits for that."""
        return self._opening.done() and self._opening.exception() is None

    def warm_up(self) -> None:
        """Begin to open the portfolio on the reader thread, once."""
        if not self._is_opening and not self._is_closed:
            self._is_opening = True
            self._reader.submit(self._open, self._opening)

    @property
    def is_writing(self) -> bool:
        """Whether a command waits for the disk."""
        return self._pending > 0

    def ask(self, query: Callable[..., Answer], *args: Any) -> Answer:
        """Answer a quick question now, on this thread."""
        with self.database.read() as session:
            return query(session, *args)

    def fetch(self, query: Callable[..., Any], *args: Any, then: Then) -> None:
        """Answer a slower question later, on the GUI thread."""
        self._later(self._reader, lambda: Outcome(self.ask(query, *args)), then)

    def run(
        self,
        label: object,
        command: Callable[..., Any],
        *args: Any,
        then: Then = _nothing,
        failed: Then | None = None,
    ) -> None:
        """Run a command in a write of its own, then tell who shows what it changed.

        ``failed`` takes its error in place of the signal.
        """
        work = partial(self._written, str(label), command, args)
        self._later(self._writer, work, then, failed)

    def tend(self, deed: Callable[..., Any], *args: Any, then: Then = _nothing) -> None:
        """Do upkeep beside the journal, such as a backup: ``deed(database, *args)``."""
        self._later(self._reader, lambda: Outcome(deed(self.database, *args)), then)

    def run_apart(
        self,
        label: object,
        command: Callable[..., Any],
        *args: Any,
        source: str = "",
        progress: Callable[[int, int, str], None] | None = None,
        then: Then = _nothing,
        failed: Then | None = None,
    ) -> Errand:
        """Run long work in a child process; an empty label means that it only reads.

        ``command(session, *args, progress=…)`` must be importable by name; ``source`` says
        in the journal where the change came from, such as 'import'. The errand returned can be
        cancelled, which rolls everything back; ``failed`` takes its error in place of the signal.
        """
        from relmanager_desktop.ui.apart import Errand  # noqa: PLC0415 - needed by long work only

        database = self.database
        url = str(database.url.render_as_string(hide_password=False))
        errand = Errand(url, database.anchor.held, database.origin, database.refusal)
        self.errands.add(errand)
        if progress is not None:
            errand.progressed.connect(progress)
        errand.done.connect(partial(self._on_errand, errand, then, failed or self.failed.emit))
        errand.start(str(label), command, args, source)
        return errand

    def close(self) -> None:
        """Finish what is under way and let go of the file."""
        if "watch" in self.__dict__:
            self.watch.stop()
        self._is_closed = True
        for errand in list(self.errands):
            errand.cancel()
        self._reader.shutdown(wait=True)
        self._writer.shutdown(wait=True)
        if self.is_open:
            self._opening.result().close()

    def _open(self, opening: Future[Database]) -> None:
        told = _promise()
        try:
            opening.set_result(self._opener())
        except Exception as error:  # noqa: BLE001 - carried to the GUI thread
            opening.set_exception(error)
            told.set_result(Outcome(error))
            self._finished.emit((told, self.failed_to_open.emit, None))
            return
        told.set_result(Outcome(None))
        self._finished.emit((told, self._on_opened, None))

    def _on_opened(self, _nothing_said: object) -> None:
        self.watch.start()
        self.is_read_only = self.database.is_read_only
        self.opened.emit()

    def _written(self, label: str, command: Callable[..., Any], args: tuple[Any, ...]) -> Outcome:
        from relmanager_desktop.store.database import (  # noqa: PLC0415 - after the paint
            number_of,
            topics_of,
        )

        with self.database.write(label) as session:
            result = command(session, *args)
        number = number_of(session)
        written = Written(number, label) if number is not None else None
        return Outcome(result, topics_of(session), written)

    def _later(
        self,
        pool: ThreadPoolExecutor,
        work: Callable[[], Outcome],
        then: Then,
        failed: Then | None = None,
    ) -> None:
        if self._is_closed:  # a timer of a window that is going
            return
        self.warm_up()
        if pool is self._writer:
            self._pending += 1
            self.idle.emit(False)
            then = partial(self._written_then, then)
        future = pool.submit(work)
        future.add_done_callback(lambda done: self._finished.emit((done, then, failed)))

    def _written_then(self, then: Then, answer: Any) -> None:
        then(answer)

    @Slot(object)
    def _on_finished(self, outcome: tuple[Future[Any], Then, Then | None]) -> None:
        if self._is_closed:  # what was still written is on the disk; nobody is left to hear of it
            return
        future, then, failed = outcome
        if isinstance(then, partial) and then.func == self._written_then:
            self._pending -= 1
            self.idle.emit(self._pending == 0)
        if error := future.exception():
            if not self._is_unopened(error):
                self.watch.look_at_place()
                (failed or self.failed.emit)(error)
            return
        self._hand_over(future.result(), then)

    def _hand_over(self, outcome: Outcome, then: Then) -> None:
        self.just_written = outcome.written
        try:
            then(outcome.answer)
        finally:  # whatever the asker makes of it, the pages show what was written
            self.just_written = None
            self._tell(outcome.topics, outcome.written and outcome.written.number)

    def _is_unopened(self, error: BaseException) -> bool:
        """Whether an error is only that the portfolio did not open, which was said already."""
        return self._opening.done() and self._opening.exception() is error

    def _on_errand(
        self, errand: Errand, then: Then, failed: Then, outcome: tuple[Any, ...]
    ) -> None:
        self.errands.discard(errand)
        answer, topics, number, error = outcome
        if error is None:
            then(answer)  # and once that is painted, the pages ask again
            QTimer.singleShot(10, self, partial(self._tell, topics, number))
        else:
            failed(error)

    def _tell(self, topics: frozenset[str], number: int | None) -> None:
        if topics and not self._is_closed:
            self.changed.emit(topics)
        if number is not None and not self._is_closed:
            self.watch.note_own(number)
