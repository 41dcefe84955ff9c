// SPDX-License-Identifier: GPL-3.0-or-later
#include "operations/uploadsweep.h"

#include "base/retrypolicy.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {
constexpr int mostTries = 6;
} // namespace

UploadSweep::UploadSweep(SweepSpec spec, S3Client &client, QObject *parent)
    : QObject(parent), m_spec(std::move(spec)), m_client(client)
{
}

void UploadSweep::start()
{
    if (!m_spec.given.isEmpty()) {
        m_queue = m_spec.given;
        m_result.found = m_queue.size();
        m_listed = true;
    }
    pump();
}

void UploadSweep::cancel()
{
    m_result.cancelled = true;
    pump();
}

void UploadSweep::pump()
{
    if (m_ended)
        return;
    if (m_result.cancelled) {
        m_queue.clear();
        m_listed = true;
    }
    while (m_requests < m_spec.requests && !m_queue.isEmpty()) {
        ++m_requests;
        abort(m_queue.takeFirst(), 1);
    }
    if (!m_listed && m_queue.isEmpty())
        askPage();
    if (m_listed && m_queue.isEmpty() && !m_asking && m_requests == 0) {
        m_ended = true;
        // From the event loop: whoever hears of the end may destroy this.
        QTimer::singleShot(0, this, [this] { emit finished(m_result); });
    }
}

void UploadSweep::askPage()
{
    if (m_asking)
        return;
    m_asking = true;
    m_client.send(listUploadsRequest(m_spec.bucket, m_spec.prefix, m_keyMarker, m_idMarker),
                  [this](const Result<S3Response> &response) {
        m_asking = false;
        Result<UploadsPage> page = response ? parseListMultipartUploads(response->body)
                                            : Result<UploadsPage>(fail(response.error()));
        if (page && !page->nextKeyMarker.isEmpty() && page->nextKeyMarker == m_keyMarker
            && page->nextUploadIdMarker == m_idMarker)
            page = fail(ErrorKind::Protocol, ErrorCause::None, u"the server repeats the same page of the listing"_s);
        if (!page) {
            m_listed = true;
            if (page.error().kind != ErrorKind::Cancelled) {
                m_result.error = page.error();
                m_result.error->bucket = m_spec.bucket;
            }
            pump();
            return;
        }
        m_keyMarker = page->nextKeyMarker;
        m_idMarker = page->nextUploadIdMarker;
        m_listed = m_listed || m_keyMarker.isEmpty();
        for (const PendingUpload &upload : std::as_const(page->uploads)) {
            // A time nobody can read is no proof of age.
            const bool young = m_spec.before.isValid()
                && (!upload.initiated.isValid() || upload.initiated >= m_spec.before);
            if (young || !upload.key.startsWith(m_spec.prefix) || m_result.cancelled)
                continue;
            ++m_result.found;
            emit found(upload);
            if (m_spec.abort)
                m_queue += upload;
        }
        pump();
    });
}

void UploadSweep::abort(const PendingUpload &upload, int tries)
{
    const UploadName name{m_spec.bucket, upload.key, upload.uploadId, {}};
    m_client.send(abortUploadRequest(name), [this, upload, tries](const Result<S3Response> &response) {
        if (response)
            checkGone(upload, tries);
        else if (response.error().httpStatus == 404)
            end(upload, std::nullopt);
        else
            end(upload, response.error());
    });
}

void UploadSweep::checkGone(const PendingUpload &upload, int tries)
{
    const UploadName name{m_spec.bucket, upload.key, upload.uploadId, {}};
    m_client.send(listPartsRequest(name, 0), [this, upload, tries](const Result<S3Response> &response) {
        if (!response) {
            // Listing parts may be forbidden where aborting is not.
            const Error &error = response.error();
            const bool silent = error.httpStatus == 404 || error.kind == ErrorKind::Auth;
            end(upload, silent ? std::nullopt : std::optional(error));
            return;
        }
        if (tries >= mostTries) {
            end(upload, Error::make(ErrorKind::Conflict, ErrorCause::None,
                                    u"the server still holds parts of this upload: something goes on sending them"_s));
            return;
        }
        const Error again = Error::make(ErrorKind::Timeout, ErrorCause::None, {});
        QTimer::singleShot(backoff(tries, again, *QRandomGenerator::global()), this,
                           [this, upload, tries] { abort(upload, tries + 1); });
    });
}

void UploadSweep::end(const PendingUpload &upload, const std::optional<Error> &error)
{
    --m_requests;
    if (error) {
        ++m_result.failed;
        Error e = *error;
        e.bucket = m_spec.bucket;
        e.key = upload.key;
        emit failed(upload, e);
    } else {
        ++m_result.aborted;
        emit aborted(upload);
    }
    pump();
}

} // namespace millrace
