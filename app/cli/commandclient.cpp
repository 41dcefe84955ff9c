// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commandclient.h"

#include "cli/signalwatch.h"
#include "cli/verbrun.h"

#include <QCoreApplication>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace millrace {

OptionGroup commandOutputOptions()
{
    return {u"Output"_s,
            {{{u"json"_s}, {}, u"JSON Lines on standard output instead of text"_s, {}},
             {{u"quiet"_s, u"q"_s}, {}, u"errors and warnings only"_s, {}},
             {{u"verbose"_s, u"v"_s}, {}, u"also say where the credentials came from"_s, {}},
             {{u"color"_s, u"colour"_s}, u"WHEN"_s, u"auto, always or never; NO_COLOR is honoured"_s, u"auto"_s},
             {{u"help"_s, u"h"_s}, {}, u"this text"_s, {}}}};
}

bool readCommandOutput(OptionValues &values, Console &console)
{
    values.exclude(u"quiet"_s, u"verbose"_s);
    if (const auto mode = values.choice(u"color"_s, {u"auto"_s, u"always"_s, u"never"_s}))
        console.setColour(ColourMode(*mode));
    console.setQuiet(values.has(u"quiet"_s));
    console.setVerbose(values.has(u"verbose"_s));
    return values.has(u"json"_s);
}

CommandClient::~CommandClient() = default;

Result<std::unique_ptr<CommandClient>> CommandClient::open(const ConnectionOptions &options, Console &console)
{
    const Result<Connection> connection = openConnection(options, console);
    if (!connection)
        return fail(connection.error());
    std::unique_ptr<CommandClient> made(new CommandClient);
    made->m_session = std::make_shared<S3Session>(*connection);
    const Result<HttpTransportOptions> transport = made->m_session->transportOptions();
    if (!transport)
        return fail(transport.error());
    made->m_client = std::make_unique<S3Client>(made->m_session, *transport);
    QObject::connect(made->m_client.get(), &S3Client::noticed, made->m_client.get(),
                     [&console](const QString &text) { console.err(text); });
    return made;
}

int CommandClient::exec(const std::function<void()> &start, const std::function<void()> &interrupt)
{
    SignalWatch signalWatch;
    QObject::connect(&signalWatch, &SignalWatch::interrupted, &signalWatch, interrupt);
    QTimer::singleShot(0, &signalWatch, start);
    return QCoreApplication::exec();
}

} // namespace millrace
