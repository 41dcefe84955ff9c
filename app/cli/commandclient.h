// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/connectionflags.h"
#include "cli/console.h"
#include "s3/s3client.h"

#include <functional>
#include <memory>

namespace millrace {

/// Output flags of the verbs that send commands rather than move bytes: --json, --quiet, --verbose, --color, --help.
OptionGroup commandOutputOptions();
/// Applies them to @p console; true where JSON is wanted.
bool readCommandOutput(OptionValues &values, Console &console);

/// A client for a verb that sends commands, and the event loop it runs in.
class CommandClient
{
public:
    static Result<std::unique_ptr<CommandClient>> open(const ConnectionOptions &options, Console &console);
    ~CommandClient();

    S3Client &client() { return *m_client; }
    const Connection &connection() const { return m_session->connection(); }

    /// Runs the event loop: @p start is called in it, @p interrupt at the first Ctrl-C. The exit code is what
    /// QCoreApplication::exit() was called with.
    int exec(const std::function<void()> &start, const std::function<void()> &interrupt);

private:
    CommandClient() = default;
    std::shared_ptr<S3Session> m_session;
    std::unique_ptr<S3Client> m_client;
};

} // namespace millrace
