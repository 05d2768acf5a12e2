# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Draws answered by the workers of an existing Dask cluster."""

from __future__ import annotations

from concurrent.futures import Future
from typing import Any

from compensatie.errors import Fault, InputError
from compensatie.studies.drawn_answer import Failure
from compensatie.studies.futures import Answers, Draws, Subject, work_on
from compensatie.studies.workers import failure_of

OPTION = "--dask"
SECONDS_TO_CONNECT = 10
NO_DASK = Fault(
    "needs-dask",
    "this needs Dask, which is not installed",
    path=(OPTION,),
    allowed="after: pip install 'compensatie[dask]'",
)
TASKS_A_WORKER = 2
"""Tasks that each worker has at once: one that it does, and one that it does next."""


class Cluster:
    """A Dask cluster that is there already; its workers have this program installed.

    The files go to each worker once. A task that hangs there cannot be killed from here: it is
    given up, and the cluster's own limits decide what becomes of the worker.
    """

    def __init__(self, subject: Subject, address: str) -> None:
        """Connects.

        Args:
            subject: what all draws are about.
            address: of the scheduler, such as `tcp://10.0.0.1:8786`.

        Raises:
            InputError: Dask is not installed, or no cluster with workers answers there.
        """
        try:
            from distributed import Client as Connected
        except ImportError:
            raise InputError([NO_DASK]) from None
        client: Any = Connected  # it has no types
        try:
            self._client = client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise InputError([_unreachable(address, error)]) from None
        workers = self._client.scheduler_info(n_workers=-1)["workers"]
        if not workers:
            self._client.close()
            raise InputError([_unreachable(address, OSError("it has no workers"))])
        self.size = TASKS_A_WORKER * len(workers)
        self._executor = self._client.get_executor(pure=False)
        self._subject = self._client.scatter(subject, broadcast=True, hash=False)

    def submit(self, draws: Draws, seconds: float | None) -> Future[Answers]:
        """Hands a task to the cluster."""
        future: Future[Answers] = self._executor.submit(work_on, self._subject, draws)
        return future

    def is_lost(self, task: Future[Answers]) -> bool:
        """Never: the cluster itself hands out again what a worker of it lost."""
        return False

    def abandon(self, task: Future[Answers]) -> None:
        """Tells the cluster to forget a task."""
        task.cancel()

    def close(self) -> None:
        """Forgets all that is going on, and leaves the cluster as it was."""
        self._executor.shutdown(wait=False)
        self._client.close()

    def has_begun(self, error: BaseException) -> bool:
        """Always: what the cluster gives up was begun, and more than once."""
        return True

    def failure(self, error: BaseException) -> tuple[Failure, str]:
        """What kind of failure an error of a task is, and the reason in words of the system."""
        is_lost = type(error).__name__ in ("KilledWorker", "CancelledError", "FutureCancelledError")
        return (Failure.CRASHED, str(error)) if is_lost else failure_of(error)


def _unreachable(address: str, error: Exception) -> Fault:
    reason = " ".join(str(error).split())[:200] or type(error).__name__
    return Fault(
        "no-cluster",
        "no Dask cluster answers there: {reason}",
        path=(OPTION,),
        value=address,
        allowed="the address of a scheduler with workers, such as tcp://10.0.0.1:8786",
        details={"reason": reason},
    )
