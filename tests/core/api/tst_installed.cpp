// SPDX-License-Identifier: GPL-3.0-or-later
// The libraries as another program finds them: installed, by find_package(Millrace).
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestInstalled : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    static bool run(const QString &program, const QStringList &arguments, QByteArray *said)
    {
        QProcess process;
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.start(program, arguments);
        const bool ended = process.waitForFinished(540'000);
        *said = process.readAll();
        return ended && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    }

private slots:
    void anotherProgramBuildsAndRuns()
    {
        const QString prefix = m_folder.path() + u"/prefix"_s, build = m_folder.path() + u"/build"_s;
        const QString source = QStringLiteral(TEST_SOURCE_DIR "/../core/examples");
        const QString sanitize = QStringLiteral(TEST_SANITIZE);
        QByteArray said;
        QVERIFY2(run(u"cmake"_s, {u"--install"_s, QStringLiteral(TEST_BUILD_DIR), u"--prefix"_s, prefix, u"--component"_s,
                                  u"Development"_s}, &said), said.constData());
        QStringList configure{u"-S"_s, source, u"-B"_s, build, u"-DCMAKE_PREFIX_PATH="_s + prefix};
        if (!sanitize.isEmpty())
            configure += u"-DCMAKE_CXX_FLAGS=-fsanitize="_s + sanitize;
        QVERIFY2(run(u"cmake"_s, configure, &said), said.constData());
        QVERIFY2(run(u"cmake"_s, {u"--build"_s, build}, &said), said.constData());
        QVERIFY2(run(build + u"/tour"_s, {}, &said), said.constData());
        QVERIFY2(said.contains("cancelled") && !said.contains("FAILED"), said.constData());
    }
};

QTEST_GUILESS_MAIN(TestInstalled)
#include "tst_installed.moc"
