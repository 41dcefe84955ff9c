// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace millrace {

/// Lets keys with control characters through an XML reader. XML 1.0 cannot hold them, even as "&#x1;", yet servers send
/// them so (Ceph RGW in NextContinuationToken, or wherever encoding-type=url is not honoured), and one such key would
/// make a whole listing unreadable. On the way in each becomes one of the 32 Unicode noncharacters U+FDD0..U+FDEF, which
/// XML allows and no real text holds; restore() turns them back in the values read.
class XmlControlFilter
{
public:
    /// @p chunk ready for the reader. An unfinished "&#..." at its end is held back for the next chunk.
    QByteArray filter(const QByteArray &chunk);

    static QString restore(const QString &text);

private:
    QByteArray m_held;
};

} // namespace millrace
