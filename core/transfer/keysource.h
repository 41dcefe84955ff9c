// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/s3client.h"
#include "transfer/planner.h"
#include "transfer/transferkind.h"
#include "transfer/urlprobe.h"

#include <map>
#include <memory>
#include <optional>

namespace millrace {

/// Finds the objects of a run, a page at a time as they are asked for, and has each planned. Lives in the run's thread.
class KeySource final : public TaskSource
{
    Q_OBJECT
public:
    KeySource(const DownloadSpec &spec, const RunContext &context, Planner planner, QObject *parent = nullptr);
    ~KeySource() override;

    /// Fetches the next page unless one is on its way.
    void more() override;

private:
    void nextPage();
    void nextKeys();
    void onHead(qsizetype index, const Result<ObjectHead> &head);
    void probeUrl();
    /// True when it takes part.
    bool take(const ObjectInfo &object, const HeaderList &headers);
    void announce(PlannedFile file);
    void end(const std::optional<Error> &error);

    const DownloadSpec &m_spec;
    S3Client &m_client;
    DiskWriters &m_writers;
    HttpTransportOptions m_transportOptions;
    const std::shared_ptr<const RunChoices> m_choices;
    Planner m_planner;
    std::unique_ptr<HttpTransport> m_transport; ///< of the probe
    std::unique_ptr<UrlProbe> m_probe;
    QByteArray m_token;
    qsizetype m_nextKey = 0;    ///< to be asked about
    qsizetype m_nextToPlan = 0; ///< to be planned; the answers in between wait in m_heads
    std::map<qsizetype, Result<ObjectHead>> m_heads;
    int m_underWay = 0;
    qint64 m_seen = 0;
    bool m_ended = false;
};

} // namespace millrace
