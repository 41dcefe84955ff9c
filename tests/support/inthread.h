// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEventLoop>
#include <QThread>
#include <memory>
#include <optional>

namespace millrace {

/// What @p blocking returns, called in a thread of its own while this one's event loop serves the test's servers.
template <typename F> auto inThread(F blocking) -> decltype(blocking())
{
    std::optional<decltype(blocking())> result;
    QEventLoop loop;
    const std::unique_ptr<QThread> thread(QThread::create([&] { result.emplace(blocking()); }));
    QObject::connect(thread.get(), &QThread::finished, &loop, &QEventLoop::quit);
    thread->start();
    loop.exec();
    thread->wait();
    return std::move(*result);
}

} // namespace millrace
