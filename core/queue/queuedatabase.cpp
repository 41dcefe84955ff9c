// SPDX-License-Identifier: GPL-3.0-or-later
#include "queue/queuedatabase.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSqlError>
#include <QStorageInfo>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr int busyMilliseconds = 10'000;
constexpr qint64 mostOfALock = 4096;

const QStringList schema{
    u"CREATE TABLE schema (version INTEGER NOT NULL)"_s,
    u"CREATE TABLE owners (id INTEGER PRIMARY KEY AUTOINCREMENT, machine TEXT NOT NULL, boot TEXT NOT NULL,"
    " pid_space TEXT NOT NULL, pid INTEGER NOT NULL, start_ticks INTEGER NOT NULL, program TEXT NOT NULL,"
    " seen_ms INTEGER NOT NULL)"_s,
    u"CREATE TABLE entries (id INTEGER PRIMARY KEY AUTOINCREMENT, task TEXT NOT NULL, state TEXT NOT NULL,"
    " wish TEXT NOT NULL DEFAULT '', priority INTEGER NOT NULL DEFAULT 0, rank INTEGER NOT NULL, added_ms INTEGER NOT NULL,"
    " started_ms INTEGER, ended_ms INTEGER, runs INTEGER NOT NULL DEFAULT 0, bytes_total INTEGER NOT NULL DEFAULT 0,"
    " bytes_done INTEGER NOT NULL DEFAULT 0, files_total INTEGER NOT NULL DEFAULT 0, files_done INTEGER NOT NULL DEFAULT 0,"
    " files_failed INTEGER NOT NULL DEFAULT 0, rate REAL NOT NULL DEFAULT 0, eta REAL NOT NULL DEFAULT -1,"
    " error TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '', owner INTEGER)"_s,
    u"CREATE INDEX entries_in_order ON entries (priority DESC, rank, id)"_s,
    u"CREATE INDEX entries_waiting ON entries (state, priority DESC, rank, id)"_s,
};

Error withPath(Error e, const QString &path)
{
    e.path = path;
    return e;
}

Error damaged(const QString &file, const QString &how)
{
    return withPath(Error::make(ErrorKind::LocalFile, ErrorCause::QueueDamaged, how), file);
}

} // namespace

QueueDatabase::QueueDatabase(QString file)
    : m_file(std::move(file)), m_name(u"millrace-queue-"_s + QUuid::createUuid().toString(QUuid::Id128))
{
}

QueueDatabase::~QueueDatabase()
{
    m_database.close();
    m_database = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_name);
}

Result<std::unique_ptr<QueueDatabase>> QueueDatabase::open(const QString &file)
{
    std::unique_ptr<QueueDatabase> database(new QueueDatabase(QFileInfo(file).absoluteFilePath()));
    const QString folder = QFileInfo(database->m_file).path();
    if (!QDir().mkpath(folder))
        return fail(withPath(Error::make(ErrorKind::LocalFile, ErrorCause::PermissionDenied,
                                         u"the queue's folder cannot be made"_s), folder));
    if (QFileInfo(database->m_file).isDir())
        return fail(withPath(Error::make(ErrorKind::LocalFile, ErrorCause::BadPath, u"the queue must be a file"_s), file));
    // Two processes that make the tables or turn on the write-ahead log at once get in each other's way where SQLite's own
    // time-out does not reach.
    QLockFile lock(database->m_file + u".lock"_s);
    lock.setStaleLockTime(busyMilliseconds);
    if (!lock.tryLock(2 * busyMilliseconds)) {
        const bool held = lock.error() == QLockFile::LockFailedError;
        // The lock knows no full disk.
        if (!held && QStorageInfo(folder).bytesAvailable() < mostOfALock)
            return fail(withPath(Error::make(ErrorKind::LocalFile, ErrorCause::DiskFull,
                                             u"the queue's folder has no room"_s), database->m_file));
        return fail(withPath(held ? Error::make(ErrorKind::Conflict, ErrorCause::None,
                                                u"another process keeps the queue locked"_s)
                                  : Error::make(ErrorKind::LocalFile, ErrorCause::PermissionDenied,
                                                u"the queue's folder cannot be written to"_s),
                             database->m_file));
    }
    for (const auto step : {&QueueDatabase::openFile, &QueueDatabase::checkIntact, &QueueDatabase::prepareSchema})
        if (const Result<> done = (*database.*step)(); !done)
            return fail(done.error());
    return database;
}

Result<> QueueDatabase::openFile()
{
    if (!QSqlDatabase::isDriverAvailable(u"QSQLITE"_s))
        return fail(ErrorKind::Config, ErrorCause::None,
                    u"Qt's SQLite driver is not installed, and the queue needs it: on Debian it is the package "
                    "libqt6sql6-sqlite"_s);
    // The names of files and buckets are nobody else's business. SQLite gives its log the rights of the file.
    QFile file(m_file);
    if (!file.exists() && !file.open(QIODevice::ReadWrite, QFile::ReadOwner | QFile::WriteOwner))
        return fail(withPath(Error::make(ErrorKind::LocalFile, ErrorCause::PermissionDenied,
                                         u"the queue cannot be made: "_s + file.errorString()), m_file));
    file.close();
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    m_database.setDatabaseName(m_file);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(busyMilliseconds));
    if (!m_database.open())
        return fail(errorFrom(m_database.lastError()));
    return {};
}

Result<> QueueDatabase::checkIntact()
{
    Result<QSqlQuery> check = run(u"PRAGMA quick_check(1)"_s);
    if (!check)
        return fail(check.error());
    const QString found = check->next() ? check->value(0).toString() : u"it cannot be read"_s;
    if (found != u"ok")
        return fail(damaged(m_file, found));
    return {};
}

Result<> QueueDatabase::prepareSchema()
{
    Result<QSqlQuery> tables = run(u"SELECT name FROM sqlite_master WHERE type = 'table'"_s);
    if (!tables)
        return fail(tables.error());
    QStringList names;
    while (tables->next())
        names += tables->value(0).toString();
    tables->finish();
    if (!names.isEmpty() && !(names.contains(u"schema"_s) && names.contains(u"entries"_s)))
        return fail(damaged(m_file, u"this is a database of something else"_s));
    for (const QString &pragma : {u"PRAGMA journal_mode = WAL"_s, u"PRAGMA synchronous = FULL"_s})
        if (auto set = run(pragma); !set)
            return fail(set.error());

    if (names.isEmpty()) {
        auto transaction = Transaction::begin(*this);
        if (!transaction)
            return fail(transaction.error());
        for (const QString &statement : schema)
            if (auto made = run(statement); !made)
                return fail(made.error());
        if (auto made = run(u"INSERT INTO schema VALUES (?)"_s, {schemaVersion}); !made)
            return fail(made.error());
        return (*transaction)->commit();
    }
    Result<QSqlQuery> version = run(u"SELECT max(version) FROM schema"_s);
    if (!version)
        return fail(version.error());
    const int found = version->next() ? version->value(0).toInt() : 0;
    if (found > schemaVersion)
        return fail(withPath(Error::make(ErrorKind::Config, ErrorCause::None,
                                         u"%1 was written by a newer Millrace (format %2, this one knows %3): run that one, or "
                                         "name another file"_s.arg(m_file).arg(found).arg(schemaVersion)), m_file));
    if (found < 1)
        return fail(damaged(m_file, u"it does not say its format"_s));
    return {};
}

Result<QSqlQuery> QueueDatabase::run(const QString &sql, const QVariantList &values)
{
    QSqlQuery query(m_database);
    query.setForwardOnly(true);
    if (!query.prepare(sql))
        return fail(errorFrom(query.lastError()));
    for (const QVariant &value : values)
        query.addBindValue(value);
    if (!query.exec())
        return fail(errorFrom(query.lastError()));
    return query;
}

Error QueueDatabase::errorFrom(const QSqlError &error) const
{
    // Result codes: https://www.sqlite.org/rescode.html, the primary one in the low byte.
    const QString text = error.databaseText().isEmpty() ? error.text() : error.databaseText();
    const auto local = [&](ErrorCause cause) { return withPath(Error::make(ErrorKind::LocalFile, cause, text), m_file); };
    switch (error.nativeErrorCode().toInt() & 0xff) {
    case 5: // SQLITE_BUSY
    case 6: // SQLITE_LOCKED
        return withPath(Error::make(ErrorKind::Conflict, ErrorCause::None,
                                    u"another process keeps the queue locked"_s), m_file);
    case 11: // SQLITE_CORRUPT
    case 26: // SQLITE_NOTADB
        return local(ErrorCause::QueueDamaged);
    case 13: // SQLITE_FULL
        return local(ErrorCause::DiskFull);
    case 3:  // SQLITE_PERM
    case 8:  // SQLITE_READONLY
    case 14: // SQLITE_CANTOPEN
        return local(ErrorCause::PermissionDenied);
    default:
        return local(ErrorCause::None);
    }
}

Result<std::unique_ptr<QueueDatabase::Transaction>> QueueDatabase::Transaction::begin(QueueDatabase &database)
{
    if (auto begun = database.run(u"BEGIN IMMEDIATE"_s); !begun)
        return fail(begun.error());
    return std::unique_ptr<Transaction>(new Transaction(database));
}

QueueDatabase::Transaction::~Transaction()
{
    if (m_open)
        (void)m_database.run(u"ROLLBACK"_s);
}

Result<> QueueDatabase::Transaction::commit()
{
    if (auto done = m_database.run(u"COMMIT"_s); !done)
        return fail(done.error());
    m_open = false;
    return {};
}

} // namespace millrace
