// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "server/keyindex.h"

#include <QByteArray>
#include <QList>
#include <memory>

namespace millrace::server {

/// One page of keys and common prefixes, in the order S3 lists them.
struct KeyPage
{
    struct Item
    {
        QByteArray name;
        bool isPrefix = false;
    };
    QList<Item> items;
    bool truncated = false;
};

struct KeyQuery
{
    QByteArray prefix;
    QByteArray delimiter;
    QByteArray after;             ///< only what comes after this key or common prefix
    bool afterIsPrefix = false;   ///< `after` is a common prefix that was listed: skip all below it
    qint64 limit = 1000;
};

/// Merges sorted lists of keys into one page. Costs a binary search per list and common prefix, and a step per key.
KeyPage pageOf(const QList<std::shared_ptr<const KeySequence>> &lists, const KeyQuery &query);

} // namespace millrace::server
