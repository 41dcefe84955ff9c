// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/bytes.h"

#include <QObject>
#include <QSocketNotifier>
#include <memory>

namespace millrace {

/// Takes what a program writes to its standard output, counts it and drops it: that a program ended well does not say
/// that it moved every byte. The bytes are not copied into this process where the system can do without. One thread,
/// with an event loop.
class CountedPipe : public QObject
{
    Q_OBJECT
public:
    explicit CountedPipe(QObject *parent = nullptr);
    ~CountedPipe() override;

    /// Both ends are there; errno tells why not.
    bool isOpen() const { return m_write >= 0; }
    /// For the program; closed in this process by closeWriteEnd(), once the program has it.
    int writeEnd() const { return m_write; }
    void closeWriteEnd();

    /// All that has come so far, to the last byte where the program has ended.
    ByteCount drained();

private:
    void drain();

    int m_read = -1;
    int m_write = -1;
    int m_nowhere = -1; ///< /dev/null
    ByteCount m_count = 0;
    bool m_splices = true;
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace millrace
