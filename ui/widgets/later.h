// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <type_traits>
#include <utility>

namespace millrace {

/// Runs @p work in a thread of the global pool and then @p done with its answer in the caller's thread, which needs an event
/// loop; not if @p context is gone by then.
template <typename Work, typename Done> void later(QObject *context, Work work, Done done)
{
    // Carries the answer back to this thread, whatever becomes of the context meanwhile.
    auto *messenger = new QObject;
    QThreadPool::globalInstance()->start([messenger, alive = QPointer<QObject>(context), work = std::move(work),
                                          done = std::move(done)]() mutable {
        auto answer = work();
        QMetaObject::invokeMethod(messenger, [messenger, alive, done = std::move(done), answer = std::move(answer)]() mutable {
            messenger->deleteLater();
            if (alive)
                done(std::move(answer));
        });
    });
}

} // namespace millrace
