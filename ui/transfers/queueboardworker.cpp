// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/transfers/queueboardworker.h"

#include "ui/text/coretext.h"
#include "ui/text/errorsentence.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace millrace {
namespace {

TransferState stateOf(const QueueEntry &entry)
{
    switch (entry.state) {
    case QueueState::Queued: return TransferState::Queued;
    case QueueState::Active: return entry.wish == QueueWish::Pause ? TransferState::Pausing : TransferState::Active;
    case QueueState::Paused: return TransferState::Paused;
    case QueueState::Finished: return TransferState::Done;
    case QueueState::Failed: return TransferState::Failed;
    case QueueState::Cancelled: return TransferState::Cancelled;
    }
    return TransferState::Queued;
}

TransferOrder orderOf(const QueueTask &task)
{
    TransferOrder order;
    order.spec = task.spec;
    order.connectionId = task.connectionId;
    order.connectionName = task.connectionName;
    order.awsProfile = task.connection.profile;
    std::visit([&task](auto &spec) {
        spec.connection.endpoint = QUrl(task.connection.endpointUrl);
        spec.connection.region = task.connection.region;
        spec.connection.addressing = task.connection.addressing.value_or(Addressing::Auto);
        spec.connection.caBundle = task.connection.caBundle;
        spec.connection.requesterPays = task.connection.requesterPays;
        spec.connection.credentials.anonymous = task.connection.noSignRequest;
    }, order.spec);
    return order;
}

/// How long the end of the program waits for transfers to stop.
constexpr auto patience = 10s;

QList<qint64> toQueue(const QList<quint64> &ids)
{
    QList<qint64> out;
    for (const quint64 id : ids)
        out.append(qint64(id));
    return out;
}

} // namespace

QueueBoardWorker::QueueBoardWorker(QString file, ConnectionProvider keys, const BandwidthBuckets &bandwidth,
                                   QString reportFolder)
    : m_file(std::move(file)), m_keys(std::move(keys)), m_bandwidth(bandwidth),
      m_reportFolder(std::move(reportFolder)), m_timer(this), m_keeper(this)
{
    m_timer.setInterval(250ms);
    connect(&m_timer, &QTimer::timeout, this, &QueueBoardWorker::flush);
    m_keeper.setInterval(10s);
    connect(&m_keeper, &QTimer::timeout, this, &QueueBoardWorker::keepReports);
    qRegisterMetaType<QHash<quint64, TransferOrder>>();
}

QueueBoardWorker::~QueueBoardWorker() = default;

void QueueBoardWorker::open()
{
    QueueRunnerOptions options;
    options.file = m_file;
    options.program = u"Millrace"_s;
    options.parallel = m_parallel;
    options.running = true;
    options.connection = m_keys;
    options.bandwidth = m_bandwidth;
    options.memory = m_memory;
    m_runner = std::make_unique<QueueRunner>(options);
    connect(m_runner.get(), &QueueRunner::failed, this, &QueueBoardWorker::troubled);
    connect(m_runner.get(), &QueueRunner::opened, this, [this] { m_open = true; });
    connect(m_runner.get(), &QueueRunner::refused, this,
            [this](quint64 ticket, const Error &error) {
                m_retunings.remove(ticket);
                emit troubled(error);
            });
    connect(m_runner.get(), &QueueRunner::done, this, [this](quint64 ticket) {
        if (m_retunings.contains(ticket)) {
            const Retuning done = m_retunings.take(ticket);
            onSettings(done.id, done.settings);
        }
    });
    connect(m_runner.get(), &QueueRunner::remained, this,
            [this](const QueueEntry &entry, const Error &error, const QString &command) {
        emit remained(entry.task.source(), error, command);
    });
    connect(m_runner.get(), &QueueRunner::changed, this, &QueueBoardWorker::onQueue);
    connect(m_runner.get(), &QueueRunner::began, this, [this](const QueueEntry &entry) {
        take(entry);
        sayStopped(quint64(entry.id), QueueState::Queued);
        TransferRecord &record = *find(quint64(entry.id));
        record.begin();
        if (const Result<> begun = recorder(entry).begin(orderOf(entry.task)); !begun)
            record.say(LogLine::Level::Warning, errorSentence(begun.error()).line());
        m_changes.beginAgain(quint64(entry.id));
        if (!m_keeper.isActive())
            m_keeper.start();
    });
    connect(m_runner.get(), &QueueRunner::progressed, this, [this](qint64 id, const Snapshot &snapshot) {
        if (TransferRecord *record = find(quint64(id))) {
            record->take(snapshot);
            mark(quint64(id));
        }
    });
    connect(m_runner.get(), &QueueRunner::fileFinished, this, [this](qint64 id, const FileResult &result) {
        if (TransferRecord *record = find(quint64(id))) {
            record->take(result);
            if (const auto report = m_reports.find(quint64(id)); report != m_reports.end())
                report->second.add(result);
            mark(quint64(id));
        }
    });
    connect(m_runner.get(), &QueueRunner::noticed, this, [this](qint64 id, const QString &text) {
        if (TransferRecord *record = find(quint64(id)))
            record->say(LogLine::Level::Info, coreText(text));
    });
    connect(m_runner.get(), &QueueRunner::ended, this, [this](const QueueEntry &entry, const RunResult &result) {
        if (TransferRecord *record = find(quint64(entry.id))) {
            record->end(result);
            take(entry);
            if (entry.state == QueueState::Queued)
                m_stopped.insert(quint64(entry.id));
            else
                record->sayEnd(result);
            RunRecorder &report = recorder(entry);
            RunResult told = result;
            if (!told.error && result.filesFailed == 0)
                told.error = entry.error; // no run came to be: the report is of a failure all the same
            report.add(told);
            if (record->row.isOver())
                endReport(quint64(entry.id));
            else if (const Result<> kept = report.keep(); !kept)
                record->say(LogLine::Level::Warning, errorSentence(kept.error()).line());
        }
    });
    m_runner->open();
}

void QueueBoardWorker::close()
{
    if (!m_runner || !m_open) {
        emit closed();
        return;
    }
    connect(m_runner.get(), &QueueRunner::stopped, this, &QueueBoardWorker::closed);
    QTimer::singleShot(patience, this, &QueueBoardWorker::closed); // the file may not let the entries go
    m_runner->setRunning(false);
}

/// The transfer's report, under the name by which another process finds what is kept of it.
RunRecorder &QueueBoardWorker::recorder(const QueueEntry &entry)
{
    const QString name = u"%1-%2"_s.arg(entry.id).arg(entry.added.toMSecsSinceEpoch());
    return m_reports.try_emplace(quint64(entry.id), m_reportFolder, name).first->second;
}

void QueueBoardWorker::keepReports()
{
    bool any = false;
    for (auto &[id, report] : m_reports) {
        const TransferRecord *record = find(id);
        const auto entry = m_entries.constFind(id);
        if (!record || entry == m_entries.cend() || entry->state != QueueState::Active || !entry->mine)
            continue;
        report.keepSoFar(record->soFar());
        any = true;
    }
    if (!any)
        m_keeper.stop();
}

void QueueBoardWorker::endReport(quint64 id)
{
    const auto report = m_reports.find(id);
    if (report == m_reports.end())
        return;
    report->second.finish(this, [this, id](const Result<QString> &file) {
        if (file)
            emit reported(id, *file);
        else if (TransferRecord *record = find(id))
            record->say(LogLine::Level::Warning, errorSentence(file.error()).line());
    });
    m_reports.erase(report);
}

TransferRecord *QueueBoardWorker::find(quint64 id)
{
    const auto found = m_records.find(id);
    return found == m_records.end() ? nullptr : &found->second;
}

void QueueBoardWorker::mark(quint64 id)
{
    m_changes.mark(id);
    if (!m_timer.isActive())
        m_timer.start();
}

/// A run that was stopped has its transfer back in the queue; whether that is paused or cancelled by it is told after.
void QueueBoardWorker::sayStopped(quint64 id, QueueState state)
{
    if (!m_stopped.remove(id))
        return;
    TransferRecord &record = m_records[id];
    const TransferState shown = record.row.state;
    record.row.state = state == QueueState::Paused      ? TransferState::Paused
                       : state == QueueState::Cancelled ? TransferState::Cancelled
                                                        : TransferState::Queued;
    record.sayEnd({});
    record.row.state = shown;
    mark(id);
}

/// What the queue knows of an entry; what its run tells is there already where it runs here.
void QueueBoardWorker::take(const QueueEntry &entry)
{
    const quint64 id = quint64(entry.id);
    const auto known = m_entries.constFind(id);
    TransferRecord &record = m_records[id];
    if (known == m_entries.cend()) {
        record.describe(entry.task.spec);
        record.row.id = id;
        record.row.connectionName = entry.task.connectionName.isEmpty() ? entry.task.connection.profile : entry.task.connectionName;
        record.row.addedAt = entry.added;
        emit ordersKnown({{id, orderOf(entry.task)}});
    } else if (known->state == entry.state && known->wish == entry.wish && known->place == entry.place
               && known->progress == entry.progress) {
        return;
    }
    const bool cancelledNow = known != m_entries.cend() && known->state == QueueState::Paused && entry.state == QueueState::Cancelled;
    m_entries.insert(id, entry);
    if (cancelledNow && (recorder(entry).isOpen() || recorder(entry).isKept())) {
        // No run ends any more: the paused one was the last.
        if (recorder(entry).isOpen() || recorder(entry).begin(orderOf(entry.task)))
            endReport(id);
    }
    TransferRow &row = record.row;
    row.state = stateOf(entry);
    row.position = entry.place;
    row.error = entry.error;
    row.endedAt = entry.ended;
    const bool runsHere = entry.state == QueueState::Active && entry.mine;
    if (!runsHere) {
        row.size = entry.progress.filesTotal > 0 ? entry.progress.bytesTotal : -1;
        row.done = entry.progress.bytesDone;
        row.filesTotal = entry.progress.filesTotal;
        row.filesDone = entry.progress.filesDone;
        row.filesSkipped = 0; // the queue counts them as done
        row.filesFailed = entry.progress.filesFailed;
        row.rate = entry.progress.rate;
        row.etaSeconds = entry.progress.etaSeconds;
        row.connections = 0;
    }
    // What had ended before this program began is no news.
    if (m_first && entry.state != QueueState::Active && entry.state != QueueState::Queued)
        m_changes.isNewEnd(row);
    mark(id);
}

void QueueBoardWorker::onQueue(const QueueSnapshot &queue)
{
    QSet<quint64> present;
    for (const QueueEntry &entry : queue.entries) {
        present.insert(quint64(entry.id));
        take(entry);
        if (entry.state != QueueState::Active)
            sayStopped(quint64(entry.id), entry.state);
    }
    m_first = false;
    QList<quint64> gone;
    for (auto it = m_records.begin(); it != m_records.end();) {
        if (present.contains(it->first)) {
            ++it;
            continue;
        }
        gone.append(it->first);
        if (const auto entry = m_entries.constFind(it->first); entry != m_entries.cend())
            recorder(*entry).drop();
        m_reports.erase(it->first);
        m_entries.remove(it->first);
        m_stopped.remove(it->first);
        m_changes.forget(it->first);
        it = m_records.erase(it);
    }
    if (!gone.isEmpty()) {
        emit removed(gone);
        flush();
    }
}

void QueueBoardWorker::add(const QueueDraft &draft)
{
    m_runner->add({draft});
}

void QueueBoardWorker::act(TransferAction action, const QList<quint64> &ids)
{
    // The queue takes or refuses a call as a whole: each is asked only of those that allow it.
    const auto those = [&](auto &&allows) {
        QList<quint64> chosen;
        for (const quint64 id : ids)
            if (const auto entry = m_entries.constFind(id); entry != m_entries.cend() && allows(entry->state))
                chosen.append(id);
        return toQueue(chosen);
    };
    const auto send = [this](const QList<qint64> &chosen, auto call) {
        if (!chosen.isEmpty())
            (m_runner.get()->*call)(chosen);
    };
    switch (action) {
    case TransferAction::Pause:
        send(those([](QueueState s) { return s == QueueState::Queued || s == QueueState::Active; }), &QueueRunner::pause);
        break;
    case TransferAction::Resume: send(those([](QueueState s) { return s == QueueState::Paused; }), &QueueRunner::resume); break;
    case TransferAction::Cancel:
        send(those([](QueueState s) { return s == QueueState::Queued || s == QueueState::Active || s == QueueState::Paused; }),
             &QueueRunner::cancel);
        break;
    case TransferAction::Retry:
        send(those([](QueueState s) { return s == QueueState::Failed || s == QueueState::Cancelled; }), &QueueRunner::retry);
        break;
    case TransferAction::Remove: send(those([](QueueState) { return true; }), &QueueRunner::remove); break;
    default: move(action, ids);
    }
}

void QueueBoardWorker::move(TransferAction action, const QList<quint64> &ids)
{
    QList<const QueueEntry *> chosen;
    for (const quint64 id : ids)
        if (const auto entry = m_entries.constFind(id); entry != m_entries.cend())
            chosen.append(&*entry);
    // Each step must find its place untouched by the ones before it.
    std::sort(chosen.begin(), chosen.end(), [&](const QueueEntry *a, const QueueEntry *b) {
        const bool before = a->place < b->place;
        return action == TransferAction::Up || action == TransferAction::ToBottom ? before : !before;
    });
    for (const QueueEntry *entry : std::as_const(chosen)) {
        int place = entry->place;
        switch (action) {
        case TransferAction::ToTop: place = 1; break;
        case TransferAction::Up: place = std::max(1, entry->place - 1); break;
        case TransferAction::Down: place = std::min(int(m_entries.size()), entry->place + 1); break;
        default: place = int(m_entries.size());
        }
        m_runner->move(entry->id, place);
    }
}

void QueueBoardWorker::setSettings(quint64 id, const TransferSettings &settings)
{
    m_retunings.insert(m_runner->setSettings(qint64(id), settings), {id, settings});
}

/// They are in the queue now.
void QueueBoardWorker::onSettings(quint64 id, const TransferSettings &settings)
{
    const auto entry = m_entries.find(id);
    if (entry == m_entries.end())
        return;
    std::visit([&settings](auto &spec) { spec.settings = settings; }, entry->task.spec);
    emit ordersKnown({{id, orderOf(entry->task)}});
    if (entry->state == QueueState::Active && entry->mine && entry->wish == QueueWish::None) {
        // Stopped and wanted again: it goes back into the queue, and from there on with the new settings.
        m_runner->pause({qint64(id)});
        m_runner->resume({qint64(id)});
    }
}

void QueueBoardWorker::watch(quint64 id)
{
    m_watched = id;
    if (TransferRecord *record = find(id)) {
        record->takeNewLines();
        emit logReset(id, record->log());
        emit detailChanged(record->detail(record->row.state == TransferState::Active));
    }
}

void QueueBoardWorker::setMemory(ByteCount all)
{
    m_memory = all;
    if (m_runner)
        m_runner->setMemory(all);
}

void QueueBoardWorker::setParallel(int transfers)
{
    m_parallel = transfers;
    if (m_runner)
        m_runner->setParallel(transfers);
}

void QueueBoardWorker::flush()
{
    QList<TransferRow> rows;
    TransferTotals totals;
    for (const auto &[id, record] : m_records) {
        if (m_changes.has(id))
            rows.append(record.row);
        BoardChanges::count(record.row, totals);
    }
    const bool watchedChanged = m_watched && m_changes.has(m_watched);
    m_changes.clear();
    if (!rows.isEmpty())
        emit changed(rows);
    emit totalsChanged(totals);
    for (const TransferRow &row : std::as_const(rows))
        if (m_changes.isNewEnd(row))
            emit ended(row);
    if (TransferRecord *record = find(m_watched)) {
        if (watchedChanged)
            emit detailChanged(record->detail(record->row.state == TransferState::Active));
        if (const QList<LogLine> lines = record->takeNewLines(); !lines.isEmpty())
            emit logged(m_watched, lines);
    }
    if (totals.active == 0)
        m_timer.stop();
}

} // namespace millrace
