// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>
#include <memory>

namespace millrace {

/// The SQLite file under a queue: opening, schema, checks, transactions, errors in words. One thread.
class QueueDatabase
{
public:
    static constexpr int schemaVersion = 1;

    /// Makes file, folder and tables where there are none. Errors as QueueStore's.
    static Result<std::unique_ptr<QueueDatabase>> open(const QString &file);
    ~QueueDatabase();
    QueueDatabase(const QueueDatabase &) = delete;
    QueueDatabase &operator=(const QueueDatabase &) = delete;

    const QString &file() const { return m_file; }
    /// Runs one statement with its values; the query stands before the first row.
    Result<QSqlQuery> run(const QString &sql, const QVariantList &values = {});

    /// A write transaction: taken at once, so that two processes queue up here and not in the middle. Rolled back unless
    /// committed.
    class Transaction
    {
    public:
        static Result<std::unique_ptr<Transaction>> begin(QueueDatabase &database);
        ~Transaction();
        Result<> commit();

    private:
        explicit Transaction(QueueDatabase &database) : m_database(database) {}
        QueueDatabase &m_database;
        bool m_open = true;
    };

private:
    explicit QueueDatabase(QString file);
    Result<> openFile();
    Result<> checkIntact();
    Result<> prepareSchema();
    Error errorFrom(const QSqlError &error) const;

    const QString m_file;
    const QString m_name; ///< of the connection, unique in the process
    QSqlDatabase m_database;
};

} // namespace millrace
