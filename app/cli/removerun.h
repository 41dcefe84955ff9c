// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/commandclient.h"
#include "cli/exitcode.h"
#include "cli/question.h"
#include "operations/removal.h"

#include <QObject>
#include <memory>

namespace millrace {

/// A removal as the command line asks for it.
struct RemoveRequest
{
    QList<RemovalSpec> specs; ///< one after another
    bool asks = true;
    bool json = false;
};

/// Asks, removes, and tells of it. Ends the event loop with the exit code.
class RemoveRun : public QObject
{
    Q_OBJECT
public:
    RemoveRun(RemoveRequest request, S3Client &client, Console &console);
    void start();
    void cancel();

private:
    void count();
    void ask();
    void runNext();
    void onRemoved(const ObjectInfo &object);
    void onFailed(const Error &error);
    void tell(const Error &error);
    void onFinished(const RemovalResult &result);
    void finish();

    const RemoveRequest m_request;
    S3Client &m_client;
    Console &m_console;
    Question m_question;
    ExitTally m_tally;
    std::unique_ptr<ObjectPages> m_pages; ///< of the spec being counted
    std::unique_ptr<Removal> m_removal;
    qsizetype m_next = 0;
    qint64 m_counted = 0;
    ByteCount m_countedBytes = 0;
    QString m_firstKey;
    bool m_more = false;      ///< there are more than were counted
    RemovalResult m_total;
    bool m_cancelled = false;
};

} // namespace millrace
