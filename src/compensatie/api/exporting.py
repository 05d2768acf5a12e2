# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The programme itself, for any other solver."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike, fspath
from pathlib import Path

from compensatie.engine.case import bind
from compensatie.engine.exporting import Exported, export_programme, form_of, left_out
from compensatie.errors import InputError
from compensatie.facts.instance import Instance
from compensatie.files.aside import require_replaceable, unwritable, write_in
from compensatie.policy import Model


def export(
    instance: Instance,
    model: Model,
    path: str | PathLike[str],
    *,
    scenarios: Iterable[str] = (),
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
) -> Exported:
    """Writes the programme itself for any other solver, and what each of its rows is.

    Beside `name.lp` or `name.mps`, `name.rows.csv` says of every row of the file which rule it
    comes from, and where. Rows that no package meets are there as well, so that another solver
    finds what `solve` finds.

    Args:
        instance: the facts.
        model: the policy.
        path: the file, .lp (CPLEX LP) or .mps (free MPS); one that is there is replaced.
        scenarios: ids of the scenarios in which the package must hold; all by default.
        include: measures that the package must have, besides the model's own locks.
        exclude: measures that it must not have, besides the model's own locks.

    Returns:
        Both files and every row; the notices say what one objective cannot hold.

    Raises:
        InputError: facts and policy do not fit together, or a file cannot be written.

    Example:
        >>> import compensatie as cp, tempfile
        >>> instance = cp.load_instance("instances/klein.toml")
        >>> model = cp.load_model("models/per-saldo.toml")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     exported = cp.export(instance, model, f"{folder}/klein.lp")
        >>> exported.rows[0].describes
        'one start of gastplekken'
    """
    from compensatie.reports.exact_tables import row_table

    file = Path(path)
    form, rows_file = form_of(file), file.with_suffix(".rows.csv")
    require_replaceable(file)
    case = bind(instance, model, scenarios, include, exclude)
    try:
        rows = export_programme(case, file, form)
    except OSError as error:
        raise InputError([unwritable(fspath(path), error)]) from None
    write_in(rows_file.parent, rows_file.name, row_table(rows).encode())
    return Exported(file, rows_file, rows, (*case.notices, *left_out(case)))
