# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Shipped instances under shipped models: every answer, and why each rule matters."""
