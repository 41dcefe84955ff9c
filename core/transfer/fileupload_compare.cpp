// SPDX-License-Identifier: GPL-3.0-or-later
#include "transfer/fileupload.h"

#include "transfer/rereading.h"

using namespace Qt::StringLiterals;

// The part of FileUpload that finds out whether the server holds the file's bytes already.
namespace millrace {

void FileUpload::compareWithStored()
{
    // A customer's key would have to go with the question; and then the ETag says nothing of the bytes.
    if (m_spec.encryption.mode == UploadEncryption::Mode::CustomerKey) {
        begin();
        return;
    }
    m_stage = Stage::Comparing;
    ++m_commands;
    m_share.client.head(m_spec.bucket, m_planned.key, {}, 0, [this](const Result<ObjectHead> &head) {
        --m_commands;
        if (m_cancelled) {
            settle();
            return;
        }
        if (!head) {
            if (head.error().kind == ErrorKind::NotFound)
                begin();
            else
                endWithError(head.error());
            return;
        }
        if (head->info.size != m_planned.identity.size) {
            begin();
            return;
        }
        const VerificationPlan plan = planVerification(head->info.etag, head->headers, head->info.size);
        if (plan.shape != VerificationPlan::Shape::Segmented || plan.segmentSizeCertain) {
            compareDigests(plan);
            return;
        }
        ++m_commands;
        m_share.client.head(m_spec.bucket, m_planned.key, {}, 1,
                            [this, plan, whole = *head](const Result<ObjectHead> &part) {
            --m_commands;
            if (m_cancelled) {
                settle();
                return;
            }
            const bool told = part && part->info.size > 0 && part->info.size < whole.info.size
                && part->info.etag == whole.info.etag;
            compareDigests(told ? planVerification(whole.info.etag, whole.headers, whole.info.size, part->info.size)
                                : plan);
        });
    });
}

void FileUpload::compareDigests(const VerificationPlan &plan)
{
    if (plan.shape == VerificationPlan::Shape::None) {
        begin();
        return;
    }
    ++m_commands;
    auto value = std::make_shared<QByteArray>();
    m_share.writers.run([path = m_path, plan, value, stop = m_stop]() -> Result<void> {
        auto read = hashFile(path, plan, [stop] { return stop->load(); });
        if (!read)
            return fail(read.error());
        *value = *read;
        return {};
    }, this, [this, plan, value](const Result<void> &result) {
        --m_commands;
        if (m_cancelled) {
            settle();
        } else if (!result) {
            endWithError(result.error());
        } else if (*value == plan.expected) {
            m_result.note = u"already current (%1)"_s.arg(name(plan.verifiedBy));
            m_result.verifiedBy = plan.verifiedBy;
            m_result.checksum = *value;
            endWith(FileOutcome::Skipped);
        } else {
            begin();
        }
    });
}

} // namespace millrace
