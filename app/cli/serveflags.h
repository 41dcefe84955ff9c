// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/console.h"
#include "cli/optiontable.h"
#include "server/serveroptions.h"

namespace millrace {

/// "serve" as the command line asks for it.
struct ServeRequest
{
    ServerOptions server;
    QString bucket;               ///< the one to name in examples; empty where there are several
    QString folder;
    QString caFile;               ///< where to write the self-signed certificate; empty: a temporary file
    bool secretIsGenerated = false; ///< made here, so it has to be told
    bool json = false;
    bool quiet = false;
    ColourMode colour = ColourMode::Auto;
};

const OptionTable &serveOptions();
QString serveIntro();

/// Keys come from MILLRACE_SERVE_ACCESS_KEY and MILLRACE_SERVE_SECRET_KEY or are made up: never from argv.
Result<ServeRequest> parseServe(const QStringList &words);

/// A name S3 allows for a bucket that shows @p folder.
QString bucketNameFor(const QString &folder);

/// "small/:5000x16KiB" or "10x1GiB": objects without a disk. Config error that shows the form.
Result<SyntheticObjects> parseSynthetic(const QString &text, const QString &bucket);

} // namespace millrace
