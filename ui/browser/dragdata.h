// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMimeData>
#include <QStringList>

namespace millrace {

/// Keys on their way out of the browser. Inside the program and as text they are addresses. A file manager tells the folder
/// they were dropped on, and what follows is a transfer like any other: nothing is fetched for the drag itself, and nobody
/// waits. Dolphin and Plasma call over D-Bus, as they do when something is dragged out of Ark, also on Wayland; Thunar,
/// PCManFM, Nemo, Caja and others speak XDS on X11.
class DragData : public QMimeData
{
    Q_OBJECT
public:
    /// @p addresses: "s3://bucket/key"; @p name: of the first of them, for the eye.
    DragData(const QStringList &addresses, const QString &name);
    ~DragData() override;

    /// In the program's own format.
    static QString keysFormat();

    QStringList formats() const override;

signals:
    /// Once at most.
    void droppedInto(const QString &folder) const;

protected:
    QVariant retrieveData(const QString &format, QMetaType type) const override;

private:
    void take(const QString &folder) const;

    friend class DropService;
    const QString m_name;
    QString m_busPath; ///< empty: there is no bus
    mutable bool m_taken = false;
};

/// Where file managers of KDE say which folder it was; the name is Ark's, whose call they make.
class DropService : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.kde.ark.DndExtract")
public:
    explicit DropService(DragData *data) : QObject(data), m_data(data) {}

public slots:
    Q_SCRIPTABLE void extractSelectedFilesTo(const QString &folder);

private:
    DragData *m_data;
};

} // namespace millrace
