// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace millrace {

/// Has screen readers see every PartGrid as a table of cells, each with its facts. Once is enough; more do no harm.
void installPartGridAccessibility();

} // namespace millrace
