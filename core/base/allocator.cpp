// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/allocator.h"

#include <features.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace millrace {

void keepFreedMemory()
{
#ifdef __GLIBC__
    ::mallopt(M_MMAP_THRESHOLD, 32 * 1024 * 1024);
    ::mallopt(M_TRIM_THRESHOLD, 64 * 1024 * 1024);
#endif
}

} // namespace millrace
