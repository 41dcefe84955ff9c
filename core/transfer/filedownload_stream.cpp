// SPDX-License-Identifier: GPL-3.0-or-later
// The part of FileDownload for bytes that leave in order as they come, instead of going to a file.
#include "transfer/filedownload.h"

#include "io/orderedstream.h"
#include "transfer/streamlayout.h"

namespace millrace {

bool FileDownload::comesWhole() const
{
    if (const auto &stream = m_spec.stream)
        return streamedWhole(m_object.size, m_spec.settings, stream->capacity() * stream->chunkSize());
    return fetchedWhole(m_object.size, m_spec.settings, m_openPartSize);
}

PartLayout FileDownload::layOutParts() const
{
    if (const auto &stream = m_spec.stream)
        return layOutStream(m_object.size, m_spec.settings, m_plan, stream->capacity() * stream->chunkSize());
    return layOut(m_object.size, m_spec.settings, m_plan, m_openPartSize);
}

void FileDownload::openStream()
{
    m_streamObject = m_spec.stream->open({this, [this] { emit partsReady(); }, [this] { onDrained(); }});
    m_restarted = true; // what the reader has taken cannot be taken back
}

/// A checksum that the parts cannot compute is computed as they leave in order.
void FileDownload::observeStream()
{
    if (!m_streamObject || m_onTheFly || m_layout.whole)
        return;
    m_inOrder = std::make_shared<PieceHasher>(m_plan, 0);
    m_spec.stream->observe(*m_streamObject, [hasher = m_inOrder](const char *data, ByteCount size) {
        hasher->add(data, size);
    });
}

bool FileDownload::streamHasRoom() const
{
    return !m_streamObject || m_spec.stream->hasRoom(*m_streamObject, m_parts[size_t(m_nextPart)].size);
}

void FileDownload::closeStream()
{
    if (m_streamObject && !m_drained)
        m_spec.stream->close(*m_streamObject);
    m_streamObject.reset();
}

/// The reader has taken the last byte; what is left is to say whether they were the right ones.
void FileDownload::onDrained()
{
    m_drained = true;
    if (m_error || m_cancelled)
        settle();
    else
        allPartsFinished();
}

} // namespace millrace
