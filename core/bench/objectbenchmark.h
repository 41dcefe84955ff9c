// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "operations/removal.h"
#include "transfer/transferengine.h"
#include "transfer/uploadspec.h"

#include <QElapsedTimer>
#include <QObject>
#include <memory>
#include <vector>

namespace millrace {

enum class BenchmarkDirection { Download, Upload };

/// What is measured. A value.
struct BenchmarkSpec
{
    Connection connection;
    BenchmarkDirection direction = BenchmarkDirection::Download;
    QString bucket;
    /// Test objects go into a folder of their own below it; existing ones are what is under it.
    QString prefix;
    QString key;               ///< with existing: this one object
    bool existing = false;     ///< download what is there; nothing is made or removed on the server
    qint64 maxObjects = -1;    ///< with existing: at most so many; -1: all
    int objects = 1;           ///< test objects
    ByteCount objectSize = 256 * MiB;
    QString folder;            ///< downloads go to files in a folder of their own below it, uploads come from there; empty: memory
    bool keepObjects = false;  ///< test objects stay
    TransferSettings settings; ///< of preparing; a pass has its own
};

/// One pass over all objects.
struct BenchmarkPass
{
    RunResult run;
    std::vector<double> fileRates; ///< MiB/s of the objects moved
    std::optional<Error> error;    ///< the first failure; the figures mean nothing then
    double mibPerSecond() const;   ///< all bytes over all time; 0 where it failed
};

/// Makes test objects, moves them as often as is asked, removes them again. One call at a time: each is answered by its
/// signal, exactly once. Lives in one thread with an event loop.
class ObjectBenchmark : public QObject
{
    Q_OBJECT
public:
    explicit ObjectBenchmark(BenchmarkSpec spec, QObject *parent = nullptr);
    ~ObjectBenchmark() override;

    /// Uploads what is to be downloaded, or makes the files that are to be uploaded. `prepared` follows.
    void prepare();
    /// A pass with @p settings; files of the last one are removed before the clock runs. `passed` follows.
    void pass(const TransferSettings &settings);
    /// Removes what prepare() and passes made, whatever became of them. `cleaned` follows; its error means that something is
    /// left, or may be.
    void cleanUp();
    /// Ends what is under way, cleanUp() excepted.
    void cancel();

    const BenchmarkSpec &spec() const { return m_spec; }
    /// An object was stored for certain; false: none, or one whose answer was lost.
    bool hasStored() const { return m_stored; }
    /// Where the objects are: "s3://bucket/prefix/".
    QString place() const;

signals:
    void prepared(const std::optional<millrace::Error> &error);
    void passed(const millrace::BenchmarkPass &pass);
    void cleaned(const std::optional<millrace::Error> &error);
    void progressed(const millrace::Snapshot &snapshot);
    void fileFinished(const millrace::FileResult &file);
    void noticed(const QString &text);

private:
    bool makesObjects() const { return !m_spec.existing; }
    QString keyOf(int index) const;
    QString fileOf(int index) const;
    UploadSpec uploads(bool fromFiles) const;
    void makeNextFile();
    void start(std::unique_ptr<TransferEngine> engine, void (ObjectBenchmark::*ended)(const RunResult &));
    void onFile(const FileResult &file);
    void onSent(const FileResult &file);
    std::optional<Error> leftBehind(const RemovalResult &result) const;
    void onUploaded(const RunResult &run);
    void onPassed(const RunResult &run);
    std::optional<Error> failure(const RunResult &run) const;
    void removeFiles();

    BenchmarkSpec m_spec;
    QString m_stamp;               ///< names the folder of this benchmark's objects and files
    std::unique_ptr<TransferEngine> m_engine;
    BenchmarkPass m_pass;
    std::optional<Error> m_firstError;
    std::unique_ptr<S3Client> m_client;
    std::unique_ptr<Removal> m_removal;
    std::optional<Error> m_removalError;
    int m_filesMade = 0;
    bool m_madeObjects = false;    ///< something was sent, and may be on the server
    bool m_stored = false;
    bool m_refused = true;         ///< whatever was sent, the server refused for good
    bool m_timed = false;          ///< the engine runs a pass
    bool m_cancelled = false;
};

} // namespace millrace
