// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>
#include <QXmlStreamWriter>

namespace millrace::server {

/// An S3 answer document under construction.
class XmlAnswer
{
public:
    explicit XmlAnswer(const QString &root) : m_writer(&m_text)
    {
        m_writer.writeStartDocument();
        m_writer.writeStartElement(root);
        m_writer.writeDefaultNamespace(QStringLiteral("http://s3.amazonaws.com/doc/2006-03-01/"));
    }
    void begin(const QString &name) { m_writer.writeStartElement(name); }
    void end() { m_writer.writeEndElement(); }
    void text(const QString &name, const QString &value) { m_writer.writeTextElement(name, value); }
    void text(const QString &name, const QByteArray &utf8) { m_writer.writeTextElement(name, QString::fromUtf8(utf8)); }
    void number(const QString &name, qint64 value) { m_writer.writeTextElement(name, QString::number(value)); }
    void flag(const QString &name, bool value) { text(name, QString::fromLatin1(value ? "true" : "false")); }
    void etag(const QByteArray &etag) { text(QStringLiteral("ETag"), '"' + etag + '"'); }
    void time(const QString &name, const QDateTime &utc) { text(name, utc.toUTC().toString(Qt::ISODateWithMs)); }
    QByteArray finish()
    {
        m_writer.writeEndDocument();
        return m_text.toUtf8();
    }

private:
    QString m_text; ///< converted once at the end: a device would be written to token by token
    QXmlStreamWriter m_writer;
};

} // namespace millrace::server
