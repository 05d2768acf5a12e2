# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The design read a second time: every package of a tiny instance, looked at one by one.

Written from the design alone. It reads the fields of the fact and rule classes and uses none of
their methods: no `Facts`, no ledger, no formulation, no engine. A difference is a mistake in one
of the two readings.
"""
