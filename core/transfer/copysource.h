// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/filecopy.h"
#include "transfer/keyfilter.h"

namespace millrace {

/// Finds the objects of a copy, a page at a time as they are asked for, and names the target of each. Lives in the run's
/// thread.
class CopySource final : public TaskSource
{
    Q_OBJECT
public:
    CopySource(CopyShare share, KeyFilter filter, QObject *parent = nullptr);
    void more() override;

private:
    void nextPage();
    void nextKeys();
    QString keyFor(const QString &sourceKey) const;
    void take(const ObjectInfo &object, const HeaderList &headers);
    void announce(PlannedCopy copy);
    void end(const std::optional<Error> &error);

    const CopyShare m_share;
    const CopySpec &m_spec;
    const KeyFilter m_filter;
    QString m_strip;
    QByteArray m_token;
    qsizetype m_nextKey = 0;
    int m_underWay = 0;
    quint64 m_lastId = 0;
    bool m_ended = false;
};

} // namespace millrace
