// SPDX-License-Identifier: GPL-3.0-or-later
// What hooks make of a FileDownload: a veto before it begins, other bytes before it gets its name.
#include "io/filesink.h"
#include "transfer/filedownload.h"
#include "transfer/planner.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace millrace {

HookedFile FileDownload::hooked() const
{
    HookedFile file = hookedFile(m_planned);
    file.etag = m_object.etag;
    file.size = m_object.size;
    file.lastModified = m_object.lastModified;
    file.contentEncoding = m_object.contentEncoding;
    return file;
}

bool FileDownload::isVetoed()
{
    m_result.note = m_planned.vetoed;
    if (m_result.note.isEmpty() && m_spec.settings.hooks && !m_planned.folderMarker)
        m_result.note = m_spec.settings.hooks->starts(hooked());
    return !m_result.note.isEmpty();
}

/// The object was fetched, resumed and verified as it is stored; only then are other bytes made of it, into a file of
/// their own. So a journal always speaks of the object, and a run that is killed meanwhile begins the transform anew.
void FileDownload::transform(TransformChain chain)
{
    FileSink::Options options;
    options.finalPath = m_planned.path;
    options.partPath = transformedFileName(m_planned.path);
    options.size = -1;
    const auto made = std::make_shared<FileSink>(options);
    const auto written = std::make_shared<ByteCount>(0);
    ++m_tasks;
    m_writers.run([from = m_sink, made, written, size = m_object.size, folder = QFileInfo(m_planned.path).path(),
                   stop = m_stop, chain = std::make_shared<TransformChain>(std::move(chain))]() -> Result<void> {
        if (auto ready = made->prepare(); !ready)
            return ready;
        auto done = transformSink(*from, size, *chain, *made, folder, *stop);
        if (!done) {
            made->discard();
            return fail(done.error());
        }
        *written = *done;
        return {};
    }, this, [this, made, written](const Result<void> &result) {
        --m_tasks;
        onTransformed(result ? Result<ByteCount>(*written) : fail(result.error()), made);
    });
}

void FileDownload::onTransformed(const Result<ByteCount> &written, std::shared_ptr<ByteSink> made)
{
    if (written) {
        m_wire = std::exchange(m_sink, std::move(made));
        m_result.note = (m_result.note.isEmpty() ? QString() : m_result.note + u"; "_s)
            + u"transformed to %1"_s.arg(formatBytes(*written));
    }
    if (m_error || m_cancelled)
        settle();
    else if (!written)
        endWithError(written.error());
    else
        giveName();
}

} // namespace millrace
