// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/blockingrun.h"
#include "transfer/transferspec.h"

#include <iterator>

namespace millrace {

/// The files of a run as a range to go through once: each comes as soon as it is done, or has failed (its outcome tells).
/// Leaving early cancels the rest. One thread at a time, which needs no event loop.
class FileResults
{
public:
    FileResults(DownloadSpec spec, CancelToken cancel);

    class Iterator
    {
    public:
        using iterator_concept = std::input_iterator_tag;
        using value_type = FileResult;
        using difference_type = std::ptrdiff_t;

        const FileResult &operator*() const { return *m_of->m_current; }
        Iterator &operator++()
        {
            m_of->m_current = m_of->m_run->next();
            return *this;
        }
        void operator++(int) { ++*this; }
        bool operator==(std::default_sentinel_t) const { return !m_of->m_current; }

    private:
        friend class FileResults;
        explicit Iterator(FileResults *of) : m_of(of) {}
        FileResults *m_of;
    };
    /// Waits for the first file.
    Iterator begin()
    {
        Iterator it(this);
        return m_current ? it : ++it;
    }
    std::default_sentinel_t end() const { return {}; }

    /// After the last file: what ended the run as a whole (the listing failed, ...). None where it was gone through.
    std::optional<Error> error() { return m_run->error(); }

private:
    std::unique_ptr<BlockingRun> m_run;
    std::optional<FileResult> m_current;
};

} // namespace millrace
