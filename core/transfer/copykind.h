// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "transfer/copyspec.h"
#include "transfer/transferkind.h"

namespace millrace {

/// Requests of a run of copies in flight, unless the settings say otherwise, and at most: a client has 64 connections, and
/// a short command must not wait behind long copies.
constexpr int usualCopyRequests = 16;
constexpr int mostCopyRequests = 48;

/// Runs of copies on the server: commands only, so there are no workers.
class CopyKind final : public TransferKind
{
public:
    explicit CopyKind(CopySpec spec) : m_spec(std::move(spec)) {}

    const Connection &connection() const override { return m_spec.connection; }
    const TransferSettings &settings() const override { return m_spec.settings; }
    Result<RunLayout> layOut(bool tls) const override;
    void equip(PartEnvironment &, const RunLayout &) override {}
    Result<std::unique_ptr<TaskSource>> makeSource(const RunContext &context) override;
    /// An upload id that nobody heard of could not be aborted, so every command's answer is waited for.
    bool cancelsCommands() const override { return false; }

private:
    const CopySpec m_spec;
};

} // namespace millrace
