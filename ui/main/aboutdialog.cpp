// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main/aboutdialog.h"

#include "ui/theme/icons.h"
#include "ui/widgets/makers.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QSslSocket>
#include <QSysInfo>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace millrace {

AboutDialog::AboutDialog(QWidget *parent) : QDialog(parent)
{
    setWindowTitle(tr("About Millrace"));
    setFixedWidth(480);
    auto *icon = new QLabel;
    icon->setPixmap(applicationIcon().pixmap(72, 72));
    icon->setAlignment(Qt::AlignCenter);
    auto *name = makeLabel(u"Millrace " MILLRACE_VERSION ""_s, "title");
    name->setAlignment(Qt::AlignCenter);
    auto *what = makeLabel(tr("Moves objects between S3-compatible storage and this computer, fast and verified."), "muted", true);
    what->setAlignment(Qt::AlignCenter);
    const QString versions = u"Millrace " MILLRACE_VERSION "\nQt %1\n%2\n%3 (%4)"_s.arg(
        QString::fromLatin1(qVersion()), QSslSocket::sslLibraryVersionString(), QSysInfo::prettyProductName(),
        QSysInfo::currentCpuArchitecture());
    auto *facts = makeLabel(versions, "muted");
    facts->setAlignment(Qt::AlignCenter);
    facts->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *licence = makeLabel(tr("Free software under the GNU General Public License, version 3 or later. It stands on Qt (LGPL 3), "
                                 "OpenSSL (Apache 2), libcurl (curl licence), ISA-L (BSD 3), libmicrohttpd (LGPL 2.1), QtKeychain "
                                 "(BSD 2), Zstandard (BSD 3), zlib (zlib licence), nlohmann/json (MIT) and tl::expected (CC0)."),
                              "faint", true);
    licence->setAlignment(Qt::AlignCenter);
    licence->ensurePolished();
    licence->setMinimumHeight(licence->heightForWidth(480 - 2 * 28));
    auto *copy = makeButton(tr("Copy versions"), nullptr, u"copy"_s);
    auto *close = makeButton(tr("Close"), "primary");
    close->setDefault(true);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(copy);
    buttons->addWidget(close);
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(28, 24, 28, 22);
    layout->setSpacing(10);
    layout->addWidget(icon);
    layout->addWidget(name);
    layout->addWidget(what);
    layout->addSpacing(6);
    layout->addWidget(facts);
    layout->addSpacing(6);
    layout->addWidget(licence);
    layout->addSpacing(8);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(copy, &QPushButton::clicked, this, [versions] { QGuiApplication::clipboard()->setText(versions); });
}

} // namespace millrace
