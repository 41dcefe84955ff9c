// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/filedownload.h"
#include "transfer/keyfilter.h"
#include "transfer/localnames.h"

namespace millrace {

/// What hooks are shown of a plan.
HookedFile hookedFile(const PlannedFile &planned);

/// Decides which objects take part and where each goes, before a byte moves. One thread.
class Planner
{
public:
    /// Config error for a pattern that is none.
    static Result<Planner> make(const DownloadSpec &spec);

    /// The plan for one object, or none when a filter leaves it out or enough were taken.
    std::optional<PlannedFile> plan(const ObjectInfo &object, int iteration = 1);
    /// The object could not be looked at: it takes part as a failure.
    PlannedFile planFailure(const QString &key, const Error &error);
    /// True once --iteration-number keys were taken.
    bool isFull() const { return m_spec.maxFiles >= 0 && m_taken >= m_spec.maxFiles; }

private:
    Planner(const DownloadSpec &spec, KeyFilter filter);
    void place(PlannedFile &planned, int iteration);

    const DownloadSpec &m_spec;
    KeyFilter m_filter;
    LocalNames m_names;
    QString m_strip;
    quint64 m_lastId = 0;
    qint64 m_taken = 0;
};

} // namespace millrace
