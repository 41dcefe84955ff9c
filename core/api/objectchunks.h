// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "api/blockingrun.h"
#include "io/orderedstream.h"
#include "transfer/transferspec.h"

#include <QByteArrayView>
#include <iterator>

namespace millrace {

/// The bytes of an object in order, as a range to go through once while its parts arrive in parallel:
///
///     for (QByteArrayView chunk : chunks)
///         use(chunk);
///     if (auto result = chunks.result(); !result)
///         ...; // not to be trusted: the checksum is compared at the end
///
/// A chunk is good until the next one is asked for. Who takes time holds the download back; leaving early cancels it. One
/// thread at a time, which needs no event loop.
class ObjectChunks
{
public:
    ObjectChunks(DownloadSpec spec, CancelToken cancel);
    ~ObjectChunks();
    ObjectChunks(ObjectChunks &&) noexcept;
    ObjectChunks &operator=(ObjectChunks &&) noexcept;

    class Iterator
    {
    public:
        using iterator_concept = std::input_iterator_tag;
        using value_type = QByteArrayView;
        using difference_type = std::ptrdiff_t;

        QByteArrayView operator*() const { return m_of->current(); }
        Iterator &operator++()
        {
            m_of->advance();
            return *this;
        }
        void operator++(int) { ++*this; }
        bool operator==(std::default_sentinel_t) const { return m_of->atEnd(); }

    private:
        friend class ObjectChunks;
        explicit Iterator(ObjectChunks *of) : m_of(of) {}
        ObjectChunks *m_of;
    };
    /// Waits for the first chunk.
    Iterator begin();
    std::default_sentinel_t end() const { return {}; }

    /// Waits for the end: whether the bytes are those the server has. Chunks not looked at yet are dropped, which is an
    /// error, Cancelled.
    Result<FileResult> result();

private:
    QByteArrayView current() const;
    bool atEnd() const;
    void advance();

    struct State;
    std::unique_ptr<State> d;
};

} // namespace millrace
