// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/icons.h"

#include "ui/theme/colours.h"

#include <QApplication>
#include <QFile>
#include <QHash>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

QByteArray drawing(const QString &name)
{
    static QHash<QString, QByteArray> loaded; // GUI thread only
    auto found = loaded.find(name);
    if (found == loaded.end()) {
        QFile file(u":/millrace/icons/%1.svg"_s.arg(name));
        found = loaded.insert(name, file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
        Q_ASSERT_X(!found->isEmpty(), "themedIcon", qPrintable(name));
    }
    return *found;
}

class ThemedEngine : public QIconEngine
{
public:
    ThemedEngine(QString name, IconTone tone) : m_name(std::move(name)), m_tone(tone) {}

    QIconEngine *clone() const override { return new ThemedEngine(*this); }
    bool isNull() override { return false; }
    QString iconName() override { return m_name; }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal scale = painter->device() ? painter->device()->devicePixelRatio() : 1;
        QPixmap map = pixmap(rect.size() * scale, mode, state);
        map.setDevicePixelRatio(scale);
        painter->drawPixmap(rect, map);
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        const QColor colour = colourFor(mode);
        const QString key = u"mr-%1-%2-%3x%4"_s.arg(m_name, colour.name()).arg(size.width()).arg(size.height());
        QPixmap map;
        if (QPixmapCache::find(key, &map))
            return map;
        QByteArray svg = drawing(m_name);
        svg.replace("#000", colour.name().toLatin1());
        QSvgRenderer renderer(svg);
        map = QPixmap(size);
        map.fill(Qt::transparent);
        QPainter painter(&map);
        const int side = std::min(size.width(), size.height());
        renderer.render(&painter, QRectF((size.width() - side) / 2.0, (size.height() - side) / 2.0, side, side));
        painter.end();
        QPixmapCache::insert(key, map);
        return map;
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal) override
    {
        return pixmap(size, mode, state);
    }

private:
    QColor colourFor(QIcon::Mode mode) const
    {
        const QPalette palette = QApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        const Colours c = Colours::of(palette);
        switch (m_tone) {
        case IconTone::Plain: return mixed(c.text, c.window, c.contrast ? 0 : 0.15);
        case IconTone::Muted: return c.muted;
        case IconTone::Accent: return c.accent;
        case IconTone::Good: return c.good;
        case IconTone::Warn: return c.warn;
        case IconTone::Bad: return c.bad;
        case IconTone::OnAccent: return c.accentText;
        }
        return c.text;
    }

    QString m_name;
    IconTone m_tone;
};

} // namespace

QIcon themedIcon(const QString &name, IconTone tone)
{
    return QIcon(new ThemedEngine(name, tone));
}

QIcon applicationIcon()
{
    QIcon icon;
    QSvgRenderer renderer(u":/millrace/app/millrace.svg"_s);
    for (const int side : {16, 24, 32, 48, 64, 128, 256}) {
        QPixmap map(side, side);
        map.fill(Qt::transparent);
        QPainter painter(&map);
        renderer.render(&painter);
        painter.end();
        icon.addPixmap(map);
    }
    return icon;
}

} // namespace millrace
