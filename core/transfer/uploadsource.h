// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/fileupload.h"
#include "transfer/uploadtree.h"

namespace millrace {

/// Plans the uploads of a run: what is below the sources, some at a time as they are asked for, or the one object from
/// memory. Lives in the run's thread.
class UploadSource final : public TaskSource
{
    Q_OBJECT
public:
    UploadSource(UploadShare share, std::optional<UploadTree> tree, QObject *parent = nullptr);
    void more() override;

private:
    PlannedUpload plan(const FoundFile &found) const;
    PlannedUpload planMemory() const;
    PlannedUpload planItem(const UploadItem &item) const;
    void moreItems();
    QString keyFor(const QString &name) const;
    void announce(PlannedUpload upload);
    void end();

    const UploadShare m_share;
    std::optional<UploadTree> m_tree;
    qsizetype m_nextItem = 0;
    quint64 m_lastId = 0;
    bool m_ended = false;
};

} // namespace millrace
