# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The cheapest package of measures that keeps employment where policy wants it."""
