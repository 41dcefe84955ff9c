// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/curlsettings.h"

#include <curl/curl.h>
#include <memory>

namespace millrace {

/// Whom a CurlExchange tells. The first two are called from inside libcurl, and the receiver may end the exchange there.
class CurlReceiver
{
public:
    virtual ~CurlReceiver() = default;
    /// A line of the response's head, without its line end; empty for the last.
    virtual void onHeaderLine(QByteArrayView line) = 0;
    /// The head goes out over the connection from @p localPort.
    virtual void onSending(int localPort, bool newConnection) = 0;
    /// Bytes of the body, in libcurl's own buffer. False: no room, they are to come again after resume.
    virtual bool onBody(const char *data, size_t size) = 0;
    /// Last word; the exchange is gone afterwards.
    virtual void onDone(const std::optional<Error> &error) = 0;
};

/// One request on one of libcurl's easy handles. Belongs to a CurlMulti, which outlives it.
class CurlExchange
{
public:
    /// Config error for a header that would break out of its line.
    static Result<std::unique_ptr<CurlExchange>> make(CURL *easy, const HttpRequest &request,
                                                      std::shared_ptr<const CurlSettings> settings,
                                                      CurlReceiver *receiver);
    ~CurlExchange();
    CurlExchange(const CurlExchange &) = delete;
    CurlExchange &operator=(const CurlExchange &) = delete;

    CURL *easy() const { return m_easy; }
    /// Nobody, once the call was aborted: libcurl is told to stop at its next question.
    CurlReceiver *receiver() const { return m_receiver; }
    void forgetReceiver() { m_receiver = nullptr; }

    /// libcurl talks over this one from now on.
    void setSocket(curl_socket_t socket) { m_socket = socket; }

    ByteCount bodySent() const { return m_bodySent; }
    curl_socket_t socket() const { return m_socket; }

    bool isPaused() const { return m_receivePaused || m_sendPaused; }
    /// Lifts a pause; libcurl may hand out bytes meanwhile.
    void goOn();
    /// What @p code and the handle's details mean; none for CURLE_OK.
    std::optional<Error> failure(CURLcode code) const;

private:
    CurlExchange(CURL *easy, std::shared_ptr<const CurlSettings> settings, CurlReceiver *receiver);
    void setOptions();
    bool setHeaders(const HttpRequest &request);
    void setBody(const HttpRequest &request);

    static int onRequest(void *self, char *, char *, int, int localPort);
    static size_t onHeader(char *data, size_t, size_t size, void *self);
    static size_t onBody(char *data, size_t, size_t size, void *self);
    static size_t onUpload(char *data, size_t, size_t size, void *self);
    static int onSeek(void *self, curl_off_t offset, int origin);

    CURL *const m_easy;
    const std::shared_ptr<const CurlSettings> m_settings;
    CurlReceiver *m_receiver;
    curl_slist *m_headers = nullptr;
    QIODevice *m_body = nullptr;
    ByteCount m_bodyStart = 0;
    ByteCount m_bodySize = 0;  ///< -1: not known
    ByteCount m_bodySent = 0;
    bool m_bodyFailed = false;
    ByteCount m_window = 0;    ///< of the connection; 0: the system's own measure
    bool m_bounded = false;    ///< that was seen to
    curl_socket_t m_socket = CURL_SOCKET_BAD;
    bool m_receivePaused = false;
    bool m_sendPaused = false;
    char m_words[CURL_ERROR_SIZE] = {};
};

} // namespace millrace
