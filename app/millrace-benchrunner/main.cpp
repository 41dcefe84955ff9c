// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/allocator.h"
#include "base/cryptoexit.h"
#include "base/descriptors.h"
#include "benchrunner/commandpeer.h"
#include "benchrunner/engineclient.h"
#include "benchrunner/librarypeer.h"
#include "benchrunner/provenpeer.h"
#include "benchrunner/runnerarguments.h"
#include "benchrunner/workloadrepeats.h"
#include "cli/connectionflags.h"
#include "cli/signalwatch.h"
#include "cli/standardstreams.h"

#include <QCoreApplication>
#include <QDir>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace millrace;

static std::unique_ptr<BenchClient> makeClient(const RunnerArguments &arguments, const Workload &workload,
                                               const WorkloadPlace &place)
{
    const QString &name = arguments.client;
    if (name == u"millrace")
        return std::make_unique<EngineClient>(workload, place);
    PeerPlace peer;
    peer.bucket = place.bucket;
    peer.region = place.connection.region;
    peer.endpoint = place.connection.endpoint.toString();
    peer.caBundle = place.connection.caBundle;
    peer.folder = place.folder;
    peer.targetGigabits = arguments.targetGigabits;
    std::unique_ptr<BenchClient> client;
    if (name == u"crt" || name.startsWith(u"boto3-"))
        client = std::make_unique<LibraryPeer>(name, workload, peer, place.connection);
    else
        client = std::make_unique<CommandPeer>(name, workload, peer, place.connection);
    return std::make_unique<ProvenPeer>(name, std::move(client), workload, place);
}

static int runWorkload(const RunnerArguments &arguments, Console &console)
{
    const Result<Workload> workload = Workload::read(arguments.workload);
    if (!workload)
        return WorkloadRepeats::fail(console, workload.error());
    if (!workload->isSupported())
        return WorkloadRepeats::skip(console, u"the workload has version %1, and only version %2 is known"_s
                                                  .arg(workload->version).arg(Workload::currentVersion));
    ConnectionOptions options;
    options.region = arguments.region;
    QString origin;
    const Result<Connection> connection = connectionFrom(options, true, &origin);
    if (!connection)
        return WorkloadRepeats::fail(console, connection.error());
    if (arguments.verbose)
        console.err(origin);

    WorkloadPlace place;
    place.connection = *connection;
    place.bucket = arguments.bucket;
    place.folder = QDir::currentPath();
    place.settings.maxConnections = connectionsFor(arguments.targetGigabits);
    const std::unique_ptr<BenchClient> client = makeClient(arguments, *workload, place);

    SignalWatch signalWatch;
    WorkloadRepeats repeats(*workload, place.folder, *client, console);
    QObject::connect(&signalWatch, &SignalWatch::interrupted, &repeats, &WorkloadRepeats::cancel);
    QObject::connect(&repeats, &WorkloadRepeats::finished, &repeats, [](int code) { QCoreApplication::exit(code); },
                     Qt::QueuedConnection);
    QTimer::singleShot(0, &repeats, &WorkloadRepeats::start);
    return QCoreApplication::exec();
}

int main(int argc, char **argv)
{
    holdStandardStreams();
    keepFreedMemory();
    raiseDescriptorLimit();
    leaveCryptoToTheSystem();
    if (!qEnvironmentVariableIsSet("QT_NO_GLIB"))
        qputenv("QT_NO_GLIB", "1");
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"millrace-benchrunner"_s);
    Console console;
    const QStringList words = QCoreApplication::arguments().mid(1);
    if (words.contains(u"--help"_s) || words.contains(u"-h"_s)) {
        console.outBytes(RunnerArguments::help().toUtf8());
        const Result<> written = console.finishOut();
        return written ? 0 : WorkloadRepeats::fail(console, written.error());
    }
    const Result<RunnerArguments> arguments = RunnerArguments::parse(words);
    if (!arguments)
        return WorkloadRepeats::fail(console, arguments.error());
    console.setVerbose(arguments->verbose);
    const int code = runWorkload(*arguments, console);
    // Figures that nobody can read are none: whoever drives this must not take the run for done.
    const Result<> written = console.finishOut();
    if (!written)
        return WorkloadRepeats::fail(console, written.error());
    return code == 0 && console.outIsBroken() ? WorkloadRepeats::exitFailed : code;
}
