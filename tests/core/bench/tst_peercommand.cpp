// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/peercommand.h"
#include "bench/workloadrecipe.h"

#include <QTest>

using namespace millrace;
using namespace Qt::StringLiterals;

class TestPeerCommand : public QObject
{
    Q_OBJECT
private:
    static Workload workload(const QByteArray &json) { return WorkloadRecipe::parse(json)->build(); }
    static PeerPlace place()
    {
        PeerPlace p;
        p.bucket = u"bucket"_s;
        p.region = u"eu-north-1"_s;
        p.endpoint = u"http://127.0.0.1:9000"_s;
        p.folder = u"/work"_s;
        p.scratch = u"/scratch"_s;
        p.targetGigabits = 25;
        return p;
    }

private slots:
    void awsCli()
    {
        const auto one = peerCommand(u"cli-crt"_s, workload(R"({"action":"download","fileSize":"5GiB"})"), place());
        QVERIFY(one);
        QCOMPARE(one->arguments, (QStringList{u"--endpoint-url"_s, u"http://127.0.0.1:9000"_s, u"--region"_s, u"eu-north-1"_s,
                                              u"s3"_s, u"cp"_s, u"--only-show-errors"_s, u"s3://bucket/download/5GiB-1x/1"_s,
                                              u"/work/download/5GiB-1x/1"_s}));
        QVERIFY(one->files.value(u"/scratch/aws-config"_s).contains("preferred_transfer_client = crt"));
        QVERIFY(one->files.value(u"/scratch/aws-config"_s).contains("target_bandwidth = 25Gb/s"));
        const auto many = peerCommand(u"cli-python"_s, workload(R"({"action":"upload","fileSize":"1KiB","numFiles":3})"), place());
        QVERIFY(many);
        QVERIFY(many->needsExactFolder);
        QCOMPARE(many->arguments.last(), u"s3://bucket/upload/1KiB-3x/"_s);
        const auto memory = peerCommand(u"cli-python"_s,
                                        workload(R"({"action":"upload","fileSize":"7B","filesOnDisk":false})"), place());
        QVERIFY(memory);
        QCOMPARE(memory->input, std::optional<ByteCount>(7));
        QVERIFY(memory->arguments.contains(u"-"_s));
        Workload scattered = workload(R"({"action":"upload","fileSize":"1KiB","numFiles":2})");
        scattered.tasks.last().key = u"elsewhere/2"_s;
        QVERIFY(!peerCommand(u"cli-python"_s, scattered, place()));
    }

    void lists()
    {
        Workload work = workload(R"({"action":"download","fileSize":"1KiB","numFiles":2})");
        work.tasks.last().key = u"elsewhere/2"_s;
        const auto rclone = peerCommand(u"rclone"_s, work, place());
        QVERIFY(rclone);
        QCOMPARE(rclone->files.value(u"/scratch/rclone.list"_s), QByteArray("download/1KiB-2x/1\nelsewhere/2\n"));
        const auto s5cmd = peerCommand(u"s5cmd"_s, work, place());
        QVERIFY(s5cmd);
        QVERIFY(s5cmd->files.value(u"/scratch/s5cmd.list"_s).endsWith("'s3://bucket/elsewhere/2' '/work/elsewhere/2'\n"));
    }

    void skips_data()
    {
        QTest::addColumn<QByteArray>("recipe");
        QTest::newRow("several from memory")
            << QByteArray(R"({"action":"upload","fileSize":"1KiB","numFiles":2,"filesOnDisk":false})");
        QTest::newRow("checksum") << QByteArray(R"({"action":"upload","fileSize":"1KiB","checksum":"SHA1"})");
    }

    void skips()
    {
        QFETCH(QByteArray, recipe);
        for (const auto &client : {u"cli-python"_s, u"cli-crt"_s, u"s5cmd"_s, u"rclone"_s}) {
            const auto command = peerCommand(client, workload(recipe), place());
            QVERIFY2(!command, qPrintable(client));
            QVERIFY(!command.error().isEmpty());
        }
    }

    void skipsBothWaysAtOnce()
    {
        Workload work = workload(R"({"action":"upload","fileSize":"1KiB"})");
        work.tasks += {WorkloadAction::Download, u"d"_s, 1};
        QVERIFY(!peerCommand(u"rclone"_s, work, place()));
        QVERIFY(!peerCommand(u"cli-python"_s, work, place()));
        QVERIFY(peerCommand(u"s5cmd"_s, work, place()));
    }
};

QTEST_GUILESS_MAIN(TestPeerCommand)
#include "tst_peercommand.moc"
