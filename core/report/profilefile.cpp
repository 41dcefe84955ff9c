// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/profilefile.h"

#include "report/orderedjson.h"

using namespace Qt::StringLiterals;

namespace millrace {

static Error profileError(const QFile &file)
{
    Error error = Error::make(ErrorKind::LocalFile, ErrorCause::None,
                              u"cannot write the profile: %1"_s.arg(file.errorString()));
    error.path = file.fileName();
    return error;
}

QByteArray profileLine(const Snapshot &snapshot, const QDateTime &time)
{
    const Sample &s = snapshot.now;
    OrderedJson json;
    json["time"] = localTime(time);
    json["elapsed_seconds"] = twoDecimals(snapshot.elapsedSeconds);
    json["bytes_per_second"] = qint64(s.rate);
    json["bytes_done"] = snapshot.bytesDone;
    json["bytes_moved"] = snapshot.bytesMoved;
    json["files_done"] = snapshot.filesDone;
    json["files_failed"] = snapshot.filesFailed;
    json["cpu_percent"] = twoDecimals(s.cpuPercent);
    json["cpu_user_percent"] = twoDecimals(s.cpuUserPercent);
    json["cpu_system_percent"] = twoDecimals(s.cpuSystemPercent);
    json["resident_bytes"] = s.residentBytes;
    json["network_received_bytes_per_second"] = qint64(s.networkReceivedRate);
    json["network_sent_bytes_per_second"] = qint64(s.networkSentRate);
    json["loopback_bytes_per_second"] = qint64(s.loopbackRate);
    json["disk_read_bytes_per_second"] = qint64(s.diskReadRate);
    json["disk_written_bytes_per_second"] = qint64(s.diskWrittenRate);
    json["connections"] = s.connections;
    json["retries"] = snapshot.retries;
    json["throttles"] = snapshot.throttles;
    return compactText(json) + '\n';
}

Result<std::unique_ptr<ProfileFile>> ProfileFile::open(const QString &path)
{
    std::unique_ptr<ProfileFile> profile(new ProfileFile);
    profile->m_file.setFileName(path);
    // Not buffered: whoever reads along sees whole lines only.
    if (!profile->m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered))
        return fail(profileError(profile->m_file));
    return profile;
}

void ProfileFile::add(const Snapshot &snapshot)
{
    if (m_error || !m_file.isOpen())
        return;
    const QByteArray line = profileLine(snapshot, QDateTime::currentDateTimeUtc());
    if (m_file.write(line) != line.size())
        m_error = profileError(m_file);
}

Result<> ProfileFile::close()
{
    m_file.close();
    return m_error ? Result<>(fail(*m_error)) : Result<>();
}

} // namespace millrace
