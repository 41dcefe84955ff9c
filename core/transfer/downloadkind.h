// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/transferkind.h"

namespace millrace {

/// Runs of downloads.
class DownloadKind final : public TransferKind
{
public:
    explicit DownloadKind(DownloadSpec spec) : m_spec(std::move(spec)) {}

    const Connection &connection() const override { return m_spec.connection; }
    const TransferSettings &settings() const override { return m_spec.settings; }
    bool usesTls(const S3Session &session) const override;
    Result<RunLayout> layOut(bool tls) const override;
    void equip(PartEnvironment &environment, const RunLayout &layout) override;
    Result<std::unique_ptr<TaskSource>> makeSource(const RunContext &context) override;
    Result<void> prepare() override;
    bool endsAtFirstFailure() const override { return bool(m_spec.stream); }
    void ended() override;
    bool partsMayGrow() const override { return !m_spec.stream && !m_spec.settings.partSize; }
    void describe(RunCounters &counters) const override;

private:
    const DownloadSpec m_spec;
};

} // namespace millrace
