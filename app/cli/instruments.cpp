// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/instruments.h"

namespace millrace {

Instruments::~Instruments() = default;

Result<std::unique_ptr<Instruments>> Instruments::open(const OutputOptions &options)
{
    auto instruments = std::make_unique<Instruments>();
    if (!options.profileFile.isEmpty()) {
        auto profile = ProfileFile::open(options.profileFile);
        if (!profile)
            return fail(profile.error());
        instruments->m_profile = std::move(*profile);
    }
    std::vector<std::shared_ptr<RequestTrace>> traces;
    for (const QString &path : options.traceFiles) {
        auto trace = TraceFile::open(path, TraceFile::formatOf(path));
        if (!trace)
            return fail(trace.error());
        instruments->m_files.push_back(*trace);
        traces.push_back(*trace);
    }
    if (traces.size() == 1)
        instruments->m_trace = traces.front();
    else if (!traces.empty())
        instruments->m_trace = std::make_shared<TraceTee>(std::move(traces));
    return instruments;
}

void Instruments::progressed(const Snapshot &snapshot)
{
    if (m_profile)
        m_profile->add(snapshot);
}

QList<Error> Instruments::close()
{
    QList<Error> troubles;
    if (m_profile)
        if (const Result<> closed = m_profile->close(); !closed)
            troubles += closed.error();
    for (const auto &file : m_files)
        if (const Result<> closed = file->close(); !closed)
            troubles += closed.error();
    return troubles;
}

namespace {

class InstrumentedView final : public RunView
{
public:
    InstrumentedView(std::unique_ptr<RunView> inner, std::unique_ptr<Instruments> instruments)
        : m_inner(std::move(inner)), m_instruments(std::move(instruments))
    {
    }
    void begin(const RunFacts &facts) override { m_inner->begin(facts); }
    void fileStarted(quint64 id, const QString &key, const QString &path, ByteCount size) override
    {
        m_inner->fileStarted(id, key, path, size);
    }
    void fileFinished(const FileResult &file) override { m_inner->fileFinished(file); }
    void progressed(const Snapshot &snapshot) override
    {
        m_instruments->progressed(snapshot);
        m_inner->progressed(snapshot);
    }
    void redraw() override { m_inner->redraw(); }
    void adjusted(const TuningStep &step) override { m_inner->adjusted(step); }
    void noticed(const QString &text) override { m_inner->noticed(text); }
    void warned(const QString &text) override { m_inner->warned(text); }
    void failed(const Error &error) override { m_inner->failed(error); }
    void deleted(const QString &name, bool planned) override { m_inner->deleted(name, planned); }
    void interrupted() override { m_inner->interrupted(); }
    QList<Error> completeFiles() override { return m_instruments->close() + m_inner->completeFiles(); }
    void end(const Report &report, const RunNotes &notes, const SummaryContext &context, ExitCode code) override
    {
        m_inner->end(report, notes, context, code);
    }

private:
    const std::unique_ptr<RunView> m_inner;
    const std::unique_ptr<Instruments> m_instruments;
};

} // namespace

std::unique_ptr<RunView> instrumented(std::unique_ptr<RunView> inner, std::unique_ptr<Instruments> instruments)
{
    return std::make_unique<InstrumentedView>(std::move(inner), std::move(instruments));
}

} // namespace millrace
