// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/errortext.h"
#include "cli/optionvalues.h"
#include "cli/queueadd.h"
#include "cli/queuerun.h"
#include "cli/queuetakeback.h"
#include "cli/queuetext.h"
#include "cli/rateflags.h"
#include "cli/suggestion.h"
#include "cli/verbrun.h"
#include "queue/queuestore.h"

#include <QSet>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

QString queueIntro()
{
    return u"Usage: millrace-cli queue add [--priority P] [--paused] download|upload ...\n"
           "       millrace-cli queue list [--json]\n"
           "       millrace-cli queue run [--watch] [--parallel N] [--max-rate RATE] [--json]\n"
           "       millrace-cli queue pause|resume|cancel|retry|remove ID...|--all|--finished\n"
           "       millrace-cli queue move ID... --to N | --priority P\n"
           "\n"
           "Keeps transfers on disk until they are done. \"add\" takes what \"download\" and \"upload\" take; \"run\" works\n"
           "the queue off, and may be killed, called again, or called twice: every transfer goes on where it stopped, and\n"
           "no two processes run the same one. Pausing and the like reach a running queue within a second.\n"
           "\n"
           "A paused upload keeps on the server what it has sent, to go on with. Cancelling or removing an upload takes that\n"
           "back; where the server cannot be reached, a warning says which command clears the rest, and the exit code is 1.\n"
           "\n"
           "No keys are kept: each transfer finds them when it runs, by its --profile or in the environment.\n"
           "\n"
           "Examples:\n"
           "  millrace-cli queue add download s3://my-bucket/data/ ./data --profile work\n"
           "  millrace-cli queue add --priority high upload big.iso s3://my-bucket/images/\n"
           "  millrace-cli queue run\n"_s;
}

const OptionTable &queueOptions()
{
    static const OptionTable table = [] {
        OptionTable t;
        t.add({u"Which queue"_s, {{{u"queue"_s}, u"FILE"_s, u"the queue's file"_s, defaultQueueFile()}}});
        t.add({u"add and move"_s,
               {{{u"priority"_s}, u"P"_s, u"high, normal, low, or a number from -100 to 100; higher ones run first"_s,
                 u"normal"_s},
                {{u"paused"_s}, {}, u"add: wait for resume"_s, {}},
                {{u"to"_s}, u"N"_s, u"move: the place in the list, 1 is the first"_s, {}}}});
        t.add({u"pause, resume, cancel, retry and remove"_s,
               {{{u"all"_s}, {}, u"every entry that allows it"_s, {}},
                {{u"finished"_s}, {}, u"remove: every finished entry"_s, {}}}});
        t.add({u"run"_s,
               {{{u"parallel"_s}, u"N"_s, u"transfers at once"_s, u"2"_s},
                {{u"watch"_s}, {}, u"when all is done wait for more"_s, {}}}});
        t.add(rateOptions());
        t.add({u"Output"_s,
               {{{u"json"_s}, {}, u"list: one JSON document; run: events as JSON Lines"_s, {}},
                {{u"quiet"_s, u"q"_s}, {}, u"errors and warnings only"_s, {}},
                {{u"color"_s, u"colour"_s}, u"WHEN"_s, u"auto, always or never; NO_COLOR is honoured"_s, u"auto"_s},
                {{u"help"_s, u"h"_s}, {}, u"this text"_s, {}}}});
        return t;
    }();
    return table;
}

/// A refusal of the queue says all there is to say; other errors get their next step.
int failed(Console &console, const Error &error)
{
    const bool plain = error.kind == ErrorKind::NotFound || (error.kind == ErrorKind::Conflict && error.path.isEmpty());
    console.error(plain ? error.message + u"; \"millrace-cli queue list\" shows what is there"_s : errorLine(error));
    return int(exitCodeFor(error));
}

int usage(Console &console, const QString &message)
{
    return failed(console, Error::make(ErrorKind::Config, ErrorCause::None, message));
}

std::optional<int> readPriority(OptionValues &values)
{
    const QString text = values.text(u"priority"_s);
    for (const auto &[name, priority] : {std::pair(u"high"_s, 10), {u"normal"_s, 0}, {u"low"_s, -10}})
        if (text == name)
            return priority;
    const auto number = values.integer(u"priority"_s, -highestPriority, highestPriority);
    return number ? std::optional(int(*number)) : std::nullopt;
}

/// Takes the queue's own flags out of the words of "add", wherever they stand; the rest is the verb's.
Words takeOwnFlags(Words &words)
{
    static const QSet<QString> withValue{u"--queue"_s, u"--priority"_s};
    static const QSet<QString> switches{u"--paused"_s, u"--quiet"_s, u"-q"_s};
    Words own;
    for (qsizetype i = 0; i < words.size() && words.at(i) != u"--";) {
        const QString word = words.at(i);
        if (withValue.contains(word) && i + 1 < words.size())
            own += {words.takeAt(i), words.takeAt(i)};
        else if (switches.contains(word) || withValue.contains(word.section(u'=', 0, 0)))
            own += words.takeAt(i);
        else
            ++i;
    }
    return own;
}

int add(Words rest, Console &console)
{
    const Words own = takeOwnFlags(rest);
    const Result<Arguments> arguments = Arguments::parse(queueOptions(), own, u"queue add"_s);
    if (!arguments)
        return failed(console, arguments.error());
    OptionValues values(*arguments);
    const auto priority = readPriority(values);
    console.setQuiet(values.has(u"quiet"_s));
    if (values.error())
        return failed(console, *values.error());
    auto drafts = parseQueued(rest);
    if (!drafts)
        return failed(console, drafts.error());
    for (QueueDraft &draft : *drafts) {
        draft.priority = priority.value_or(0);
        draft.paused = values.has(u"paused"_s);
    }
    auto store = QueueStore::open(values.nonEmpty(u"queue"_s).value_or(defaultQueueFile()), u"millrace-cli"_s);
    if (!store)
        return failed(console, store.error());
    const auto ids = (*store)->add(*drafts);
    if (!ids)
        return failed(console, ids.error());
    for (qsizetype i = 0; i < ids->size(); ++i) {
        console.out(QString::number(ids->at(i)));
        if (!console.isQuiet())
            console.err(u"[%1] queued: %2"_s.arg(ids->at(i)).arg(taskText(drafts->at(i).task)));
    }
    return int(ExitCode::Ok);
}

int list(const Arguments &arguments, QueueStore &store, Console &console)
{
    const auto entries = store.entries();
    if (!entries)
        return failed(console, entries.error());
    if (arguments.has(u"json"_s))
        console.outBytes(queueJson(store.file(), *entries));
    else
        console.outBytes(queueTable(*entries, console.outIsTerminal() ? console.width() : 1000).toUtf8());
    return int(ExitCode::Ok);
}

/// Whether "--all" means this entry.
bool allows(const QString &verb, QueueState state)
{
    const bool waiting = state == QueueState::Queued || state == QueueState::Active;
    if (verb == u"pause")
        return waiting;
    if (verb == u"resume")
        return state == QueueState::Paused;
    if (verb == u"cancel")
        return waiting || state == QueueState::Paused;
    if (verb == u"retry")
        return state == QueueState::Failed || state == QueueState::Cancelled;
    return true;
}

Result<QList<qint64>> chosen(const QString &verb, const Arguments &arguments, QueueStore &store)
{
    const auto refuse = [](const QString &message) { return fail(ErrorKind::Config, ErrorCause::None, message); };
    QList<qint64> ids;
    for (const QString &word : arguments.positional()) {
        bool good = false;
        ids += word.toLongLong(&good);
        if (!good || ids.last() < 1)
            return refuse(u"\"%1\" is no entry's number; \"millrace-cli queue list\" shows them"_s.arg(word));
    }
    const bool all = arguments.has(u"all"_s);
    const bool finished = arguments.has(u"finished"_s);
    if (finished && verb != u"remove")
        return refuse(u"--finished is for \"queue remove\""_s);
    if (!all && !finished) {
        if (ids.isEmpty())
            return refuse(u"\"queue %1\" needs the numbers of entries%2"_s.arg(verb, verb == u"move" ? QString() : u", or --all"_s));
        return ids;
    }
    if (!ids.isEmpty())
        return refuse(u"give either numbers or --all"_s);
    const auto entries = store.entries();
    if (!entries)
        return fail(entries.error());
    for (const QueueEntry &entry : *entries)
        if (finished ? entry.state == QueueState::Finished : allows(verb, entry.state))
            ids += entry.id;
    return ids;
}

int steer(const QString &verb, OptionValues &values, const Arguments &arguments, QueueStore &store, Console &console)
{
    const auto ids = chosen(verb, arguments, store);
    if (!ids)
        return failed(console, ids.error());
    Result<> done;
    QList<QueueEntry> givenUp;
    if (verb == u"cancel" || verb == u"remove") {
        const auto entries = store.entries();
        if (!entries)
            return failed(console, entries.error());
        for (const QueueEntry &entry : *entries)
            if (ids->contains(entry.id) && UploadTakeBack::mayConcern(entry))
                givenUp += entry;
    }
    if (verb == u"move") {
        const auto place = values.integer(u"to"_s, 1, std::numeric_limits<int>::max());
        const auto priority = readPriority(values);
        if (values.error())
            return failed(console, *values.error());
        if (!place && !priority)
            return usage(console, u"\"queue move\" needs --to N or --priority P"_s);
        if (priority)
            done = store.setPriority(*ids, *priority);
        for (qsizetype i = 0; place && done && i < ids->size(); ++i)
            done = store.move(ids->at(i), int(std::min(*place + i, qint64(std::numeric_limits<int>::max()))));
    } else {
        const QHash<QString, Result<> (QueueStore::*)(const QList<qint64> &)> steps{
            {u"pause"_s, &QueueStore::pause}, {u"resume"_s, &QueueStore::resume}, {u"cancel"_s, &QueueStore::cancel},
            {u"retry"_s, &QueueStore::retry}, {u"remove"_s, &QueueStore::remove}};
        done = (store.*steps.value(verb))(*ids);
    }
    if (!done)
        return failed(console, done.error());
    return givenUp.isEmpty() ? int(ExitCode::Ok) : takeBackUploads(givenUp, console);
}

int run(OptionValues &values, Console &console)
{
    QueueRun::Options options;
    options.file = values.nonEmpty(u"queue"_s).value_or(QString());
    options.parallel = int(values.integer(u"parallel"_s, 1, 1000).value_or(2));
    options.watch = values.has(u"watch"_s);
    options.json = values.has(u"json"_s);
    options.rates = readRates(values);
    if (values.error())
        return failed(console, *values.error());
    QueueRun job(options, console);
    return runLoop(job, [&job] { job.redraw(); });
}

} // namespace

int runQueue(const Words &words, Console &console)
{
    static const QStringList verbs{u"add"_s, u"list"_s, u"run"_s, u"pause"_s, u"resume"_s, u"cancel"_s, u"retry"_s, u"remove"_s,
                                   u"move"_s};
    if (words.isEmpty() || wantsHelp(words)) {
        const QByteArray help = queueOptions().help(queueIntro(), console.width()).toUtf8();
        if (words.isEmpty())
            console.errBytes(help);
        else
            console.outBytes(help);
        return int(words.isEmpty() ? ExitCode::Usage : ExitCode::Ok);
    }
    const QString verb = words.first() == u"ls" ? u"list"_s : words.first() == u"rm" ? u"remove"_s : words.first();
    if (!verbs.contains(verb)) {
        const QString near = nearest(verb, verbs);
        return usage(console, u"\"queue %1\" is not known"_s.arg(verb)
                                  + (near.isEmpty() ? u": it is one of "_s + verbs.join(u", "_s)
                                                    : u"; did you mean \"queue %1\"?"_s.arg(near)));
    }
    if (verb == u"add")
        return add(words.mid(1), console);
    const Result<Arguments> arguments = Arguments::parse(queueOptions(), words.mid(1), u"queue "_s + verb);
    if (!arguments)
        return failed(console, arguments.error());
    OptionValues values(*arguments);
    if (const auto mode = values.choice(u"color"_s, {u"auto"_s, u"always"_s, u"never"_s}))
        console.setColour(ColourMode(*mode));
    console.setQuiet(values.has(u"quiet"_s));
    const QString file = values.nonEmpty(u"queue"_s).value_or(defaultQueueFile());
    if (values.error())
        return failed(console, *values.error());
    if ((verb == u"list" || verb == u"run") && !arguments->positional().isEmpty())
        return usage(console, u"\"queue %1\" takes no \"%2\""_s.arg(verb, arguments->positional().first()));
    if (verb == u"run")
        return run(values, console);
    auto store = QueueStore::open(file, u"millrace-cli"_s);
    if (!store)
        return failed(console, store.error());
    return verb == u"list" ? list(*arguments, **store, console) : steer(verb, values, *arguments, **store, console);
}

} // namespace millrace
