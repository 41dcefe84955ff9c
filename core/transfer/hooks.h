// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/backlog.h"
#include "transfer/chunktransform.h"
#include "transfer/results.h"

#include <QDateTime>
#include <functional>
#include <memory>

namespace millrace {

/// One file of a run, as hooks see it.
struct HookedFile
{
    quint64 id = 0;            ///< as in its FileResult; 0 before it was planned
    bool upload = false;
    QString bucket;
    QString key;
    QByteArray etag;           ///< of a download
    ByteCount size = -1;       ///< of the object; -1: unknown
    QDateTime lastModified;    ///< of the object to be downloaded
    QByteArray contentEncoding; ///< of a download; known once the object was received
    QString path;              ///< local, absolute; empty before it was planned, and where there is none
};

/// What a hook makes of a file that was found. Left as it is: nothing.
struct HookedName
{
    QString veto;              ///< why the file is left out; empty: it takes part
    QString name;              ///< another name; empty: its own
};

/// A stateful hook. Every call comes from the run's own thread, one at a time, in the order of the functions below; runs
/// that are given the same hook at the same time call it from a thread each. A call holds up the run, so what takes long
/// belongs elsewhere. The defaults do nothing.
class TransferHook
{
public:
    virtual ~TransferHook() = default;

    virtual void runStarts() {}
    /// A file was found, and may be left out or renamed. @p name is below the target (a folder, or the prefix of an
    /// upload), "/" between folders. What a download makes of another name is kept to the same rules as keys are: never
    /// outside the target folder, never in another file's way. An explicit target path or key is not changed.
    virtual HookedName fileFound(const HookedFile &file, const QString &name);
    /// It is its turn, and no byte was moved. The reason it is skipped after all; empty: it goes on.
    virtual QString fileStarts(const HookedFile &file);
    /// All bytes of a download are on disk and proved to be the object's; what is to become of them before they get
    /// their name. Nothing: they stay as they are. Those of several hooks work one behind the other.
    virtual std::unique_ptr<ChunkTransform> transformOf(const HookedFile &file);
    /// Its end, however it came about. A file whose outcome is Done has its name.
    virtual void fileEnded(const FileResult &file);
    virtual void runEnded(const RunResult &run);
};

/// Bytes of a download as they arrive, in any order; every byte of an object comes once unless the object is started over.
struct HookedChunk
{
    quint64 fileId = 0;
    const QString &key;
    ByteCount offset = 0;      ///< in the object
    const char *data = nullptr; ///< good for the call only
    ByteCount size = 0;
};
/// Looks at chunks in many threads at a time: a pure function, or one that locks what it keeps. It holds up its connection.
using ChunkHook = std::function<void(const HookedChunk &chunk)>;

/// What takes part in a run.
struct Hooks
{
    QList<std::shared_ptr<TransferHook>> stateful; ///< asked in this order; the first veto stands
    QList<ChunkHook> chunks;
    std::shared_ptr<Backlog> backlog = {}; ///< of who follows the run and may fall behind; none: nobody holds it up

    /// What all of them say together.
    HookedName found(const HookedFile &file, const QString &name) const;
    QString starts(const HookedFile &file) const;
    TransformChain transformsOf(const HookedFile &file) const;
};

} // namespace millrace
