// SPDX-License-Identifier: GPL-3.0-or-later
#include "config/blockinghttp.h"

#include "base/bytes.h"
#include "s3/curlfailure.h"
#include "s3/curlsettings.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>

using namespace Qt::StringLiterals;

namespace millrace {
namespace {

constexpr qsizetype mostOfAnAnswer = 1 * MiB;
/// How soon a stop is heard.
constexpr int sliceMilliseconds = 50;

// To libcurl all of its handles are void.
struct EasyFree
{
    void operator()(CURL *easy) const { curl_easy_cleanup(easy); }
};
struct MultiFree
{
    void operator()(CURLM *multi) const { curl_multi_cleanup(multi); }
};
struct ListFree
{
    void operator()(curl_slist *list) const { curl_slist_free_all(list); }
};

size_t onBody(char *data, size_t size, size_t count, void *answer)
{
    QByteArray &body = static_cast<SmallAnswer *>(answer)->body;
    if (body.size() + qsizetype(size * count) > mostOfAnAnswer)
        return 0; // ends it with CURLE_WRITE_ERROR
    body.append(data, qsizetype(size * count));
    return size * count;
}

size_t onHeader(char *data, size_t size, size_t count, void *answer)
{
    const QByteArray line = QByteArray(data, qsizetype(size * count)).trimmed();
    if (const qsizetype colon = line.indexOf(':'); colon > 0)
        addReceived(static_cast<SmallAnswer *>(answer)->headers, line.left(colon), line.mid(colon + 1).trimmed());
    return size * count;
}

/// Drives the one transfer of @p multi to its end; none when it was stopped.
std::optional<CURLcode> drive(CURLM *multi, const std::stop_token &stop)
{
    for (;;) {
        int running = 0;
        if (curl_multi_perform(multi, &running) != CURLM_OK)
            return CURLE_FAILED_INIT;
        int left = 0;
        while (const CURLMsg *message = curl_multi_info_read(multi, &left))
            if (message->msg == CURLMSG_DONE)
                return message->data.result;
        if (stop.stop_requested())
            return std::nullopt;
        if (curl_multi_poll(multi, nullptr, 0, sliceMilliseconds, nullptr) != CURLM_OK)
            return CURLE_FAILED_INIT;
    }
}

} // namespace

void waitBeforeAsking(std::chrono::milliseconds time, const std::stop_token &stop)
{
    std::mutex mutex;
    std::condition_variable_any woken;
    std::unique_lock lock(mutex);
    woken.wait_for(lock, stop, time, [] { return false; });
}

Result<SmallAnswer> askSmall(const SmallRequest &request, const std::stop_token &stop)
{
    static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
    const std::unique_ptr<CURLM, MultiFree> multi(curl_multi_init());
    const std::unique_ptr<CURL, EasyFree> easy(curl_easy_init());
    if (ready != CURLE_OK || !multi || !easy)
        return fail(ErrorKind::Network, ErrorCause::None, u"libcurl could not be set up"_s);
    HttpTransportOptions options;
    options.caBundle = request.caBundle;
    options.proxy = request.proxy;
    const CurlSettings settings(options);
    char words[CURL_ERROR_SIZE] = "";
    settings.apply(easy.get(), words);

    SmallAnswer answer;
    curl_slist *lines = curl_slist_append(nullptr, "Expect:");
    for (const auto &[name, value] : request.headers)
        lines = curl_slist_append(lines, QByteArray(name + ": " + value).constData());
    const std::unique_ptr<curl_slist, ListFree> headers(lines);
    const auto set = [&easy](CURLoption option, auto value) { curl_easy_setopt(easy.get(), option, value); };
    set(CURLOPT_URL, request.url.constData());
    set(CURLOPT_HTTPHEADER, headers.get());
    if (request.method == "POST") {
        set(CURLOPT_POST, 1L);
        set(CURLOPT_POSTFIELDS, request.body.constData());
        set(CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(request.body.size()));
    } else if (request.method != "GET") {
        set(CURLOPT_CUSTOMREQUEST, request.method.constData());
        set(CURLOPT_POSTFIELDS, ""); // a PUT without a body must say so
        set(CURLOPT_POSTFIELDSIZE, 0L);
    }
    set(CURLOPT_TIMEOUT_MS, long(request.timeout.count()));
    set(CURLOPT_QUICK_EXIT, 1L); // do not wait for a name that is still being looked up
    set(CURLOPT_WRITEFUNCTION, &onBody);
    set(CURLOPT_WRITEDATA, static_cast<void *>(&answer));
    set(CURLOPT_HEADERFUNCTION, &onHeader);
    set(CURLOPT_HEADERDATA, static_cast<void *>(&answer));

    curl_multi_add_handle(multi.get(), easy.get());
    const std::optional<CURLcode> code = drive(multi.get(), stop);
    long status = 0;
    curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    Result<SmallAnswer> result = fail(Error::cancelled());
    if (code == CURLE_OK) {
        answer.status = int(status);
        result = std::move(answer);
    } else if (code == CURLE_OPERATION_TIMEDOUT) {
        result = fail(ErrorKind::Timeout, ErrorCause::None,
                      u"no answer within %1 s"_s.arg(double(request.timeout.count()) / 1000));
    } else if (code == CURLE_WRITE_ERROR) {
        result = fail(ErrorKind::Protocol, ErrorCause::None, u"the answer is far too long"_s);
    } else if (code) {
        result = fail(curlFailure(*code, easy.get(), words, !settings.proxy.isEmpty()));
    }
    curl_multi_remove_handle(multi.get(), easy.get());
    return result;
}

} // namespace millrace
