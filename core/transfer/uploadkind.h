// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/transferkind.h"
#include "transfer/uploadspec.h"

namespace millrace {

/// Runs of uploads.
class UploadKind final : public TransferKind
{
public:
    explicit UploadKind(UploadSpec spec) : m_spec(std::move(spec)) {}

    const Connection &connection() const override { return m_spec.connection; }
    const TransferSettings &settings() const override { return m_spec.settings; }
    Result<RunLayout> layOut(bool tls) const override;
    void equip(PartEnvironment &, const RunLayout &) override {}
    Result<std::unique_ptr<TaskSource>> makeSource(const RunContext &context) override;
    /// An upload id that nobody heard of could not be aborted, so every command's answer is waited for.
    bool cancelsCommands() const override { return false; }
    void describe(RunCounters &counters) const override { counters.upload = true; }

private:
    const UploadSpec m_spec;
};

} // namespace millrace
