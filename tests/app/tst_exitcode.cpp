// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/exitcode.h"

#include <QtTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestExitCode : public QObject
{
    Q_OBJECT
private slots:
    void everyKind_data();
    void everyKind();
    void filesOfOneKind_data() { everyKind_data(); }
    void filesOfOneKind();
    void mixedFailures();
    void nothingWrong();
    void interruptedWins();
    void runErrorAndFileError();
    void failuresWithoutResults();
};

static FileResult failed(ErrorKind kind)
{
    FileResult file;
    file.outcome = FileOutcome::Failed;
    file.error = Error::make(kind, ErrorCause::None, u"x"_s);
    return file;
}

void TestExitCode::everyKind_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<int>("code");
    const std::pair<ErrorKind, int> rows[] = {
        {ErrorKind::Cancelled, 130}, {ErrorKind::Network, 1},  {ErrorKind::Timeout, 1},   {ErrorKind::Throttled, 1},
        {ErrorKind::Auth, 3},        {ErrorKind::NotFound, 4}, {ErrorKind::Conflict, 1},  {ErrorKind::Integrity, 5},
        {ErrorKind::LocalFile, 6},   {ErrorKind::Protocol, 1}, {ErrorKind::Config, 2},
    };
    for (const auto &[kind, code] : rows)
        QTest::newRow(qPrintable(name(kind))) << int(kind) << code;
}

void TestExitCode::everyKind()
{
    QFETCH(int, kind);
    QFETCH(int, code);
    const Error error = Error::make(ErrorKind(kind), ErrorCause::None, u"x"_s);
    QCOMPARE(int(exitCodeFor(error)), code);
    ExitTally tally;
    tally.add(error);
    QCOMPARE(int(tally.code()), code);
}

void TestExitCode::filesOfOneKind()
{
    QFETCH(int, kind);
    QFETCH(int, code);
    ExitTally tally;
    FileResult good;
    good.outcome = FileOutcome::Done;
    tally.add(good);
    tally.add(failed(ErrorKind(kind)));
    tally.add(failed(ErrorKind(kind)));
    RunResult run;
    run.filesFailed = 2;
    tally.add(run);
    QCOMPARE(int(tally.code()), code);
}

void TestExitCode::mixedFailures()
{
    ExitTally tally;
    tally.add(failed(ErrorKind::NotFound));
    tally.add(failed(ErrorKind::LocalFile));
    tally.add(failed(ErrorKind::LocalFile));
    QCOMPARE(tally.code(), ExitCode::Failed);
}

void TestExitCode::nothingWrong()
{
    ExitTally tally;
    for (const FileOutcome outcome : {FileOutcome::Done, FileOutcome::Skipped, FileOutcome::Planned}) {
        FileResult file;
        file.outcome = outcome;
        tally.add(file);
    }
    tally.add(RunResult());
    QCOMPARE(tally.code(), ExitCode::Ok);
}

void TestExitCode::interruptedWins()
{
    ExitTally tally;
    tally.add(failed(ErrorKind::NotFound));
    RunResult run;
    run.cancelled = true;
    run.error = Error::cancelled();
    tally.add(run);
    QCOMPARE(tally.code(), ExitCode::Interrupted);
}

void TestExitCode::runErrorAndFileError()
{
    ExitTally same;
    same.add(failed(ErrorKind::Auth));
    same.add(Error::make(ErrorKind::Auth, ErrorCause::None, u"x"_s));
    QCOMPARE(same.code(), ExitCode::Access);
    ExitTally different;
    different.add(failed(ErrorKind::NotFound));
    different.add(Error::make(ErrorKind::Auth, ErrorCause::None, u"x"_s));
    QCOMPARE(different.code(), ExitCode::Failed);
}

void TestExitCode::failuresWithoutResults()
{
    ExitTally tally;
    RunResult run;
    run.filesFailed = 1;
    tally.add(run);
    QCOMPARE(tally.code(), ExitCode::Failed);
}

QTEST_GUILESS_MAIN(TestExitCode)
#include "tst_exitcode.moc"
