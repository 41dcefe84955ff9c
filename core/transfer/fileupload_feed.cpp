// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/fileupload.h"

#include "io/bytefeed.h"
#include "transfer/uploadlayout.h"

using namespace Qt::StringLiterals;

// The part of FileUpload for a stream: nobody knows how long it is, and nothing can be read twice.
namespace millrace {

bool FileUpload::allSent() const
{
    return m_partsDone == int(m_parts.size()) && (!m_spec.feed || m_feedEnded);
}

/// Reads on unless a read is under way, or enough wait to be sent.
void FileUpload::feedNext()
{
    if (m_feeding || m_feedEnded || m_error || m_cancelled || m_stage == Stage::Ended)
        return;
    const int index = int(m_parts.size());
    if (index - m_partsDone >= feedAhead(index, m_spec))
        return;
    if (index >= mostUploadParts) {
        endWithError(Error::make(ErrorKind::Config, ErrorCause::None,
                                 u"the stream is longer than 10,000 parts of the size asked for; larger parts, or "
                                 "--expected-size, would do"_s));
        return;
    }
    const ByteCount size = index == 0 ? firstFeed(m_spec) : feedPartSize(index, m_spec);
    auto block = std::make_shared<MemoryLease>(m_share.memory->acquire(size, this, [this] { feedNext(); }));
    if (!*block)
        return; // comes back
    if (size > m_share.memory->limit() && !m_toldOfMemory) {
        m_toldOfMemory = true;
        emit noticed(u"%1: the stream is so long that a part takes %2 of memory, more than the limit; --expected-size "
                     "would have kept parts smaller"_s.arg(m_planned.key, formatBytes(size)));
    }
    m_feeding = true;
    ++m_commands; // so that this object outlives the read
    char *data = block->data();
    m_spec.feed->read(data, size, [this, block, size](const Result<ByteCount> &read) {
        QMetaObject::invokeMethod(this, [this, block, size, read] { onFed(block, size, read); }, Qt::QueuedConnection);
    });
}

void FileUpload::onFed(const std::shared_ptr<MemoryLease> &block, ByteCount size, const Result<ByteCount> &read)
{
    --m_commands;
    m_feeding = false;
    if (m_error || m_cancelled) {
        settle();
        return;
    }
    if (!read) {
        endWithError(read.error());
        return;
    }
    const bool first = m_parts.empty();
    const ByteCount before = m_fed;
    m_fed += *read;
    m_feedEnded = *read < size;
    if (auto right = checkFeedSize(); !right) {
        endWithError(right.error());
        return;
    }
    m_layout.whole = first && m_feedEnded && m_fed < m_spec.multipartThreshold;
    const ByteCount partSize = m_layout.whole ? std::max<ByteCount>(1, *read) : feedPartSize(int(m_parts.size()), m_spec);
    for (ByteCount at = 0; at < *read || (m_layout.whole && m_parts.empty()); at += partSize) {
        Part part;
        part.offset = before + at;
        part.size = std::min(partSize, *read - at);
        part.held = {block, block->data() + at};
        m_parts.push_back(std::move(part));
    }
    m_layout.partSize = std::max(m_layout.partSize, partSize);
    m_layout.count = int(m_parts.size());
    if (m_feedEnded)
        m_size = m_result.size = m_fed;
    if (m_layout.whole)
        beginSending();
    else if (first)
        create();
    else if (m_stage == Stage::Sending && allSent())
        allPartsSent();
    else if (m_stage == Stage::Sending)
        emit partsReady();
    feedNext();
}

/// A producer that dies looks like one that has finished: only who knows the size can tell.
Result<void> FileUpload::checkFeedSize() const
{
    const auto expected = m_spec.expectedSize;
    if (expected && m_fed > *expected)
        return fail(ErrorKind::LocalFile, ErrorCause::SizeMismatch,
                    u"the stream goes on after the %1 bytes that were expected: nothing was stored"_s.arg(*expected));
    if (expected && m_feedEnded && m_fed < *expected)
        return fail(ErrorKind::LocalFile, ErrorCause::SizeMismatch,
                    u"the stream ended after %1 bytes where %2 were expected: nothing was stored"_s.arg(m_fed).arg(
                        *expected));
    return {};
}

} // namespace millrace
