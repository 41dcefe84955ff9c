// SPDX-License-Identifier: GPL-3.0-or-later
#include "api/objectchunks.h"

#include "transfer/downloadengine.h"

namespace millrace {

struct ObjectChunks::State
{
    std::shared_ptr<OrderedStream> stream;
    std::unique_ptr<BlockingRun> run;
    OrderedStream::Chunk chunk;
    std::optional<Result<FileResult>> result;
    bool begun = false;

    ~State()
    {
        chunk = {};
        stream->abandon();
    }
};

ObjectChunks::ObjectChunks(DownloadSpec spec, CancelToken cancel) : d(std::make_unique<State>())
{
    d->stream = spec.stream = std::make_shared<OrderedStream>();
    d->run = std::make_unique<BlockingRun>([spec = std::move(spec)] { return std::make_unique<DownloadEngine>(spec); },
                                           std::move(cancel));
}

ObjectChunks::~ObjectChunks() = default;
ObjectChunks::ObjectChunks(ObjectChunks &&) noexcept = default;
ObjectChunks &ObjectChunks::operator=(ObjectChunks &&) noexcept = default;

ObjectChunks::Iterator ObjectChunks::begin()
{
    if (!d->begun)
        advance();
    return Iterator(this);
}

void ObjectChunks::advance()
{
    d->begun = true;
    d->chunk = {}; // before the next is asked for: it may need the memory
    d->chunk = d->stream->next();
}

QByteArrayView ObjectChunks::current() const
{
    return {d->chunk.data, d->chunk.size};
}

bool ObjectChunks::atEnd() const
{
    return d->chunk.state == OrderedStream::Chunk::State::End;
}

Result<FileResult> ObjectChunks::result()
{
    if (!d->result) {
        if (!d->begun || !atEnd()) {
            d->chunk = {};
            d->stream->abandon();
            d->run->cancel();
        }
        d->result = d->run->only();
    }
    return *d->result;
}

} // namespace millrace
