// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choosers.h"

#include <QFileDialog>

namespace millrace {

static QFileDialog *makeDialog(QWidget *parent, const QString &title, const QString &start, const QString &filter,
                               std::function<void(const QStringList &)> then)
{
    auto *dialog = new QFileDialog(parent, title, start, filter);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    QObject::connect(dialog, &QFileDialog::filesSelected, parent, [then = std::move(then)](const QStringList &chosen) {
        if (!chosen.isEmpty() && !chosen.first().isEmpty())
            then(chosen);
    });
    return dialog;
}

static std::function<void(const QStringList &)> withFirst(std::function<void(const QString &)> then)
{
    return [then = std::move(then)](const QStringList &chosen) { then(chosen.first()); };
}

void chooseFolder(QWidget *parent, const QString &title, const QString &start, std::function<void(const QString &)> then)
{
    QFileDialog *dialog = makeDialog(parent, title, start, {}, withFirst(std::move(then)));
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->open();
}

void chooseFile(QWidget *parent, const QString &title, const QString &filter, std::function<void(const QString &)> then)
{
    QFileDialog *dialog = makeDialog(parent, title, {}, filter, withFirst(std::move(then)));
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->open();
}

void chooseFiles(QWidget *parent, const QString &title, std::function<void(const QStringList &)> then)
{
    QFileDialog *dialog = makeDialog(parent, title, {}, {}, std::move(then));
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->open();
}

void chooseNewFile(QWidget *parent, const QString &title, const QString &name, const QString &filter,
                   std::function<void(const QString &)> then)
{
    QFileDialog *dialog = makeDialog(parent, title, {}, filter, withFirst(std::move(then)));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    dialog->open();
}

} // namespace millrace
