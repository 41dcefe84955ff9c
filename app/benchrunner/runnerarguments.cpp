// SPDX-License-Identifier: GPL-3.0-or-later
#include "benchrunner/runnerarguments.h"

#include <cmath>

using namespace Qt::StringLiterals;

namespace millrace {

QStringList RunnerArguments::clientNames()
{
    return {u"millrace"_s, u"crt"_s, u"boto3-python"_s, u"boto3-crt"_s, u"cli-python"_s, u"cli-crt"_s, u"s5cmd"_s, u"rclone"_s};
}

QString RunnerArguments::help()
{
    return u"Usage: millrace-benchrunner S3_CLIENT WORKLOAD BUCKET REGION TARGET_THROUGHPUT [--verbose]\n"
           "\n"
           "Runs a workload of aws-crt-s3-benchmarks (*.run.json, version 2) again and again, and prints how fast each run was.\n"
           "Files are below the working directory, under their keys.\n"
           "\n"
           "  S3_CLIENT          millrace, or another client where it is installed: crt, boto3-python, boto3-crt, cli-python,\n"
           "                     cli-crt, s5cmd, rclone\n"
           "  WORKLOAD           path of the *.run.json; \"millrace-cli workload make\" makes it\n"
           "  BUCKET REGION      where the objects are; \"millrace-cli workload prepare\" uploads those to be downloaded\n"
           "  TARGET_THROUGHPUT  of the network in Gb/s (10^9 bits), such as 100.0; decides how many connections may be open\n"
           "  --verbose          say more on standard error\n"
           "\n"
           "AWS_ENDPOINT_URL_S3 names a store other than AWS. Credentials come from the environment or the AWS profile.\n"
           "A workload without \"checksum\" is neither sent nor checked with one.\n"
           "A run counts only when every byte of the workload was moved, whatever the client says: downloads are counted, and\n"
           "uploaded objects are looked up. Of other clients than millrace the objects that they are about to upload are\n"
           "therefore deleted before each run.\n"
           "\n"
           "Exit codes: 0 done, 123 skipped (another version of workloads, a client that is not installed, or no single\n"
           "  command of it does the workload), 255 failed, 130 interrupted.\n"_s;
}

Result<RunnerArguments> RunnerArguments::parse(const QStringList &words)
{
    const auto usage = [](const QString &message) { return fail(ErrorKind::Config, ErrorCause::None, message); };
    RunnerArguments arguments;
    QStringList plain;
    for (const QString &word : words) {
        if (word == u"--verbose")
            arguments.verbose = true;
        else if (word.startsWith(u"--"))
            return usage(u"\"%1\" is no flag of millrace-benchrunner: it has --verbose and --help"_s.arg(word));
        else
            plain += word;
    }
    if (plain.size() != 5)
        return usage(u"five arguments are needed (S3_CLIENT WORKLOAD BUCKET REGION TARGET_THROUGHPUT), %1 were given"_s.arg(
            plain.size()));
    arguments.client = plain.at(0);
    arguments.workload = plain.at(1);
    arguments.bucket = plain.at(2);
    arguments.region = plain.at(3);
    bool ok = false;
    arguments.targetGigabits = plain.at(4).toDouble(&ok);
    if (!clientNames().contains(arguments.client))
        return usage(u"S3_CLIENT cannot be \"%1\": it is one of %2"_s.arg(arguments.client, clientNames().join(u", "_s)));
    if (arguments.bucket.isEmpty() || arguments.region.isEmpty())
        return usage(u"BUCKET and REGION cannot be empty"_s);
    if (!ok || !std::isfinite(arguments.targetGigabits) || arguments.targetGigabits <= 0)
        return usage(u"TARGET_THROUGHPUT cannot be \"%1\": a number of Gb/s above 0 is needed"_s.arg(plain.at(4)));
    return arguments;
}

} // namespace millrace
