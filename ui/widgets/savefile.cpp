// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/savefile.h"

#include "io/wholefile.h"
#include "ui/text/errorsentence.h"
#include "ui/widgets/later.h"


using namespace Qt::StringLiterals;

namespace millrace {
namespace {

Result<> written(const QString &path, const Result<QByteArray> &bytes)
{
    if (!bytes)
        return fail(bytes.error());
    return writeWhole(path, *bytes, u"the file"_s);
}

} // namespace

void saveFileLater(const QString &path, std::function<Result<QByteArray>()> make, QObject *context,
                   std::function<void(const Result<> &)> done)
{
    later(context, [path, make = std::move(make)] { return written(path, make()); }, std::move(done));
}

void saveFileLater(const QString &path, std::function<Result<QByteArray>()> make, QObject *context,
                   std::function<void(const QString &trouble)> done)
{
    saveFileLater(path, std::move(make), context, [done = std::move(done)](const Result<> &result) {
        done(result ? QString() : errorSentence(result.error()).line());
    });
}

} // namespace millrace
