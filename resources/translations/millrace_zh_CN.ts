<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>Bottleneck</name>
    <message>
        <source>Programs run for each file</source>
        <translation>为每个文件运行的程序</translation>
    </message>
    <message>
        <source>Your own rate limit</source>
        <translation>您自己设置的限速</translation>
    </message>
    <message>
        <source>The server asks to slow down</source>
        <translation>服务器要求降速</translation>
    </message>
    <message>
        <source>Processor</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Memory limit</source>
        <translation>内存限制</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>延迟</translation>
    </message>
    <message>
        <source>Rate of a single connection</source>
        <translation>单个连接的速率</translation>
    </message>
    <message>
        <source>Network or server</source>
        <translation>网络或服务器</translation>
    </message>
    <message>
        <source>Listing of the keys</source>
        <translation>列举键</translation>
    </message>
    <message>
        <source>%1 %</source>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>parts waited %1 of their time for their bytes to be read; %2 went out</source>
        <translation>分段有 %1 的时间在等待读取数据；发出 %2</translation>
    </message>
    <message>
        <source>finished files waited for the disk %1 of the time before others could begin; writers were busy %2</source>
        <translation>已完成的文件有 %1 的时间在等待磁盘，其他文件才能开始；写盘线程忙碌 %2</translation>
    </message>
    <message>
        <source>writers were busy %1 of the time at %2; parts waited %3 of their time for them</source>
        <translation>写盘线程 %1 的时间忙碌，速率 %2；分段有 %3 的时间在等待它们</translation>
    </message>
    <message numerus="yes">
        <source>Millrace used %1 of %n core(s)</source>
        <translation>
            <numerusform>Millrace 使用了 %n 个核心的 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>, other programs %1</source>
        <translation>，其他程序 %1</translation>
    </message>
    <message>
        <source>; its workers ran or waited for a core %1 of the time</source>
        <translation>；其工作线程 %1 的时间在运行或等待 CPU 核心</translation>
    </message>
    <message>
        <source>, at %1</source>
        <translation>，速率 %1</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 毫秒</translation>
    </message>
    <message numerus="yes">
        <source>requests wait %1 each for their answer, %2 of the parts&apos; time; %3 requests a second over %n connection(s)</source>
        <translation>
            <numerusform>每个请求等待应答 %1，占分段时间的 %2；%n 个连接上每秒 %3 个请求</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>small requests wait %1 each for their first byte, %2 of the parts&apos; time; %3 requests a second over %n connection(s)</source>
        <translation>
            <numerusform>每个小请求等待首字节 %1，占分段时间的 %2；%n 个连接上每秒 %3 个请求</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>requests wait %1 each for their first byte, %2 of the parts&apos; time; %3 requests a second over %n connection(s)</source>
        <translation>
            <numerusform>每个请求等待首字节 %1，占分段时间的 %2；%n 个连接上每秒 %3 个请求</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of the %2 that are allowed were used</source>
        <translation>允许 %2，已用 %1</translation>
    </message>
    <message>
        <source>%1 times (%2 of the requests), and parts spent %3 of their time backing off</source>
        <translation>共 %1 次（占请求的 %2），分段有 %3 的时间在退避等待</translation>
    </message>
    <message>
        <source>; it takes about %1 requests at a time</source>
        <translation>；它同时大约接受 %1 个请求</translation>
    </message>
    <message>
        <source>parts waited %1 of their time for a buffer</source>
        <translation>分段有 %1 的时间在等待缓冲区</translation>
    </message>
    <message numerus="yes">
        <source>each is capped near %1; %n connection(s) bring %2</source>
        <translation>
            <numerusform>每个连接上限约 %1；%n 个连接共 %2</numerusform>
        </translation>
    </message>
    <message>
        <source>full at %1; %2 connections brought no more than %3 (%4)</source>
        <translation>在 %1 时已满；%2 个连接并不比 %3 个更快（%4）</translation>
    </message>
    <message numerus="yes">
        <source>%1 over %n connection(s) is what link and server gave; this machine had room</source>
        <translation>
            <numerusform>线路和服务器在 %n 个连接上给出 %1；本机仍有余力</numerusform>
        </translation>
    </message>
    <message>
        <source>the run waited %1 of the time for the next keys</source>
        <translation>运行有 %1 的时间在等待后续的键</translation>
    </message>
    <message>
        <source>%1 connections at most would keep below what it takes.</source>
        <translation>最多 %1 个连接即可不超出服务器的承受范围。</translation>
    </message>
    <message>
        <source>Fewer connections would be refused less often.</source>
        <translation>减少连接会更少被拒绝。</translation>
    </message>
    <message>
        <source>Another disk would help; so may more disk-writer threads or larger disk writes.</source>
        <translation>换一块磁盘会有帮助；增加写盘线程或增大单次写盘大小也可能有用。</translation>
    </message>
    <message>
        <source>A single connection does not show whether each is capped or the link is full: try more.</source>
        <translation>单个连接看不出是每个连接受限还是线路已满：请尝试更多连接。</translation>
    </message>
    <message>
        <source>With less else running on this machine it would be faster.</source>
        <translation>本机少运行一些其他程序会更快。</translation>
    </message>
    <message>
        <source>A higher memory limit or smaller disk writes would help.</source>
        <translation>提高内存上限或减小单次写盘大小会有帮助。</translation>
    </message>
    <message>
        <source>More connections would help.</source>
        <translation>增加连接会有帮助。</translation>
    </message>
    <message>
        <source>More connections or larger parts would help.</source>
        <translation>增加连接或增大分段会有帮助。</translation>
    </message>
    <message>
        <source>Smaller parts would let more connections help.</source>
        <translation>减小分段可让更多连接发挥作用。</translation>
    </message>
    <message>
        <source>rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>waiting for the server</source>
        <translation>等待服务器</translation>
    </message>
    <message>
        <source>receiving</source>
        <translation>接收中</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>发送中</translation>
    </message>
    <message>
        <source>throttled</source>
        <translation>被限流</translation>
    </message>
    <message>
        <source>retrying</source>
        <translation>重试中</translation>
    </message>
    <message>
        <source>waiting for memory</source>
        <translation>等待内存</translation>
    </message>
    <message>
        <source>waiting for the disk</source>
        <translation>等待磁盘</translation>
    </message>
    <message>
        <source>held by the own limit</source>
        <translation>受自设限速</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>throttled requests</source>
        <translation>被限流的请求</translation>
    </message>
    <message>
        <source>connections on average</source>
        <translation>平均连接数</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>first byte</source>
        <translation>首字节</translation>
    </message>
    <message>
        <source>rate per connection</source>
        <translation>每连接速率</translation>
    </message>
    <message>
        <source>rate to disk</source>
        <translation>写盘速率</translation>
    </message>
    <message>
        <source>disk writers busy</source>
        <translation>写盘线程忙碌</translation>
    </message>
    <message>
        <source>CPU of this program</source>
        <translation>本程序 CPU</translation>
    </message>
    <message>
        <source>CPU of the machine</source>
        <translation>整机 CPU</translation>
    </message>
    <message>
        <source>workers ran or waited for a core</source>
        <translation>工作线程运行或等待核心</translation>
    </message>
    <message>
        <source>waiting for keys</source>
        <translation>等待键列表</translation>
    </message>
    <message>
        <source>requests a second</source>
        <translation>每秒请求数</translation>
    </message>
    <message>
        <source>requests taken at a time</source>
        <translation>同时接受的请求</translation>
    </message>
    <message>
        <source>limit</source>
        <translation>限速</translation>
    </message>
    <message>
        <source>rate of one connection</source>
        <translation>单个连接速率</translation>
    </message>
    <message>
        <source>cores</source>
        <translation>核心</translation>
    </message>
    <message>
        <source>most connections</source>
        <translation>最多连接数</translation>
    </message>
    <message>
        <source>compared with connections</source>
        <translation>对照连接数</translation>
    </message>
    <message>
        <source>rate with those</source>
        <translation>其速率</translation>
    </message>
    <message>
        <source>waiting for finished files</source>
        <translation>等待文件完成</translation>
    </message>
    <message>
        <source>waiting for the last parts</source>
        <translation>等待最后的分段</translation>
    </message>
    <message>
        <source>%1 of the time no file was begun, since they had not kept up</source>
        <translation>有 %1 的时间没有开始新文件，因为它们跟不上</translation>
    </message>
    <message>
        <source>A program that does less, or hands its work on, would help.</source>
        <translation>让程序少做些工作，或把工作转交出去，会有帮助。</translation>
    </message>
    <message>
        <source>waiting for programs</source>
        <translation>等待程序</translation>
    </message>
</context>
<context>
    <name>Core</name>
    <message>
        <source>resumed: %1 were here already</source>
        <translation>已续传：%1 已在本地</translation>
    </message>
    <message>
        <source>started over: the resume journal is damaged (%1)</source>
        <translation>已重新开始：续传日志已损坏（%1）</translation>
    </message>
    <message>
        <source>started over: %1</source>
        <translation>已重新开始：%1</translation>
    </message>
    <message>
        <source>the resume journal cannot be written: %1</source>
        <translation>无法写入续传日志：%1</translation>
    </message>
    <message>
        <source>the earlier download was of another object</source>
        <translation>之前下载的是另一个对象</translation>
    </message>
    <message>
        <source>the object changed since the earlier download</source>
        <translation>对象在之前下载后已改变</translation>
    </message>
    <message>
        <source>the object changed during the download</source>
        <translation>对象在下载过程中改变</translation>
    </message>
    <message>
        <source>the server names no ETag, so nothing tells whether the object changed</source>
        <translation>服务器没有给出 ETag，无法得知对象是否改变</translation>
    </message>
    <message>
        <source>the settings changed since the last run</source>
        <translation>设置在上次运行后已改变</translation>
    </message>
    <message>
        <source>the file changed since the last run</source>
        <translation>文件在上次运行后已改变</translation>
    </message>
    <message>
        <source>the earlier upload is gone from the server</source>
        <translation>之前的上传在服务器上已不存在</translation>
    </message>
    <message>
        <source>the last run had sent all of it</source>
        <translation>上次运行已全部发送</translation>
    </message>
    <message>
        <source>validation was switched off</source>
        <translation>已关闭校验</translation>
    </message>
    <message>
        <source>its checksum does not fit the part size, and the bytes were dropped as they came</source>
        <translation>其校验和与分段大小不符，且数据到达后即丢弃</translation>
    </message>
    <message>
        <source>its checksum needs the bytes in order, and they were dropped as they came</source>
        <translation>其校验和需要按顺序的数据，而数据到达后即丢弃</translation>
    </message>
    <message>
        <source>the %1 fits none of the usual part sizes, so it proves nothing</source>
        <translation>%1 与任何常见分段大小都不符，因此不能证明什么</translation>
    </message>
    <message>
        <source>the object is encrypted with a key that makes its ETag no checksum</source>
        <translation>对象所用的加密密钥使其 ETag 不是校验和</translation>
    </message>
    <message>
        <source>the server gives no checksum of it</source>
        <translation>服务器没有给出其校验和</translation>
    </message>
    <message>
        <source>the server refuses checksums; parts are checked by their ETags</source>
        <translation>服务器拒绝校验和；分段以其 ETag 校验</translation>
    </message>
    <message>
        <source>already current (size and time)</source>
        <translation>已是最新（大小与时间）</translation>
    </message>
    <message>
        <source>already current (%1)</source>
        <translation>已是最新（%1）</translation>
    </message>
    <message>
        <source>there is a file of this name already</source>
        <translation>已有同名文件</translation>
    </message>
    <message>
        <source>a folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>transformed to %1</source>
        <translation>已转换为 %1</translation>
    </message>
    <message>
        <source>a key that ends in `/` but has bytes is no folder</source>
        <translation>以 `/` 结尾但有内容的键不是文件夹</translation>
    </message>
    <message>
        <source>%1 is also a folder</source>
        <translation>%1 同时也是文件夹</translation>
    </message>
    <message>
        <source>%1 is also a file</source>
        <translation>%1 同时也是文件</translation>
    </message>
    <message>
        <source>differs from another key only by case or Unicode form</source>
        <translation>与另一个键仅大小写或 Unicode 形式不同</translation>
    </message>
    <message>
        <source>another key has the same local path</source>
        <translation>另一个键对应相同的本地路径</translation>
    </message>
    <message>
        <source>the path is too long</source>
        <translation>路径过长</translation>
    </message>
    <message>
        <source>the parts sent so far are kept on the server; the same command goes on with them</source>
        <translation>已发送的分段保留在服务器上；用同一命令可继续</translation>
    </message>
    <message>
        <source>the parts sent so far could not be removed from the server: %1</source>
        <translation>无法从服务器移除已发送的分段：%1</translation>
    </message>
    <message>
        <source>the proxy %1 does it</source>
        <translation>由代理 %1 完成</translation>
    </message>
    <message>
        <source>likewise</source>
        <translation>同上</translation>
    </message>
    <message>
        <source>port %1, %2</source>
        <translation>端口 %1，%2</translation>
    </message>
    <message>
        <source>plain http: what is sent can be read on the way</source>
        <translation>明文 http：传输内容可能被中途读取</translation>
    </message>
    <message>
        <source>anonymous, %1</source>
        <translation>匿名，%1</translation>
    </message>
    <message>
        <source>accepted, %1</source>
        <translation>已接受，%1</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>已接受</translation>
    </message>
    <message>
        <source>there are no buckets yet</source>
        <translation>还没有存储桶</translation>
    </message>
    <message>
        <source>there is no object to read</source>
        <translation>没有可读取的对象</translation>
    </message>
    <message>
        <source>bucket &quot;%1&quot;</source>
        <translation>存储桶“%1”</translation>
    </message>
    <message>
        <source>first byte in %1</source>
        <translation>首字节用时 %1</translation>
    </message>
    <message>
        <source>the queue has no entry %1</source>
        <translation>队列中没有条目 %1</translation>
    </message>
    <message>
        <source>the transfer failed</source>
        <translation>传输失败</translation>
    </message>
    <message>
        <source>nothing is under this prefix, or nothing matches</source>
        <translation>此前缀下没有内容，或没有匹配项</translation>
    </message>
    <message>
        <source>%1 files failed</source>
        <translation>%1 个文件失败</translation>
    </message>
    <message>
        <source>there is nothing to tune with: no object was found</source>
        <translation>没有可用于测量的内容：未找到对象</translation>
    </message>
    <message>
        <source>the file was changed while it was being uploaded</source>
        <translation>文件在上传过程中被改动</translation>
    </message>
    <message>
        <source>the object is larger than S3 allows</source>
        <translation>对象超出 S3 允许的大小</translation>
    </message>
    <message>
        <source>the answer carries no ETag</source>
        <translation>应答中没有 ETag</translation>
    </message>
    <message>
        <source>out of memory</source>
        <translation>内存不足</translation>
    </message>
    <message>
        <source>opening: each of %1 connections brings only %2</source>
        <translation>起步：%1 个连接每个仅 %2</translation>
    </message>
    <message>
        <source>the server asked to slow down with %1 requests in flight</source>
        <translation>在 %1 个请求进行中时，服务器要求减速</translation>
    </message>
    <message>
        <source>%1 of the parts wait for the disk, which is busy %2 of the time</source>
        <translation>%1 的分段在等待磁盘，磁盘忙碌时间占 %2</translation>
    </message>
    <message>
        <source>%1 of the requests wait for their first byte, %2 ms each: larger parts for the files to come</source>
        <translation>%1 的请求在等待首字节，每个 %2 毫秒：后续文件改用更大的分段</translation>
    </message>
    <message>
        <source>no more connections: the processor is full (%1 of all cores)</source>
        <translation>不再增加连接：处理器已满（全部核心的 %1）</translation>
    </message>
    <message>
        <source>%1 connections bring %2, %3 each: do more bring more?</source>
        <translation>%1 个连接共 %2，每个 %3：更多连接会更快吗？</translation>
    </message>
    <message>
        <source>the rate fell from %1 to %2 while first bytes take %3 ms instead of %4: fewer connections</source>
        <translation>速率从 %1 降到 %2，首字节由 %4 毫秒变为 %3 毫秒：减少连接</translation>
    </message>
    <message>
        <source>the rate fell from %1 to %2: measuring again</source>
        <translation>速率从 %1 降到 %2：重新测量</translation>
    </message>
    <message>
        <source>first bytes take %1 ms, %2 when there were fewer: do fewer connections do as well?</source>
        <translation>首字节需 %1 毫秒，连接较少时为 %2：减少连接也一样吗？</translation>
    </message>
    <message>
        <source>the processor is full: do fewer connections do as well?</source>
        <translation>处理器已满：减少连接也一样吗？</translation>
    </message>
    <message>
        <source>more brought nothing: do fewer connections do as well?</source>
        <translation>增加无效：减少连接也一样吗？</translation>
    </message>
    <message>
        <source>more disk threads brought nothing: </source>
        <translation>增加写盘线程无效： </translation>
    </message>
    <message>
        <source>more connections brought nothing: </source>
        <translation>增加连接无效： </translation>
    </message>
    <message>
        <source>fewer cost speed: </source>
        <translation>减少会变慢： </translation>
    </message>
    <message>
        <source>%1 instead of %2</source>
        <translation>%1，而非 %2</translation>
    </message>
    <message>
        <source>one is a %1, the other a %2</source>
        <translation>一个是 %1，另一个是 %2</translation>
    </message>
    <message>
        <source>they moved different sources (%1; %2)</source>
        <translation>它们的来源不同（%1；%2）</translation>
    </message>
    <message>
        <source>one went to disk, the other to memory</source>
        <translation>一个写入磁盘，另一个写入内存</translation>
    </message>
    <message>
        <source>they moved different amounts (%1; %2)</source>
        <translation>它们传输的数据量不同（%1；%2）</translation>
    </message>
    <message>
        <source>the benchmarks differ in %1 (%2; %3)</source>
        <translation>两次基准的 %1 不同（%2；%3）</translation>
    </message>
    <message>
        <source>they ran on different machines</source>
        <translation>它们在不同的机器上运行</translation>
    </message>
    <message>
        <source>the %1 did not complete</source>
        <translation>%1未完成</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>平均 %1</translation>
    </message>
    <message>
        <source>%1 of %2 done</source>
        <translation>已完成 %1 / %2</translation>
    </message>
    <message>
        <source>%1 (%2 over the network)</source>
        <translation>%1（经网络 %2）</translation>
    </message>
    <message>
        <source>%1; asked to slow down %2 times</source>
        <translation>%1；被要求减速 %2 次</translation>
    </message>
    <message>
        <source>%1 s (%2 s a GiB)</source>
        <translation>%1 秒（每 GiB %2 秒）</translation>
    </message>
    <message>
        <source>%1 (%2 Gbit/s)</source>
        <translation>%1（%2 Gbit/s）</translation>
    </message>
    <message>
        <source>first</source>
        <translation>第一次运行</translation>
    </message>
    <message>
        <source>second</source>
        <translation>第二次运行</translation>
    </message>
    <message>
        <source>%1: started over</source>
        <translation>%1：已重新开始</translation>
    </message>
    <message>
        <source>there is no such object</source>
        <translation>没有此对象</translation>
    </message>
    <message>
        <source>there is no such bucket</source>
        <translation>没有此存储桶</translation>
    </message>
    <message>
        <source>the connection was refused</source>
        <translation>连接被拒绝</translation>
    </message>
    <message>
        <source>the connection was lost</source>
        <translation>连接中断</translation>
    </message>
    <message>
        <source>the connection was lost before an answer came</source>
        <translation>连接在应答到来前中断</translation>
    </message>
    <message>
        <source>the connection was lost before the whole answer had come</source>
        <translation>连接在应答完整到达前中断</translation>
    </message>
    <message>
        <source>the answer was not HTTP</source>
        <translation>应答不是 HTTP</translation>
    </message>
    <message>
        <source>the host name could not be resolved</source>
        <translation>无法解析主机名</translation>
    </message>
    <message>
        <source>the host could not be reached: </source>
        <translation>无法连接主机： </translation>
    </message>
    <message>
        <source>the proxy could not be used</source>
        <translation>无法使用代理</translation>
    </message>
    <message>
        <source>the TLS handshake failed</source>
        <translation>TLS 握手失败</translation>
    </message>
    <message>
        <source>the TLS handshake failed: </source>
        <translation>TLS 握手失败： </translation>
    </message>
    <message>
        <source>%1:%2 does not answer</source>
        <translation>%1:%2 没有应答</translation>
    </message>
    <message>
        <source>there is no such version of the object</source>
        <translation>没有此对象版本</translation>
    </message>
    <message>
        <source>there is no such multipart upload; it may have been aborted or completed</source>
        <translation>没有此分段上传；它可能已中止或完成</translation>
    </message>
    <message>
        <source>the bucket name is not valid</source>
        <translation>存储桶名称无效</translation>
    </message>
    <message>
        <source>access denied</source>
        <translation>拒绝访问</translation>
    </message>
    <message>
        <source>all access to this object has been disabled</source>
        <translation>已禁止对此对象的一切访问</translation>
    </message>
    <message>
        <source>there is a problem with the account</source>
        <translation>账户有问题</translation>
    </message>
    <message>
        <source>the account is not signed up for this service</source>
        <translation>账户未开通此服务</translation>
    </message>
    <message>
        <source>the user is suspended</source>
        <translation>用户已被停用</translation>
    </message>
    <message>
        <source>the access key id is not known to the server</source>
        <translation>服务器不认识此访问密钥 ID</translation>
    </message>
    <message>
        <source>the signature does not match: the secret access key is wrong</source>
        <translation>签名不匹配：私有访问密钥错误</translation>
    </message>
    <message>
        <source>the session token has expired</source>
        <translation>会话令牌已过期</translation>
    </message>
    <message>
        <source>the session token must be refreshed</source>
        <translation>会话令牌须刷新</translation>
    </message>
    <message>
        <source>the signed request has expired</source>
        <translation>签名的请求已过期</translation>
    </message>
    <message>
        <source>the session token is malformed or belongs to another key</source>
        <translation>会话令牌格式错误或属于另一个密钥</translation>
    </message>
    <message>
        <source>this machine&apos;s clock and the server&apos;s are too far apart</source>
        <translation>本机与服务器的时钟相差过大</translation>
    </message>
    <message>
        <source>the bucket must be addressed at another endpoint</source>
        <translation>此存储桶须通过另一个端点访问</translation>
    </message>
    <message>
        <source>the bucket is in another region</source>
        <translation>存储桶在另一个区域</translation>
    </message>
    <message>
        <source>the object changed since the transfer began</source>
        <translation>对象在传输开始后已改变</translation>
    </message>
    <message>
        <source>another request changed the object meanwhile</source>
        <translation>另一个请求在此期间改变了对象</translation>
    </message>
    <message>
        <source>the object is archived and must be restored before it can be read</source>
        <translation>对象已归档，读取前必须先恢复</translation>
    </message>
    <message>
        <source>another conflicting operation is in progress</source>
        <translation>另一个冲突的操作正在进行</translation>
    </message>
    <message>
        <source>the bucket name is taken</source>
        <translation>存储桶名称已被占用</translation>
    </message>
    <message>
        <source>the bucket exists already</source>
        <translation>存储桶已存在</translation>
    </message>
    <message>
        <source>the bucket is not empty</source>
        <translation>存储桶不为空</translation>
    </message>
    <message>
        <source>the server asks to slow down</source>
        <translation>服务器要求减速</translation>
    </message>
    <message>
        <source>the service is not available at the moment</source>
        <translation>服务暂时不可用</translation>
    </message>
    <message>
        <source>the bandwidth limit of the account is used up</source>
        <translation>账户的带宽限额已用完</translation>
    </message>
    <message>
        <source>the server waited too long for the request</source>
        <translation>服务器等待请求超时</translation>
    </message>
    <message>
        <source>the server received other bytes than the checksum tells</source>
        <translation>服务器收到的字节与校验和不符</translation>
    </message>
    <message>
        <source>the server received other bytes than were signed</source>
        <translation>服务器收到的字节与签名不符</translation>
    </message>
    <message>
        <source>the server received fewer bytes than announced</source>
        <translation>服务器收到的字节少于声明的数量</translation>
    </message>
    <message>
        <source>the object is shorter than the range asked for</source>
        <translation>对象比所请求的范围短</translation>
    </message>
    <message>
        <source>the key is longer than 1024 bytes</source>
        <translation>键超过 1024 字节</translation>
    </message>
    <message>
        <source>the server had an internal error</source>
        <translation>服务器发生内部错误</translation>
    </message>
    <message>
        <source>the server does not offer this operation</source>
        <translation>服务器不提供该操作</translation>
    </message>
    <message>
        <source>the server does not allow this operation here</source>
        <translation>服务器不允许在此进行该操作</translation>
    </message>
    <message>
        <source>the proxy asks for a user name and password</source>
        <translation>代理要求用户名和密码</translation>
    </message>
    <message>
        <source>the request conflicts with another</source>
        <translation>请求与另一个请求冲突</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 d %2 h</source>
        <translation>%1 天 %2 小时</translation>
    </message>
</context>
<context>
    <name>Errors</name>
    <message>
        <source>The server&apos;s name cannot be resolved</source>
        <translation>无法解析服务器名称</translation>
    </message>
    <message>
        <source>Nothing listens at the endpoint (connection refused)</source>
        <translation>端点没有服务在监听（连接被拒绝）</translation>
    </message>
    <message>
        <source>The connection broke again and again</source>
        <translation>连接一再中断</translation>
    </message>
    <message>
        <source>No trusted TLS connection could be made</source>
        <translation>无法建立受信任的 TLS 连接</translation>
    </message>
    <message>
        <source>The proxy refused or could not be reached</source>
        <translation>代理拒绝连接或无法访问</translation>
    </message>
    <message>
        <source>What answered is no S3 service</source>
        <translation>应答的不是 S3 服务</translation>
    </message>
    <message>
        <source>This computer&apos;s clock differs too much from the server&apos;s</source>
        <translation>本机时钟与服务器相差过大</translation>
    </message>
    <message>
        <source>The bucket is in another region</source>
        <translation>存储桶位于其他区域</translation>
    </message>
    <message>
        <source>The server does not know this access key</source>
        <translation>服务器不认识此访问密钥</translation>
    </message>
    <message>
        <source>The secret key does not belong to the access key</source>
        <translation>私有密钥与访问密钥不匹配</translation>
    </message>
    <message>
        <source>Access denied</source>
        <translation>访问被拒绝</translation>
    </message>
    <message>
        <source>No credentials were found</source>
        <translation>未找到凭证</translation>
    </message>
    <message>
        <source>The session token has expired</source>
        <translation>会话令牌已过期</translation>
    </message>
    <message>
        <source>No such bucket</source>
        <translation>存储桶不存在</translation>
    </message>
    <message>
        <source>No such object</source>
        <translation>对象不存在</translation>
    </message>
    <message>
        <source>The object was replaced while it was being read</source>
        <translation>对象在读取期间被替换</translation>
    </message>
    <message>
        <source>The server sent other bytes than the range asked for</source>
        <translation>服务器返回的数据不在请求的范围内</translation>
    </message>
    <message>
        <source>The server keeps ending its answers early</source>
        <translation>服务器的应答总是提前结束</translation>
    </message>
    <message>
        <source>The server reports a fault of its own</source>
        <translation>服务器报告内部错误</translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation>磁盘已满</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>权限不足</translation>
    </message>
    <message>
        <source>The local path is not possible</source>
        <translation>本地路径不可用</translation>
    </message>
    <message>
        <source>Something is in the way at the destination</source>
        <translation>目标位置已有其他内容</translation>
    </message>
    <message>
        <source>Another process is at work on this file</source>
        <translation>另一个进程正在处理此文件</translation>
    </message>
    <message>
        <source>The bytes received do not match the server&apos;s checksum</source>
        <translation>收到的数据与服务器校验和不一致</translation>
    </message>
    <message>
        <source>The size received is not the size announced</source>
        <translation>收到的大小与声明的大小不一致</translation>
    </message>
    <message>
        <source>The file of the queue is damaged</source>
        <translation>队列文件已损坏</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>The network failed</source>
        <translation>网络故障</translation>
    </message>
    <message>
        <source>The server stopped answering</source>
        <translation>服务器停止响应</translation>
    </message>
    <message>
        <source>The server asked to slow down until the attempts were used up</source>
        <translation>服务器一直要求降速，直到重试次数用尽</translation>
    </message>
    <message>
        <source>The server refused the credentials</source>
        <translation>服务器拒绝了凭证</translation>
    </message>
    <message>
        <source>Not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>Something is in the way</source>
        <translation>存在冲突</translation>
    </message>
    <message>
        <source>The bytes could not be verified</source>
        <translation>无法校验数据</translation>
    </message>
    <message>
        <source>A local file could not be used</source>
        <translation>无法使用本地文件</translation>
    </message>
    <message>
        <source>The server sent an answer that S3 does not give</source>
        <translation>服务器的应答不符合 S3 协议</translation>
    </message>
    <message>
        <source>The settings cannot work</source>
        <translation>设置无效</translation>
    </message>
    <message>
        <source>Check the endpoint, the region and this computer&apos;s network.</source>
        <translation>请检查端点、区域和本机网络。</translation>
    </message>
    <message>
        <source>Check host and port of the endpoint, whether the service runs, and http against https.</source>
        <translation>请检查端点的主机和端口、服务是否在运行，以及应使用 http 还是 https。</translation>
    </message>
    <message>
        <source>If the server has a certificate of its own, name its CA file in the connection; check the date too.</source>
        <translation>如果服务器使用自有证书，请在连接中指定其 CA 文件；同时检查系统日期。</translation>
    </message>
    <message>
        <source>Check the proxy in the connection&apos;s settings.</source>
        <translation>请检查连接设置中的代理。</translation>
    </message>
    <message>
        <source>Check the endpoint: it takes the S3 port, not the web console&apos;s, and no login page may be in between.</source>
        <translation>请检查端点：应使用 S3 端口而不是网页控制台的端口，且中间不能有登录页面。</translation>
    </message>
    <message>
        <source>Set the clock and try again.</source>
        <translation>请校准时钟后重试。</translation>
    </message>
    <message>
        <source>Set the bucket&apos;s region in the connection.</source>
        <translation>请在连接中设置存储桶所在的区域。</translation>
    </message>
    <message>
        <source>Set the region %1 in the connection.</source>
        <translation>请在连接中将区域设为 %1。</translation>
    </message>
    <message>
        <source>Check the access key, and that it belongs to this endpoint.</source>
        <translation>请检查访问密钥，并确认它属于此端点。</translation>
    </message>
    <message>
        <source>Type the secret key again: it may be cut off or belong to another key.</source>
        <translation>请重新输入私有密钥：它可能被截断，或属于另一个访问密钥。</translation>
    </message>
    <message>
        <source>Ask the bucket&apos;s owner for access, or try another connection. A bucket that bills the reader needs “Requester pays”.</source>
        <translation>请向存储桶所有者申请访问权限，或改用其他连接。由读取者付费的存储桶需要启用“请求者付费”。</translation>
    </message>
    <message>
        <source>Give the connection keys, a profile, or choose “Anonymous”.</source>
        <translation>请为连接提供密钥或配置文件，或选择“匿名”。</translation>
    </message>
    <message>
        <source>Sign in again or renew the session token.</source>
        <translation>请重新登录或更新会话令牌。</translation>
    </message>
    <message>
        <source>Check the spelling and the endpoint.</source>
        <translation>请检查拼写和端点。</translation>
    </message>
    <message>
        <source>Keys are case-sensitive; browse the bucket to find it.</source>
        <translation>键区分大小写；请浏览存储桶来查找。</translation>
    </message>
    <message>
        <source>Retry to fetch the new version.</source>
        <translation>重试即可获取新版本。</translation>
    </message>
    <message>
        <source>Free some space or choose another folder, then retry: finished parts are kept.</source>
        <translation>请释放空间或选择其他文件夹后重试：已完成的分段会保留。</translation>
    </message>
    <message>
        <source>Check who may write to the folder, or choose another one.</source>
        <translation>请检查文件夹的写入权限，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Choose an existing, writable folder.</source>
        <translation>请选择一个已有且可写的文件夹。</translation>
    </message>
    <message>
        <source>Move the existing file away, or let the transfer replace it.</source>
        <translation>请移走已有文件，或允许传输替换它。</translation>
    </message>
    <message>
        <source>Wait until it is done, then retry.</source>
        <translation>请等待其完成后重试。</translation>
    </message>
    <message>
        <source>Nothing was put under the file&apos;s name. Retry to fetch it afresh.</source>
        <translation>没有以该文件名保存任何内容。请重试以重新获取。</translation>
    </message>
    <message>
        <source>Check the connection&apos;s credentials and what they allow.</source>
        <translation>请检查连接的凭证及其权限。</translation>
    </message>
    <message>
        <source>Check bucket and key.</source>
        <translation>请检查存储桶和键。</translation>
    </message>
    <message>
        <source>Retry with fewer connections: finished parts are kept.</source>
        <translation>请减少连接数后重试：已完成的分段会保留。</translation>
    </message>
    <message>
        <source>Check that the endpoint is an S3 service.</source>
        <translation>请确认端点是 S3 服务。</translation>
    </message>
    <message>
        <source>Check the settings of the connection and the transfer.</source>
        <translation>请检查连接和传输的设置。</translation>
    </message>
    <message>
        <source>Check the path, its permissions and the free space.</source>
        <translation>请检查路径、权限和可用空间。</translation>
    </message>
    <message>
        <source>Retry: finished parts are kept.</source>
        <translation>请重试：已完成的分段会保留。</translation>
    </message>
    <message>
        <source>request %1</source>
        <translation>请求 %1</translation>
    </message>
    <message>
        <source>The connection was lost before an answer came</source>
        <translation>连接在收到应答之前中断</translation>
    </message>
    <message>
        <source>The server does not answer</source>
        <translation>服务器没有应答</translation>
    </message>
    <message>
        <source>The server asks to slow down</source>
        <translation>服务器要求放慢速度</translation>
    </message>
    <message>
        <source>What answers there speaks no TLS: write http:// instead of https://, or the port that serves https.</source>
        <translation>该端口应答的服务不支持 TLS：请将 https:// 改为 http://，或填写提供 https 的端口。</translation>
    </message>
    <message>
        <source>Wait a moment, then try again.</source>
        <translation>请稍候再试。</translation>
    </message>
    <message>
        <source>Check the endpoint and this computer&apos;s network, then try again.</source>
        <translation>请检查端点和本机网络，然后重试。</translation>
    </message>
</context>
<context>
    <name>PartMonitor</name>
    <message>
        <source>%1 done</source>
        <translation>%1 已完成</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) done</source>
        <translation>
            <numerusform>%n 个文件已完成</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Parts</name>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Retrying</source>
        <translation>重试中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>已接收</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>已校验</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Part %1 of %2: %3</source>
        <translation>分段 %1 / %2：%3</translation>
    </message>
    <message>
        <source>Bytes %1 to %2 (%3)</source>
        <translation>字节 %1 至 %2（%3）</translation>
    </message>
    <message>
        <source>%1 there</source>
        <translation>已有 %1</translation>
    </message>
    <message>
        <source>Attempt %1</source>
        <translation>第 %1 次尝试</translation>
    </message>
    <message>
        <source>Connection %1</source>
        <translation>连接 %1</translation>
    </message>
    <message>
        <source>%1 on average</source>
        <translation>平均 %1</translation>
    </message>
    <message>
        <source>File verified by %1</source>
        <translation>文件已通过 %1 校验</translation>
    </message>
    <message>
        <source>An earlier attempt failed: %1</source>
        <translation>此前的尝试失败：%1</translation>
    </message>
    <message>
        <source>The last attempt failed: %1</source>
        <translation>上次尝试失败：%1</translation>
    </message>
</context>
<context>
    <name>Providers</name>
    <message>
        <source>IAM console, Users, Security credentials, Access keys</source>
        <translation>IAM 控制台、用户、安全凭证、访问密钥</translation>
    </message>
    <message>
        <source>Console, Service accounts, Access keys</source>
        <translation>控制台、服务账户、访问密钥</translation>
    </message>
    <message>
        <source>radosgw-admin user info, or your administrator</source>
        <translation>radosgw-admin user info，或咨询管理员</translation>
    </message>
    <message>
        <source>MinIO console, Access keys</source>
        <translation>MinIO 控制台、访问密钥</translation>
    </message>
    <message>
        <source>Dashboard, R2, Manage API tokens</source>
        <translation>控制面板、R2、管理 API 令牌</translation>
    </message>
    <message>
        <source>Application keys; the key id is the access key</source>
        <translation>应用密钥；密钥 ID 即访问密钥</translation>
    </message>
    <message>
        <source>Console, Access keys</source>
        <translation>控制台、访问密钥</translation>
    </message>
    <message>
        <source>Control panel, Spaces Object Storage, Access keys</source>
        <translation>控制面板、Spaces 对象存储、访问密钥</translation>
    </message>
    <message>
        <source>Cloud Storage, Settings, Interoperability, HMAC keys</source>
        <translation>Cloud Storage、设置、互操作性、HMAC 密钥</translation>
    </message>
    <message>
        <source>Other S3 service</source>
        <translation>其他 S3 服务</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>已计划</translation>
    </message>
    <message>
        <source>Already current</source>
        <translation>已是最新</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s) failed</source>
        <translation>
            <numerusform>%n 个文件失败</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
</context>
<context>
    <name>ReportArchive</name>
    <message>
        <source>Unnamed run</source>
        <translation>未命名的运行</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 及另外 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReportDocument</name>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>已传输</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>%1 of %2, %3 failed, %4 skipped</source>
        <translation>%1 / %2，%3 个失败，%4 个跳过</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试次数</translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation>CPU 时间</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>内存峰值</translation>
    </message>
    <message>
        <source>Verified by %1</source>
        <translation>已通过 %1 校验</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Slowest</source>
        <translation>最慢</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>Fastest</source>
        <translation>最快</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Verified by</source>
        <translation>校验方式</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>The first %1 of %2 files. The table as CSV has all of them.</source>
        <translation>前 %1 个文件，共 %2 个。CSV 表格包含全部文件。</translation>
    </message>
    <message>
        <source>CPU (100 % is one core)</source>
        <translation>CPU（100 % 为一个核心）</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Rates of the files</source>
        <translation>文件速率</translation>
    </message>
    <message>
        <source>%1 in %2, %3</source>
        <translation>%1，用时 %2，%3</translation>
    </message>
    <message>
        <source>Page %1 of %2</source>
        <translation>第 %1 页，共 %2 页</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Settings and machine</source>
        <translation>设置与机器</translation>
    </message>
</context>
<context>
    <name>ReportField</name>
    <message>
        <source>settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>sources</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>endpoint</source>
        <translation>端点</translation>
    </message>
    <message>
        <source>region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>file parallelism</source>
        <translation>并行文件数</translation>
    </message>
    <message>
        <source>concurrency</source>
        <translation>并发分段</translation>
    </message>
    <message>
        <source>part size</source>
        <translation>分段大小</translation>
    </message>
    <message>
        <source>workers</source>
        <translation>工作线程</translation>
    </message>
    <message>
        <source>max pool connections</source>
        <translation>最大连接数</translation>
    </message>
    <message>
        <source>io threads</source>
        <translation>写盘线程</translation>
    </message>
    <message>
        <source>chunk size</source>
        <translation>单次写盘大小</translation>
    </message>
    <message>
        <source>streaming mode</source>
        <translation>流模式</translation>
    </message>
    <message>
        <source>memory limit</source>
        <translation>内存上限</translation>
    </message>
    <message>
        <source>max bytes per second</source>
        <translation>带宽上限</translation>
    </message>
    <message>
        <source>auto optimize</source>
        <translation>自动优化</translation>
    </message>
    <message>
        <source>disk bytes per second</source>
        <translation>写盘限速</translation>
    </message>
    <message>
        <source>direct io</source>
        <translation>直接 I/O</translation>
    </message>
    <message>
        <source>transport</source>
        <translation>传输方式</translation>
    </message>
    <message>
        <source>validate</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>stall timeout seconds</source>
        <translation>停滞超时（秒）</translation>
    </message>
    <message>
        <source>max attempts</source>
        <translation>最多尝试次数</translation>
    </message>
    <message>
        <source>overwrite</source>
        <translation>覆盖</translation>
    </message>
    <message>
        <source>machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>os</source>
        <translation>操作系统</translation>
    </message>
    <message>
        <source>kernel</source>
        <translation>内核</translation>
    </message>
    <message>
        <source>architecture</source>
        <translation>架构</translation>
    </message>
    <message>
        <source>cpu model</source>
        <translation>CPU 型号</translation>
    </message>
    <message>
        <source>cpu count</source>
        <translation>CPU 核数</translation>
    </message>
    <message>
        <source>memory bytes</source>
        <translation>内存容量</translation>
    </message>
    <message>
        <source>qt version</source>
        <translation>Qt 版本</translation>
    </message>
    <message>
        <source>millrace version</source>
        <translation>Millrace 版本</translation>
    </message>
    <message>
        <source>outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>files total</source>
        <translation>文件总数</translation>
    </message>
    <message>
        <source>files done</source>
        <translation>已完成文件</translation>
    </message>
    <message>
        <source>files skipped</source>
        <translation>已跳过文件</translation>
    </message>
    <message>
        <source>files failed</source>
        <translation>失败文件</translation>
    </message>
    <message>
        <source>files cancelled</source>
        <translation>已取消文件</translation>
    </message>
    <message>
        <source>files renamed</source>
        <translation>已改名文件</translation>
    </message>
    <message>
        <source>verified by</source>
        <translation>校验方式</translation>
    </message>
    <message>
        <source>bytes done</source>
        <translation>已完成字节</translation>
    </message>
    <message>
        <source>bytes moved</source>
        <translation>已传输字节</translation>
    </message>
    <message>
        <source>retries</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>throttles</source>
        <translation>限流次数</translation>
    </message>
    <message>
        <source>cpu seconds</source>
        <translation>CPU 秒数</translation>
    </message>
    <message>
        <source>peak resident bytes</source>
        <translation>内存峰值</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>tuning</source>
        <translation>调优</translation>
    </message>
    <message>
        <source>connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>validation summary</source>
        <translation>校验摘要</translation>
    </message>
    <message>
        <source>total files</source>
        <translation>文件总数</translation>
    </message>
    <message>
        <source>successful downloads</source>
        <translation>成功的下载</translation>
    </message>
    <message>
        <source>validation failures</source>
        <translation>校验失败</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>always</source>
        <translation>总是</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>if-different</source>
        <translation>内容不同时</translation>
    </message>
    <message>
        <source>download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>upload</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>timeout</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>throttled</source>
        <translation>被限流</translation>
    </message>
    <message>
        <source>auth</source>
        <translation>身份验证</translation>
    </message>
    <message>
        <source>not found</source>
        <translation>未找到</translation>
    </message>
    <message>
        <source>conflict</source>
        <translation>冲突</translation>
    </message>
    <message>
        <source>integrity</source>
        <translation>完整性</translation>
    </message>
    <message>
        <source>local file</source>
        <translation>本地文件</translation>
    </message>
    <message>
        <source>protocol</source>
        <translation>协议</translation>
    </message>
    <message>
        <source>config</source>
        <translation>配置</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>摘要</translation>
    </message>
    <message>
        <source>Throughput of the files, MiB/s</source>
        <translation>各文件吞吐量（MiB/s）</translation>
    </message>
    <message>
        <source>Timed runs</source>
        <translation>计时运行</translation>
    </message>
    <message>
        <source>Verification</source>
        <translation>校验</translation>
    </message>
    <message>
        <source>Failures</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>First failures</source>
        <translation>最先的失败</translation>
    </message>
    <message>
        <source>Failed files</source>
        <translation>失败的文件</translation>
    </message>
    <message>
        <source>Slowest files</source>
        <translation>最慢的文件</translation>
    </message>
    <message>
        <source>Files, slowest first</source>
        <translation>文件（最慢的在前）</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Machine</source>
        <translation>机器</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>磁盘</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>what</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>started</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>bytes</source>
        <translation>字节</translation>
    </message>
    <message>
        <source>CPU time</source>
        <translation>CPU 时间</translation>
    </message>
    <message>
        <source>peak memory</source>
        <translation>内存峰值</translation>
    </message>
    <message>
        <source>limited by</source>
        <translation>受限于</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>结束</translation>
    </message>
    <message>
        <source>interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>memory (bytes are dropped)</source>
        <translation>内存（数据被丢弃）</translation>
    </message>
    <message>
        <source>not what the server says</source>
        <translation>与服务器所述不符</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>seconds</source>
        <translation>秒</translation>
    </message>
    <message>
        <source>parts</source>
        <translation>分段</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>平均</translation>
    </message>
    <message>
        <source>moved</source>
        <translation>已传输</translation>
    </message>
    <message>
        <source>system</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>user</source>
        <translation>用户</translation>
    </message>
    <message>
        <source>all</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>resident</source>
        <translation>驻留</translation>
    </message>
    <message>
        <source>read</source>
        <translation>读取</translation>
    </message>
    <message>
        <source>written</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>received</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>loopback</source>
        <translation>环回</translation>
    </message>
    <message>
        <source>requests</source>
        <translation>请求</translation>
    </message>
    <message>
        <source>time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>so far</source>
        <translation>累计</translation>
    </message>
    <message>
        <source>% of one core</source>
        <translation>单核百分比</translation>
    </message>
    <message>
        <source>Requests in flight</source>
        <translation>进行中的请求</translation>
    </message>
    <message>
        <source>Retries and throttling</source>
        <translation>重试与限流</translation>
    </message>
    <message>
        <source>Network of the machine</source>
        <translation>整机网络</translation>
    </message>
    <message>
        <source>run</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>size only</source>
        <translation>仅大小</translation>
    </message>
    <message>
        <source>MD5 ETag</source>
        <translation>MD5 ETag</translation>
    </message>
    <message>
        <source>multipart ETag</source>
        <translation>分段 ETag</translation>
    </message>
    <message>
        <source>runs</source>
        <translation>运行次数</translation>
    </message>
    <message>
        <source>mean MiB/s</source>
        <translation>平均 MiB/s</translation>
    </message>
    <message>
        <source>95 % CI</source>
        <translation>95% 置信区间</translation>
    </message>
    <message>
        <source>median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>std</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
</context>
<context>
    <name>TransferRecord</name>
    <message numerus="yes">
        <source>%1 and %n more</source>
        <translation>
            <numerusform>%1 及另外 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>Started: %1 → %2</source>
        <translation>已开始：%1 → %2</translation>
    </message>
    <message>
        <source>%1: done, %2, verified by %3</source>
        <translation>%1：完成，%2，已通过 %3 校验</translation>
    </message>
    <message>
        <source>%1: skipped, %2</source>
        <translation>%1：已跳过，%2</translation>
    </message>
    <message>
        <source>%1 was named %2: %3</source>
        <translation>%1 已命名为 %2：%3</translation>
    </message>
    <message>
        <source>Back in the queue</source>
        <translation>已回到队列</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message numerus="yes">
        <source>Finished: %n file(s), %1 in %2</source>
        <translation>
            <numerusform>完成：%n 个文件，%1，用时 %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) failed and were made again</source>
        <translation>
            <numerusform>%n 次尝试失败并已重试</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n attempt(s) failed and were made again: %1</source>
        <translation>
            <numerusform>%n 次尝试失败并已重试：%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The server asked %n time(s) to slow down</source>
        <translation>
            <numerusform>服务器 %n 次要求放慢速度</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Tuning</name>
    <message>
        <source>Warm-up, does not count</source>
        <translation>预热，不计入</translation>
    </message>
    <message>
        <source>The present settings, to compare with</source>
        <translation>当前设置，用于比较</translation>
    </message>
    <message>
        <source>First guess for this machine and these objects</source>
        <translation>针对本机和这些对象的初步估计</translation>
    </message>
    <message>
        <source>Twice the connections of the best so far</source>
        <translation>目前最佳连接数的两倍</translation>
    </message>
    <message>
        <source>Half the connections of the best so far</source>
        <translation>目前最佳连接数的一半</translation>
    </message>
    <message>
        <source>The same connections over more files</source>
        <translation>同样的连接，用于更多的文件</translation>
    </message>
    <message>
        <source>The same connections over fewer files</source>
        <translation>同样的连接，用于更少的文件</translation>
    </message>
    <message>
        <source>Parts of twice the size</source>
        <translation>分段大小加倍</translation>
    </message>
    <message>
        <source>Parts of half the size</source>
        <translation>分段大小减半</translation>
    </message>
    <message>
        <source>Four times larger disk writes</source>
        <translation>单次写盘增大到四倍</translation>
    </message>
    <message>
        <source>Smaller disk writes</source>
        <translation>单次写盘减小</translation>
    </message>
    <message>
        <source>Twice the disk threads</source>
        <translation>写盘线程加倍</translation>
    </message>
    <message>
        <source>Half the disk threads</source>
        <translation>写盘线程减半</translation>
    </message>
    <message>
        <source>Half as many connections more</source>
        <translation>连接增加一半</translation>
    </message>
    <message>
        <source>A quarter fewer connections</source>
        <translation>连接减少四分之一</translation>
    </message>
    <message>
        <source>Too close to call: the same again</source>
        <translation>差距太小：再测一次</translation>
    </message>
    <message>
        <source>The present settings once more, beside the best</source>
        <translation>再测一次当前设置，与最佳对照</translation>
    </message>
    <message>
        <source>The best once more</source>
        <translation>再测一次最佳设置</translation>
    </message>
    <message>
        <source>%1 (limited so far by: %2)</source>
        <translation>%1（目前受限于：%2）</translation>
    </message>
    <message>
        <source>No further step gained more than noise.</source>
        <translation>再没有哪一步的提升超出噪声。</translation>
    </message>
    <message>
        <source>The search ended early: these are the best of what was tried.</source>
        <translation>搜索提前结束：这是试过的最佳结果。</translation>
    </message>
    <message>
        <source>The best of what was tried differed by %1 %, give or take %2 %. %3</source>
        <translation>试过的最佳结果相差 %1 %（±%2 %）。%3</translation>
    </message>
</context>
<context>
    <name>millrace::AboutDialog</name>
    <message>
        <source>About Millrace</source>
        <translation>关于 Millrace</translation>
    </message>
    <message>
        <source>Moves objects between S3-compatible storage and this computer, fast and verified.</source>
        <translation>在 S3 兼容存储与本机之间快速、可校验地传输对象。</translation>
    </message>
    <message>
        <source>Copy versions</source>
        <translation>复制版本信息</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later. It stands on Qt (LGPL 3), OpenSSL (Apache 2), libcurl (curl licence), ISA-L (BSD 3), libmicrohttpd (LGPL 2.1), QtKeychain (BSD 2), Zstandard (BSD 3), zlib (zlib licence), nlohmann/json (MIT) and tl::expected (CC0).</source>
        <translation>自由软件，采用 GNU 通用公共许可证第 3 版或更高版本。基于 Qt (LGPL 3)、OpenSSL (Apache 2)、libcurl (curl 许可证)、ISA-L (BSD 3)、libmicrohttpd (LGPL 2.1)、QtKeychain (BSD 2)、Zstandard (BSD 3)、zlib (zlib 许可证)、nlohmann/json (MIT) 和 tl::expected (CC0)。</translation>
    </message>
</context>
<context>
    <name>millrace::ActivityCard</name>
    <message>
        <source>Activity</source>
        <translation>活动</translation>
    </message>
    <message numerus="yes">
        <source>Down %1, up %2, %n active</source>
        <translation>
            <numerusform>下载 %1，上传 %2，%n 个进行中</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::BandwidthButton</name>
    <message>
        <source>Limit %1</source>
        <translation>限速 %1</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限速</translation>
    </message>
    <message>
        <source>Transfers go as fast as they can</source>
        <translation>传输全速进行</translation>
    </message>
    <message>
        <source>By the timetable, until %1</source>
        <translation>按时间表，至 %1</translation>
    </message>
    <message>
        <source>Bandwidth: %1</source>
        <translation>带宽：%1</translation>
    </message>
    <message>
        <source>All downloads together: %1 at most</source>
        <translation>所有下载合计：最多 %1</translation>
    </message>
    <message>
        <source>Downloads: no limit</source>
        <translation>下载：不限速</translation>
    </message>
    <message>
        <source>All uploads together: %1 at most</source>
        <translation>所有上传合计：最多 %1</translation>
    </message>
    <message>
        <source>Uploads: no limit</source>
        <translation>上传：不限速</translation>
    </message>
</context>
<context>
    <name>millrace::BandwidthMenu</name>
    <message>
        <source>Bandwidth</source>
        <translation>带宽</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限速</translation>
    </message>
    <message>
        <source>Another limit…</source>
        <translation>其他限速…</translation>
    </message>
    <message>
        <source>By the timetable</source>
        <translation>按时间表</translation>
    </message>
    <message>
        <source>Bandwidth settings…</source>
        <translation>带宽设置…</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Uploads</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>All uploads together, in MiB/s:</source>
        <translation>所有上传合计（MiB/s）：</translation>
    </message>
    <message>
        <source>All downloads together, in MiB/s:</source>
        <translation>所有下载合计（MiB/s）：</translation>
    </message>
</context>
<context>
    <name>millrace::BandwidthPage</name>
    <message>
        <source>No limit</source>
        <translation>不限速</translation>
    </message>
    <message>
        <source>At most</source>
        <translation>最高</translation>
    </message>
    <message>
        <source>By a timetable; the first line that holds counts</source>
        <translation>按时间表；以第一条符合的为准</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>带宽</translation>
    </message>
    <message>
        <source>One timetable for downloads and uploads</source>
        <translation>下载和上传使用同一时间表</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Limit of all downloads together</source>
        <translation>所有下载合计的限速</translation>
    </message>
    <message>
        <source>Uploads</source>
        <translation>上传</translation>
    </message>
    <message>
        <source>Limit of all uploads together</source>
        <translation>所有上传合计的限速</translation>
    </message>
    <message>
        <source>Limits for all transfers together, downloads and uploads apart. They hold at once, and can be changed at any time in the status bar.</source>
        <translation>所有传输合计的限速，下载与上传分开设置。立即生效，可随时在状态栏中更改。</translation>
    </message>
    <message>
        <source>Show the timetable of downloads</source>
        <translation>显示下载的时间表</translation>
    </message>
    <message>
        <source>Show the timetable of uploads</source>
        <translation>显示上传的时间表</translation>
    </message>
</context>
<context>
    <name>millrace::Breadcrumbs</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Go to %1</source>
        <translation>转到 %1</translation>
    </message>
</context>
<context>
    <name>millrace::BrowserHint</name>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Edit the connection…</source>
        <translation>编辑连接…</translation>
    </message>
</context>
<context>
    <name>millrace::BrowserPage</name>
    <message>
        <source>Buckets and keys</source>
        <translation>存储桶和键</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>One folder up</source>
        <translation>上一级文件夹</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter the names in this folder</source>
        <translation>筛选此文件夹中的名称</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Download to…</source>
        <translation>下载到…</translation>
    </message>
    <message>
        <source>Upload files…</source>
        <translation>上传文件…</translation>
    </message>
    <message>
        <source>Upload a folder…</source>
        <translation>上传文件夹…</translation>
    </message>
    <message>
        <source>New folder</source>
        <translation>新建文件夹</translation>
    </message>
    <message>
        <source>Rename…</source>
        <translation>重命名…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Copy address</source>
        <translation>复制地址</translation>
    </message>
    <message>
        <source>Link…</source>
        <translation>链接…</translation>
    </message>
    <message>
        <source>Copy as command line</source>
        <translation>复制为命令行</translation>
    </message>
    <message>
        <source>Size of the folder</source>
        <translation>文件夹大小</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>New bucket</source>
        <translation>新建存储桶</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>正在查询服务器…</translation>
    </message>
    <message>
        <source>There are no buckets</source>
        <translation>没有存储桶</translation>
    </message>
    <message>
        <source>This folder is empty</source>
        <translation>此文件夹为空</translation>
    </message>
    <message>
        <source>Press “New bucket” to make one.</source>
        <translation>点击“新建存储桶”来创建。</translation>
    </message>
    <message>
        <source>Drop files here, or press “Upload files…”.</source>
        <translation>将文件拖放到此处，或点击“上传文件…”。</translation>
    </message>
    <message>
        <source>%1 selected, %2</source>
        <translation>已选 %1 项，%2</translation>
    </message>
    <message numerus="yes">
        <source>%n bucket(s)</source>
        <translation>
            <numerusform>%n 个存储桶</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 entries so far, %2; more come as you scroll</source>
        <translation>目前 %1 项，%2；滚动时继续加载</translation>
    </message>
    <message>
        <source>%1 match</source>
        <translation>%1 项匹配</translation>
    </message>
    <message>
        <source>Download to</source>
        <translation>下载到</translation>
    </message>
    <message>
        <source>Upload a folder</source>
        <translation>上传文件夹</translation>
    </message>
    <message>
        <source>Upload files</source>
        <translation>上传文件</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>Name of the bucket (lower-case letters, digits, dots and dashes):</source>
        <translation>存储桶名称（小写字母、数字、点和连字符）：</translation>
    </message>
    <message>
        <source>Name of the folder:</source>
        <translation>文件夹名称：</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>New name (the object is copied on the server, then the old one is deleted):</source>
        <translation>新名称（先在服务器上复制对象，再删除旧对象）：</translation>
    </message>
    <message>
        <source>Delete “%1”?</source>
        <translation>删除“%1”？</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n entries?</source>
        <translation>
            <numerusform>删除 %n 项？</numerusform>
        </translation>
    </message>
    <message>
        <source>Only an empty bucket can be deleted.</source>
        <translation>只能删除空的存储桶。</translation>
    </message>
    <message>
        <source>Folders go with everything in them. This cannot be undone.</source>
        <translation>文件夹会连同其中所有内容一起删除。此操作无法撤销。</translation>
    </message>
    <message>
        <source>This cannot be undone, unless the bucket keeps versions.</source>
        <translation>此操作无法撤销，除非存储桶启用了版本控制。</translation>
    </message>
    <message>
        <source>Versions…</source>
        <translation>版本…</translation>
    </message>
    <message numerus="yes">
        <source>%Ln entry(s), %1</source>
        <translation>
            <numerusform>%Ln 项，%1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln entry(s)</source>
        <translation>
            <numerusform>%Ln 项</numerusform>
        </translation>
    </message>
    <message>
        <source>It has not answered yet.</source>
        <translation>服务器尚未应答。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>“%1” is there already. Replace it?</source>
        <translation>“%1”已存在。要替换吗？</translation>
    </message>
    <message numerus="yes">
        <source>%n of them are there already. Replace them?</source>
        <translation>
            <numerusform>其中 %n 项已存在。要替换吗？</numerusform>
        </translation>
    </message>
    <message>
        <source>In a folder, files of the same names are replaced, and all others stay.</source>
        <translation>文件夹中同名的文件会被替换，其他文件保留。</translation>
    </message>
    <message>
        <source>What is replaced is lost, unless the bucket keeps versions.</source>
        <translation>被替换的内容将丢失，除非存储桶保留版本。</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln object(s), %2</source>
        <translation>
            <numerusform>%1：%Ln 个对象，%2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln object(s), %2 so far…</source>
        <translation>
            <numerusform>%1：目前 %Ln 个对象，%2…</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::BucketWorker</name>
    <message>
        <source>the server did not finish the copy</source>
        <translation>服务器未完成复制</translation>
    </message>
</context>
<context>
    <name>millrace::ChartPane</name>
    <message>
        <source>1 min</source>
        <translation>1 分钟</translation>
    </message>
    <message>
        <source>10 min</source>
        <translation>10 分钟</translation>
    </message>
    <message>
        <source>1 h</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>全程</translation>
    </message>
    <message>
        <source>Show %1</source>
        <translation>显示 %1</translation>
    </message>
    <message>
        <source>Lines of the chart</source>
        <translation>图表曲线</translation>
    </message>
    <message>
        <source>Lines</source>
        <translation>曲线</translation>
    </message>
    <message>
        <source>Hold the chart still</source>
        <translation>暂停图表</translation>
    </message>
    <message>
        <source>Save the chart as a picture or table</source>
        <translation>将图表保存为图片或表格</translation>
    </message>
    <message>
        <source>Save the chart</source>
        <translation>保存图表</translation>
    </message>
    <message>
        <source>Picture (*.png);;Drawing (*.svg);;Table (*.csv)</source>
        <translation>图片 (*.png);;矢量图 (*.svg);;表格 (*.csv)</translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>未保存</translation>
    </message>
</context>
<context>
    <name>millrace::ChartWidget</name>
    <message>
        <source>Throughput chart</source>
        <translation>吞吐量图表</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>Disk writes</source>
        <translation>磁盘写入</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>CPU, %</source>
        <translation>CPU，%</translation>
    </message>
    <message>
        <source>Memory, MiB</source>
        <translation>内存，MiB</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试次数</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>被限流</translation>
    </message>
    <message>
        <source>Each connection</source>
        <translation>各个连接</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 分钟</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>%1 after the start</source>
        <translation>开始后 %1</translation>
    </message>
    <message>
        <source>Throughput: %1</source>
        <translation>吞吐量：%1</translation>
    </message>
    <message>
        <source>Disk writes: %1</source>
        <translation>磁盘写入：%1</translation>
    </message>
    <message>
        <source>Connections: %1</source>
        <translation>连接：%1</translation>
    </message>
    <message>
        <source>Slowest: %1, fastest: %2</source>
        <translation>最慢：%1，最快：%2</translation>
    </message>
    <message>
        <source>CPU: %1 % of a core</source>
        <translation>CPU：单核的 %1 %</translation>
    </message>
    <message>
        <source>Memory: %1</source>
        <translation>内存：%1</translation>
    </message>
    <message>
        <source>Retries: %1</source>
        <translation>重试：%1</translation>
    </message>
    <message>
        <source>Throttled: %1</source>
        <translation>被限流：%1</translation>
    </message>
    <message>
        <source>end</source>
        <translation>结束</translation>
    </message>
</context>
<context>
    <name>millrace::ComparisonView</name>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Median of the files</source>
        <translation>文件速率中位数</translation>
    </message>
    <message>
        <source>Slowest file</source>
        <translation>最慢的文件</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>内存峰值</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试次数</translation>
    </message>
    <message>
        <source>Throttled</source>
        <translation>被限流</translation>
    </message>
    <message>
        <source>Files failed</source>
        <translation>失败的文件</translation>
    </message>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>First</source>
        <translation>第一个</translation>
    </message>
    <message>
        <source>Second</source>
        <translation>第二个</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>变化</translation>
    </message>
    <message>
        <source>Figures of both runs</source>
        <translation>两次运行的数据</translation>
    </message>
    <message>
        <source>Setting</source>
        <translation>设置项</translation>
    </message>
    <message>
        <source>Settings that differ</source>
        <translation>不同的设置</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>交换</translation>
    </message>
    <message>
        <source>Compare the other way round</source>
        <translation>反向比较</translation>
    </message>
    <message>
        <source>Two runs compared</source>
        <translation>两次运行的比较</translation>
    </message>
    <message>
        <source>The second run is faster by %1</source>
        <translation>第二次运行快 %1</translation>
    </message>
    <message>
        <source>The second run is slower by %1</source>
        <translation>第二次运行慢 %1</translation>
    </message>
    <message>
        <source>No difference beyond noise (%1)</source>
        <translation>差异未超出噪声（%1）</translation>
    </message>
    <message>
        <source>No verdict: one of them measured nothing</source>
        <translation>无法判断：其中一次没有测到任何结果</translation>
    </message>
    <message>
        <source>%1, but one short run each cannot tell that from noise</source>
        <translation>%1，但各一次短时运行无法将其与噪声区分</translation>
    </message>
    <message>
        <source>95 % confidence: %1 to %2</source>
        <translation>95 % 置信区间：%1 至 %2</translation>
    </message>
    <message>
        <source>From %1 and %2 timed runs. %3</source>
        <translation>基于 %1 次和 %2 次计时运行。%3</translation>
    </message>
    <message>
        <source>Throughput of the whole runs</source>
        <translation>整个运行的吞吐量</translation>
    </message>
    <message>
        <source>One run each: the noise within them stands in for the noise between runs. %1</source>
        <translation>各一次运行：以运行内的噪声代替运行之间的噪声。%1</translation>
    </message>
    <message>
        <source>Runs of ten seconds and more, or several of them, would tell</source>
        <translation>十秒以上的运行或多次运行才能得出结论</translation>
    </message>
    <message>
        <source>Mind when comparing: %1</source>
        <translation>比较时请注意：%1</translation>
    </message>
</context>
<context>
    <name>millrace::ConnectionBook</name>
    <message>
        <source>%1 cannot be read: %2</source>
        <translation>无法读取 %1：%2</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>无法写入 %1：%2</translation>
    </message>
    <message>
        <source>no secret key is kept for “%1”: edit the connection and type it</source>
        <translation>未保存“%1”的私有密钥：请编辑连接并输入</translation>
    </message>
    <message>
        <source>the keychain did not answer: %1</source>
        <translation>密钥环没有响应：%1</translation>
    </message>
    <message>
        <source>there is no list of connections in it</source>
        <translation>其中没有连接列表</translation>
    </message>
    <message>
        <source>It stays as it is for now. When you store a connection, it is kept under another name.</source>
        <translation>文件暂时保持原样。保存连接时，它会以另一个名称保留。</translation>
    </message>
    <message>
        <source>%1 cannot be written: the unreadable file of this name could not be renamed. Move it away.</source>
        <translation>无法写入 %1：无法重命名同名的不可读文件。请将其移走。</translation>
    </message>
    <message>
        <source>The connections that could not be read are kept in %1.</source>
        <translation>无法读取的连接保存在 %1 中。</translation>
    </message>
    <message>
        <source>this connection is no longer there: add the transfer again with another one</source>
        <translation>该连接已不存在：请用其他连接重新添加此传输</translation>
    </message>
</context>
<context>
    <name>millrace::ConnectionDialog</name>
    <message>
        <source>Requester pays: this account is billed for the traffic</source>
        <translation>请求者付费：流量费用计入此账户</translation>
    </message>
    <message>
        <source>Keep the secret key for this session only</source>
        <translation>仅在本次会话中保留私有密钥</translation>
    </message>
    <message>
        <source>Add a connection</source>
        <translation>添加连接</translation>
    </message>
    <message>
        <source>Edit the connection</source>
        <translation>编辑连接</translation>
    </message>
    <message>
        <source>Access key and secret key</source>
        <translation>访问密钥和私有密钥</translation>
    </message>
    <message>
        <source>Profile of ~/.aws</source>
        <translation>~/.aws 中的配置文件</translation>
    </message>
    <message>
        <source>Environment of this program</source>
        <translation>本程序的环境变量</translation>
    </message>
    <message>
        <source>Anonymous (public data)</source>
        <translation>匿名（公开数据）</translation>
    </message>
    <message>
        <source>as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Endpoint</source>
        <translation>端点</translation>
    </message>
    <message>
        <source>Region</source>
        <translation>区域</translation>
    </message>
    <message>
        <source>Credentials</source>
        <translation>凭证</translation>
    </message>
    <message>
        <source>Access key</source>
        <translation>访问密钥</translation>
    </message>
    <message>
        <source>Secret key</source>
        <translation>私有密钥</translation>
    </message>
    <message>
        <source>Profile</source>
        <translation>配置文件</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Advanced</source>
        <translation>高级</translation>
    </message>
    <message>
        <source>Test connection</source>
        <translation>测试连接</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>As the service needs it</source>
        <translation>按服务要求</translation>
    </message>
    <message>
        <source>Path: https://host/bucket/key</source>
        <translation>路径：https://host/bucket/key</translation>
    </message>
    <message>
        <source>Virtual host: https://bucket.host/key</source>
        <translation>虚拟主机：https://bucket.host/key</translation>
    </message>
    <message>
        <source>The system&apos;s authorities</source>
        <translation>系统证书颁发机构</translation>
    </message>
    <message>
        <source>As the environment says, such as http://proxy:3128</source>
        <translation>按环境变量，例如 http://proxy:3128</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Browse for a CA file</source>
        <translation>选择 CA 文件</translation>
    </message>
    <message>
        <source>CA file</source>
        <translation>CA 文件</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt);;All files (*)</source>
        <translation>证书 (*.pem *.crt);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Start in</source>
        <translation>起始位置</translation>
    </message>
    <message>
        <source>Addressing</source>
        <translation>寻址方式</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>代理</translation>
    </message>
    <message>
        <source>“Start in” is for keys that may not list all buckets: name the bucket they may see.</source>
        <translation>“起始位置”用于无权列出所有存储桶的密钥：请填写其可见的存储桶。</translation>
    </message>
    <message>
        <source>Amazon&apos;s own for the region</source>
        <translation>该区域的 Amazon 官方端点</translation>
    </message>
    <message>
        <source>The secret key goes into the system&apos;s keychain and nowhere else.</source>
        <translation>私有密钥只保存在系统密钥环中。</translation>
    </message>
    <message>
        <source>Keys are found here: %1. The secret key goes into the system&apos;s keychain and nowhere else.</source>
        <translation>密钥位置：%1。私有密钥只保存在系统密钥环中。</translation>
    </message>
    <message>
        <source>Keys are read from ~/.aws each time, and never copied. A credential_process is run.</source>
        <translation>每次都从 ~/.aws 读取密钥，绝不复制。会运行 credential_process。</translation>
    </message>
    <message>
        <source>AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY as this program was started with.</source>
        <translation>启动本程序时的 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY。</translation>
    </message>
    <message>
        <source>Requests go unsigned: only public buckets answer.</source>
        <translation>请求不签名：只有公开的存储桶会响应。</translation>
    </message>
    <message>
        <source>The endpoint is missing: the address of the S3 service, such as %1.</source>
        <translation>缺少端点：S3 服务的地址，例如 %1。</translation>
    </message>
    <message>
        <source>The endpoint is no address: it looks like https://host or http://host:port.</source>
        <translation>端点不是有效地址：应形如 https://host 或 http://host:port。</translation>
    </message>
    <message>
        <source>Put your account&apos;s id in place of ACCOUNT in the endpoint.</source>
        <translation>请将端点中的 ACCOUNT 替换为您的账户 ID。</translation>
    </message>
    <message>
        <source>The access key is missing.</source>
        <translation>缺少访问密钥。</translation>
    </message>
    <message>
        <source>The secret key is missing.</source>
        <translation>缺少私有密钥。</translation>
    </message>
    <message>
        <source>Choose a profile.</source>
        <translation>请选择配置文件。</translation>
    </message>
    <message>
        <source>No keychain</source>
        <translation>没有密钥环</translation>
    </message>
    <message>
        <source>The secret key is kept for this session only.</source>
        <translation>私有密钥仅在本次会话中保留。</translation>
    </message>
    <message>
        <source>No system keychain took it (%1). Start one, such as GNOME Keyring or KWallet, and save the connection again, or use a profile of ~/.aws.</source>
        <translation>没有系统密钥环接受它（%1）。请启动密钥环（如 GNOME Keyring 或 KWallet）后重新保存连接，或使用 ~/.aws 中的配置文件。</translation>
    </message>
    <message>
        <source>Kinds of settings</source>
        <translation>设置类别</translation>
    </message>
    <message>
        <source>The endpoint must hold no user name, password or query: keys have fields of their own.</source>
        <translation>端点不得包含用户名、密码或查询：密钥有专用的字段。</translation>
    </message>
    <message>
        <source>The region is a short name such as %1: letters, digits and dashes.</source>
        <translation>区域是类似 %1 的短名称：字母、数字和连字符。</translation>
    </message>
</context>
<context>
    <name>millrace::ConnectionTestPanel</name>
    <message>
        <source>Name is found</source>
        <translation>名称可解析</translation>
    </message>
    <message>
        <source>Port answers</source>
        <translation>端口有响应</translation>
    </message>
    <message>
        <source>TLS is trusted</source>
        <translation>TLS 受信任</translation>
    </message>
    <message>
        <source>Keys are accepted</source>
        <translation>密钥被接受</translation>
    </message>
    <message>
        <source>Objects are listed</source>
        <translation>可列出对象</translation>
    </message>
    <message>
        <source>Ranges are served</source>
        <translation>支持范围读取</translation>
    </message>
</context>
<context>
    <name>millrace::Desktop</name>
    <message>
        <source>Transfers are under way</source>
        <translation>正在传输</translation>
    </message>
</context>
<context>
    <name>millrace::DetailsPane</name>
    <message>
        <source>Details of the transfer</source>
        <translation>传输详情</translation>
    </message>
    <message>
        <source>Files of the transfer</source>
        <translation>传输的文件</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>分段</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>General</source>
        <translation>常规</translation>
    </message>
</context>
<context>
    <name>millrace::FileModel</name>
    <message>
        <source>In flight</source>
        <translation>传输中</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Done, verified by %1</source>
        <translation>完成，已通过 %1 校验</translation>
    </message>
    <message>
        <source>Skipped: %1</source>
        <translation>已跳过：%1</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>已计划</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>分段</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试次数</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
</context>
<context>
    <name>millrace::FindingsPage</name>
    <message>
        <source>Processors</source>
        <translation>处理器</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Disk, writing</source>
        <translation>磁盘写入</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>The endpoint, with its latency</source>
        <translation>端点及其延迟</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Not needed: trials go to memory</source>
        <translation>不需要：试验写入内存</translation>
    </message>
    <message>
        <source>Writing to %1 for two seconds…</source>
        <translation>正在向 %1 写入两秒…</translation>
    </message>
    <message numerus="yes">
        <source>%n processor(s)</source>
        <translation>
            <numerusform>%n 个处理器</numerusform>
        </translation>
    </message>
    <message>
        <source>The system does not tell</source>
        <translation>系统未提供</translation>
    </message>
    <message>
        <source>%1 Gbit/s</source>
        <translation>%1 Gbit/s</translation>
    </message>
    <message>
        <source>The system does not tell how fast; the search measures it</source>
        <translation>系统未提供速度；搜索时会测量</translation>
    </message>
</context>
<context>
    <name>millrace::GeneralPane</name>
    <message>
        <source>Facts of the transfer</source>
        <translation>传输信息</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>To</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Over the network</source>
        <translation>网络流量</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>分段</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试次数</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Mean rate</source>
        <translation>平均速率</translation>
    </message>
    <message>
        <source>Select a transfer to see its facts</source>
        <translation>选择一个传输以查看其信息</translation>
    </message>
    <message>
        <source>nowhere: bytes are dropped as they come</source>
        <translation>无：数据收到即丢弃</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 / %2</translation>
    </message>
    <message>
        <source>%1 skipped</source>
        <translation>跳过 %1 个</translation>
    </message>
    <message>
        <source>%1 failed</source>
        <translation>失败 %1 个</translation>
    </message>
    <message>
        <source>%1, %2 of them because the server asked to slow down</source>
        <translation>%1，其中 %2 次因服务器要求降速</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>剩余 %1</translation>
    </message>
    <message>
        <source>Bottleneck</source>
        <translation>瓶颈</translation>
    </message>
    <message>
        <source>%1 of at least %2</source>
        <translation>%1 / 至少 %2</translation>
    </message>
</context>
<context>
    <name>millrace::HistoryModel</name>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
</context>
<context>
    <name>millrace::ImportDialog</name>
    <message>
        <source>Looking into ~/.aws…</source>
        <translation>正在查看 ~/.aws…</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Import from ~/.aws</source>
        <translation>从 ~/.aws 导入</translation>
    </message>
    <message>
        <source>Profiles</source>
        <translation>配置文件</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Profiles of the AWS command line</source>
        <translation>AWS 命令行的配置文件</translation>
    </message>
    <message>
        <source>No profiles were found. The AWS command line makes them with “aws configure”.</source>
        <translation>未找到配置文件。AWS 命令行可用“aws configure”创建。</translation>
    </message>
    <message>
        <source>Each becomes a connection. Keys are read from ~/.aws when they are needed, and not copied.</source>
        <translation>每个配置文件成为一个连接。密钥在需要时从 ~/.aws 读取，不会复制。</translation>
    </message>
    <message>
        <source>%1 (is a connection already)</source>
        <translation>%1（已是连接）</translation>
    </message>
</context>
<context>
    <name>millrace::KeyModel</name>
    <message>
        <source>Folder %1</source>
        <translation>文件夹 %1</translation>
    </message>
    <message>
        <source>Bucket %1</source>
        <translation>存储桶 %1</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>Storage class</source>
        <translation>存储类别</translation>
    </message>
    <message>
        <source>ETag</source>
        <translation>ETag</translation>
    </message>
</context>
<context>
    <name>millrace::LogPane</name>
    <message>
        <source>Log of the transfer</source>
        <translation>传输日志</translation>
    </message>
    <message>
        <source>What happens to the selected transfer is told here.</source>
        <translation>此处显示所选传输的经过。</translation>
    </message>
    <message>
        <source>Copy all</source>
        <translation>全部复制</translation>
    </message>
    <message>
        <source>Keys and addresses only: no secret is ever written here.</source>
        <translation>仅包含键和地址：绝不写入任何机密。</translation>
    </message>
    <message>
        <source>Warning: </source>
        <translation>警告： </translation>
    </message>
    <message>
        <source>Error: </source>
        <translation>错误： </translation>
    </message>
</context>
<context>
    <name>millrace::MainWindow</name>
    <message>
        <source>Parts stay on the server</source>
        <translation>分段仍留在服务器上</translation>
    </message>
    <message>
        <source>Millrace</source>
        <translation>Millrace</translation>
    </message>
    <message>
        <source>%1 – Millrace</source>
        <translation>%1 – Millrace</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>The demo did not start</source>
        <translation>演示未能启动</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>New transfer</source>
        <translation>新建传输</translation>
    </message>
    <message>
        <source>Download from an s3:// address or a link</source>
        <translation>从 s3:// 地址或链接下载</translation>
    </message>
    <message>
        <source>Filter transfers</source>
        <translation>筛选传输</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>New transfer…</source>
        <translation>新建传输…</translation>
    </message>
    <message>
        <source>Add a connection…</source>
        <translation>添加连接…</translation>
    </message>
    <message>
        <source>Import from ~/.aws…</source>
        <translation>从 ~/.aws 导入…</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>启动演示</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>&amp;Transfer</source>
        <translation>传输(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About Millrace</source>
        <translation>关于 Millrace</translation>
    </message>
    <message>
        <source>Added to the transfers</source>
        <translation>已添加到传输列表</translation>
    </message>
    <message>
        <source>Demo</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove the connection</source>
        <translation>移除连接</translation>
    </message>
    <message>
        <source>Open report file…</source>
        <translation>打开报告文件…</translation>
    </message>
    <message>
        <source>Auto-optimize…</source>
        <translation>自动优化…</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Forget the optimized settings</source>
        <translation>忘记优化的设置</translation>
    </message>
    <message>
        <source>Remove “%1”?</source>
        <translation>移除“%1”？</translation>
    </message>
    <message>
        <source>Its key is removed from the keychain. Nothing is deleted on the server.</source>
        <translation>其密钥将从密钥环中移除。服务器上不会删除任何内容。</translation>
    </message>
    <message>
        <source>What was sent of %1 is still on the server</source>
        <translation>%1 已发送的部分仍在服务器上</translation>
    </message>
    <message>
        <source>The upload was given up, but its parts could not be removed, and cost storage until they are: %1.</source>
        <translation>上传已放弃，但其分段未能移除，在移除之前会占用存储空间：%1。</translation>
    </message>
    <message>
        <source>This command removes them:</source>
        <translation>此命令可将其移除：</translation>
    </message>
</context>
<context>
    <name>millrace::NewTransferDialog</name>
    <message>
        <source>Add it paused</source>
        <translation>添加后暂停</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>New transfer</source>
        <translation>新建传输</translation>
    </message>
    <message>
        <source>s3://bucket/key, s3://bucket/folder/ or a presigned link</source>
        <translation>s3://bucket/key、s3://bucket/folder/ 或预签名链接</translation>
    </message>
    <message>
        <source>Replace a local file only if it differs</source>
        <translation>仅在内容不同时替换本地文件</translation>
    </message>
    <message>
        <source>Always replace</source>
        <translation>始终替换</translation>
    </message>
    <message>
        <source>Never replace</source>
        <translation>从不替换</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Browse for a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>To folder</source>
        <translation>目标文件夹</translation>
    </message>
    <message>
        <source>Existing files</source>
        <translation>已有文件</translation>
    </message>
    <message>
        <source>Parts at a time</source>
        <translation>同时传输的分段数</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>A presigned link: it carries its own permission and needs no connection.</source>
        <translation>预签名链接：自带权限，无需连接。</translation>
    </message>
    <message>
        <source>A plain link, fetched as it is.</source>
        <translation>普通链接，按原样获取。</translation>
    </message>
    <message>
        <source>An object, a folder (with “/” at the end) or a link.</source>
        <translation>对象、文件夹（以“/”结尾）或链接。</translation>
    </message>
    <message>
        <source>There is no connection yet that could open it: add one first.</source>
        <translation>还没有可打开它的连接：请先添加。</translation>
    </message>
    <message>
        <source>Everything in this folder, with its subfolders.</source>
        <translation>此文件夹及其子文件夹中的所有内容。</translation>
    </message>
    <message>
        <source>One object.</source>
        <translation>一个对象。</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
</context>
<context>
    <name>millrace::Notices</name>
    <message>
        <source>Finished: %1</source>
        <translation>已完成：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) finished</source>
        <translation>
            <numerusform>%n 个传输已完成</numerusform>
        </translation>
    </message>
    <message>
        <source>Failed: %1</source>
        <translation>失败：%1</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) failed</source>
        <translation>
            <numerusform>%n 个传输失败</numerusform>
        </translation>
    </message>
    <message>
        <source>Show Millrace</source>
        <translation>显示 Millrace</translation>
    </message>
</context>
<context>
    <name>millrace::OptimizeDialog</name>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Auto-optimize</source>
        <translation>自动优化</translation>
    </message>
    <message>
        <source>Search again</source>
        <translation>再次搜索</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Start the search</source>
        <translation>开始搜索</translation>
    </message>
    <message>
        <source>Stop the search</source>
        <translation>停止搜索</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
</context>
<context>
    <name>millrace::PartGrid</name>
    <message>
        <source>Parts</source>
        <translation>分段</translation>
    </message>
    <message>
        <source>No parts</source>
        <translation>没有分段</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n part(s): %1</source>
        <translation>
            <numerusform>%n 个分段：%1</numerusform>
        </translation>
    </message>
    <message>
        <source>Select a transfer to see its parts</source>
        <translation>选择一个传输以查看其分段</translation>
    </message>
    <message>
        <source>No parts yet</source>
        <translation>尚无分段</translation>
    </message>
</context>
<context>
    <name>millrace::PartLegend</name>
    <message>
        <source>slow</source>
        <translation>慢</translation>
    </message>
    <message>
        <source>fast</source>
        <translation>快</translation>
    </message>
</context>
<context>
    <name>millrace::PartsPane</name>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Colour parts by state</source>
        <translation>按状态为分段着色</translation>
    </message>
    <message>
        <source>Heat</source>
        <translation>热图</translation>
    </message>
    <message>
        <source>Colour parts by rate: slow ones stand out</source>
        <translation>按速率为分段着色：慢的一目了然</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Show percentages in columns</source>
        <translation>分列显示百分比</translation>
    </message>
    <message>
        <source>Parts as text</source>
        <translation>文本形式的分段</translation>
    </message>
    <message>
        <source>Facts of the parts</source>
        <translation>分段详情</translation>
    </message>
</context>
<context>
    <name>millrace::PercentileBars</name>
    <message>
        <source>Rates of the files</source>
        <translation>文件速率</translation>
    </message>
    <message>
        <source>Slowest</source>
        <translation>最慢</translation>
    </message>
    <message>
        <source>5th percentile</source>
        <translation>第 5 百分位</translation>
    </message>
    <message>
        <source>Median</source>
        <translation>中位数</translation>
    </message>
    <message>
        <source>75th percentile</source>
        <translation>第 75 百分位</translation>
    </message>
    <message>
        <source>95th percentile</source>
        <translation>第 95 百分位</translation>
    </message>
    <message>
        <source>Fastest</source>
        <translation>最快</translation>
    </message>
</context>
<context>
    <name>millrace::PresignDialog</name>
    <message>
        <source>Link to an object</source>
        <translation>对象链接</translation>
    </message>
    <message>
        <source>15 minutes</source>
        <translation>15 分钟</translation>
    </message>
    <message>
        <source>1 hour</source>
        <translation>1 小时</translation>
    </message>
    <message>
        <source>12 hours</source>
        <translation>12 小时</translation>
    </message>
    <message>
        <source>1 day</source>
        <translation>1 天</translation>
    </message>
    <message>
        <source>3 days</source>
        <translation>3 天</translation>
    </message>
    <message>
        <source>7 days (the most)</source>
        <translation>7 天（上限）</translation>
    </message>
    <message>
        <source>Download (GET)</source>
        <translation>下载 (GET)</translation>
    </message>
    <message>
        <source>Upload (PUT)</source>
        <translation>上传 (PUT)</translation>
    </message>
    <message>
        <source>The link works for</source>
        <translation>链接有效期</translation>
    </message>
    <message>
        <source>The link allows</source>
        <translation>链接允许</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>Object</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>Allows</source>
        <translation>允许</translation>
    </message>
    <message>
        <source>Works for</source>
        <translation>有效期</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>Whoever has the link can use it until %1, without credentials.</source>
        <translation>在 %1 之前，任何拥有此链接的人都可使用，无需凭证。</translation>
    </message>
    <message>
        <source>The credentials end at %1, and the link with them.</source>
        <translation>凭证于 %1 失效，链接随之失效。</translation>
    </message>
</context>
<context>
    <name>millrace::PropertiesDialog</name>
    <message>
        <source>Asking the server…</source>
        <translation>正在查询服务器…</translation>
    </message>
    <message>
        <source>Properties</source>
        <translation>属性</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>%1 (%2 bytes)</source>
        <translation>%1（%2 字节）</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>ETag</source>
        <translation>ETag</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Storage class</source>
        <translation>存储类别</translation>
    </message>
    <message>
        <source>Media type</source>
        <translation>媒体类型</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>加密</translation>
    </message>
    <message>
        <source>Checksum %1</source>
        <translation>校验和 %1</translation>
    </message>
    <message>
        <source>Metadata: %1</source>
        <translation>元数据：%1</translation>
    </message>
</context>
<context>
    <name>millrace::RateField</name>
    <message>
        <source>No limit</source>
        <translation>不限速</translation>
    </message>
</context>
<context>
    <name>millrace::ReportFileModel</name>
    <message>
        <source>not verified</source>
        <translation>未校验</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>键</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Verified by</source>
        <translation>校验方式</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>分段</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试次数</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
</context>
<context>
    <name>millrace::ReportView</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>PDF document…</source>
        <translation>PDF 文档…</translation>
    </message>
    <message>
        <source>Web page (HTML)…</source>
        <translation>网页 (HTML)…</translation>
    </message>
    <message>
        <source>Table of the files (CSV)…</source>
        <translation>文件表格 (CSV)…</translation>
    </message>
    <message>
        <source>Report file (JSON)…</source>
        <translation>报告文件 (JSON)…</translation>
    </message>
    <message>
        <source>Parts of the report</source>
        <translation>报告的各部分</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>图表</translation>
    </message>
    <message>
        <source>Rates</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Files that failed</source>
        <translation>失败的文件</translation>
    </message>
    <message>
        <source>Errors</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>What</source>
        <translation>项目</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>值</translation>
    </message>
    <message>
        <source>Settings and machine</source>
        <translation>设置和机器</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Throughput</source>
        <translation>吞吐量</translation>
    </message>
    <message>
        <source>CPU</source>
        <translation>CPU</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>CPU (100 % is one core)</source>
        <translation>CPU（100 % 为一个核心）</translation>
    </message>
    <message>
        <source>Rates and verification</source>
        <translation>速率和校验</translation>
    </message>
    <message>
        <source>How fast the files were</source>
        <translation>文件的速度</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>Filter the files of the report</source>
        <translation>筛选报告中的文件</translation>
    </message>
    <message>
        <source>Files of the run</source>
        <translation>运行的文件</translation>
    </message>
    <message>
        <source>The first %1 of %2 files; an export has all of them</source>
        <translation>前 %1 个文件，共 %2 个；导出包含全部文件</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>memory</source>
        <translation>内存</translation>
    </message>
    <message>
        <source>Bottleneck: %1</source>
        <translation>瓶颈：%1</translation>
    </message>
    <message>
        <source>All bytes over all of the time</source>
        <translation>全部字节除以全部时间</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>已传输</translation>
    </message>
    <message>
        <source>Over the network, retries included</source>
        <translation>网络流量，含重试</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message numerus="yes">
        <source>%n of them were current already</source>
        <translation>
            <numerusform>其中 %n 个已是最新</numerusform>
        </translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试次数</translation>
    </message>
    <message numerus="yes">
        <source>%n because the server asked to slow down</source>
        <translation>
            <numerusform>%n 次因服务器要求降速</numerusform>
        </translation>
    </message>
    <message>
        <source>CPU per GiB</source>
        <translation>每 GiB 的 CPU</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 秒</translation>
    </message>
    <message>
        <source>%1 s of CPU time in all</source>
        <translation>CPU 时间共 %1 秒</translation>
    </message>
    <message>
        <source>Peak memory</source>
        <translation>内存峰值</translation>
    </message>
    <message>
        <source>The run ended early: %1</source>
        <translation>运行提前结束：%1</translation>
    </message>
    <message numerus="yes">
        <source>%1: %n file(s)</source>
        <translation>
            <numerusform>%1：%n 个文件</numerusform>
        </translation>
    </message>
    <message>
        <source>Errors (%1)</source>
        <translation>错误（%1）</translation>
    </message>
    <message>
        <source>Mean of the files</source>
        <translation>文件平均值</translation>
    </message>
    <message>
        <source>Standard deviation</source>
        <translation>标准差</translation>
    </message>
    <message>
        <source>Whole run</source>
        <translation>全程</translation>
    </message>
    <message>
        <source>Verified by</source>
        <translation>校验方式</translation>
    </message>
    <message>
        <source>Report (*.json)</source>
        <translation>报告 (*.json)</translation>
    </message>
    <message>
        <source>Table (*.csv)</source>
        <translation>表格 (*.csv)</translation>
    </message>
    <message>
        <source>Web page (*.html)</source>
        <translation>网页 (*.html)</translation>
    </message>
    <message>
        <source>Document (*.pdf)</source>
        <translation>文档 (*.pdf)</translation>
    </message>
    <message>
        <source>Export the report</source>
        <translation>导出报告</translation>
    </message>
    <message>
        <source>Changes on the way</source>
        <translation>途中的调整</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>After %1: %2</source>
        <translation>%1 后：%2</translation>
    </message>
    <message>
        <source>Bottleneck</source>
        <translation>瓶颈</translation>
    </message>
    <message>
        <source>What would help</source>
        <translation>改进建议</translation>
    </message>
    <message>
        <source>Evidence</source>
        <translation>依据</translation>
    </message>
</context>
<context>
    <name>millrace::ReportsPage</name>
    <message>
        <source>Runs</source>
        <translation>运行</translation>
    </message>
    <message>
        <source>Open report file…</source>
        <translation>打开报告文件…</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>Select two runs (hold Ctrl) to compare them</source>
        <translation>选择两次运行（按住 Ctrl）进行比较</translation>
    </message>
    <message>
        <source>Delete the selected reports</source>
        <translation>删除所选报告</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Not exported</source>
        <translation>未导出</translation>
    </message>
    <message>
        <source>No run has ended yet</source>
        <translation>尚无运行结束</translation>
    </message>
    <message>
        <source>Every transfer that ends leaves a report here: how fast it was, how each file was verified, and what went wrong. Reports of millrace-cli can be opened too, or dropped here.</source>
        <translation>每个结束的传输都会在此留下报告：速度、每个文件的校验方式以及出现的问题。也可以打开 millrace-cli 的报告，或将其拖放到此处。</translation>
    </message>
    <message>
        <source>Choose a run</source>
        <translation>选择一次运行</translation>
    </message>
    <message>
        <source>Its report is shown here. Hold Ctrl to choose two and compare them.</source>
        <translation>此处显示其报告。按住 Ctrl 可选择两次运行进行比较。</translation>
    </message>
    <message>
        <source>This report cannot be shown</source>
        <translation>无法显示此报告</translation>
    </message>
    <message>
        <source>These reports cannot be compared</source>
        <translation>无法比较这些报告</translation>
    </message>
    <message>
        <source>Open report file</source>
        <translation>打开报告文件</translation>
    </message>
    <message>
        <source>Reports (*.json);;All files (*)</source>
        <translation>报告 (*.json);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Delete reports</source>
        <translation>删除报告</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n report(s)?</source>
        <translation>
            <numerusform>删除 %n 份报告？</numerusform>
        </translation>
    </message>
    <message>
        <source>What was transferred stays.</source>
        <translation>已传输的内容会保留。</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
</context>
<context>
    <name>millrace::ResultPage</name>
    <message>
        <source>Setting</source>
        <translation>设置项</translation>
    </message>
    <message>
        <source>Present</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Use for this connection</source>
        <translation>用于此连接</translation>
    </message>
    <message>
        <source>Use for this transfer</source>
        <translation>用于此传输</translation>
    </message>
    <message>
        <source>Copy as command line</source>
        <translation>复制为命令行</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>The present settings are as good as any: %1</source>
        <translation>当前设置已是最佳：%1</translation>
    </message>
    <message>
        <source>%1 % faster (± %2 %): %3 instead of %4</source>
        <translation>快 %1 %（± %2 %）：%3，原为 %4</translation>
    </message>
    <message>
        <source>%1 % faster: %2 instead of %3</source>
        <translation>快 %1 %：%2，原为 %3</translation>
    </message>
    <message>
        <source>Bottleneck:</source>
        <translation>瓶颈：</translation>
    </message>
    <message>
        <source>too little was measured to name one</source>
        <translation>测量数据不足，无法判断</translation>
    </message>
    <message>
        <source>automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Files at a time</source>
        <translation>同时传输的文件数</translation>
    </message>
    <message>
        <source>Parts of a file at a time</source>
        <translation>每个文件同时传输的分段数</translation>
    </message>
    <message>
        <source>Connections, at most</source>
        <translation>最大连接数</translation>
    </message>
    <message>
        <source>Size of a part</source>
        <translation>分段大小</translation>
    </message>
    <message>
        <source>Size of a disk write</source>
        <translation>单次磁盘写入大小</translation>
    </message>
    <message>
        <source>Disk-writer threads</source>
        <translation>磁盘写入线程数</translation>
    </message>
    <message>
        <source>In use for new transfers of this connection</source>
        <translation>已用于此连接的新传输</translation>
    </message>
    <message>
        <source>In use for the transfer</source>
        <translation>已用于此传输</translation>
    </message>
    <message>
        <source>In use for the transfer, and for new ones of this connection</source>
        <translation>已用于此传输，以及此连接的新传输</translation>
    </message>
    <message>
        <source>Measured by downloads. An upload that has begun keeps the size of its parts, and none are smaller than 5 MiB.</source>
        <translation>由下载测得。已开始的上传保持其分段大小，且任何分段都不小于 5 MiB。</translation>
    </message>
</context>
<context>
    <name>millrace::SearchPage</name>
    <message>
        <source>Trials</source>
        <translation>试验</translation>
    </message>
    <message>
        <source>Trials made</source>
        <translation>已完成的试验</translation>
    </message>
    <message>
        <source>Trial %1 of at most %2: %3</source>
        <translation>试验 %1，最多 %2 次：%3</translation>
    </message>
    <message numerus="yes">
        <source>Stopped after %n trial(s)</source>
        <translation>
            <numerusform>%n 次试验后停止</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Done after %n trial(s)</source>
        <translation>
            <numerusform>%n 次试验后完成</numerusform>
        </translation>
    </message>
    <message>
        <source>Looking at the objects…</source>
        <translation>正在查看对象…</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
</context>
<context>
    <name>millrace::SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>页面</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Behaviour</source>
        <translation>行为</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Browse for the download folder</source>
        <translation>选择下载文件夹</translation>
    </message>
    <message>
        <source>Download folder</source>
        <translation>下载文件夹</translation>
    </message>
    <message>
        <source>Transfers at a time</source>
        <translation>同时进行的传输数</translation>
    </message>
    <message>
        <source>Like the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比度</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Tell me when a transfer has finished or failed</source>
        <translation>传输完成或失败时通知我</translation>
    </message>
    <message>
        <source>Show an icon with the rate in the system tray</source>
        <translation>在系统托盘中显示带速率的图标</translation>
    </message>
    <message>
        <source>Keep this computer awake while something moves</source>
        <translation>传输期间保持计算机唤醒</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>带宽</translation>
    </message>
    <message>
        <source>Checksums</source>
        <translation>校验和</translation>
    </message>
    <message>
        <source>Ask for the folder with every download</source>
        <translation>每次下载时询问文件夹</translation>
    </message>
    <message>
        <source>Replace a local file only if it differs</source>
        <translation>仅在内容不同时替换本地文件</translation>
    </message>
    <message>
        <source>Always replace</source>
        <translation>始终替换</translation>
    </message>
    <message>
        <source>Never replace</source>
        <translation>从不替换</translation>
    </message>
    <message>
        <source>Existing files</source>
        <translation>已有文件</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>限制</translation>
    </message>
    <message>
        <source>Memory of all transfers together</source>
        <translation>所有传输合计的内存</translation>
    </message>
    <message>
        <source>Connections of a new transfer, at most</source>
        <translation>新传输的最大连接数</translation>
    </message>
    <message>
        <source>Attempts for each part of a new transfer</source>
        <translation>新传输每个分段的尝试次数</translation>
    </message>
    <message>
        <source>Verify every download against the server&apos;s checksum</source>
        <translation>用服务器校验和校验每个下载</translation>
    </message>
    <message>
        <source>A file appears under its name only when it is complete. Without verification its size alone is compared.</source>
        <translation>文件完整后才会以其名称出现。不校验时只比较大小。</translation>
    </message>
    <message>
        <source>Automatic: CRC-64/NVME where the server takes it</source>
        <translation>自动：服务器支持时使用 CRC-64/NVME</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Sent with uploads</source>
        <translation>随上传发送</translation>
    </message>
    <message>
        <source>The server computes it too and refuses what was damaged on the way. Some S3-compatible servers know only few algorithms, or none.</source>
        <translation>服务器也会计算校验和，并拒绝传输中损坏的数据。部分 S3 兼容服务器只支持少数算法，或完全不支持。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Go on in the tray when the window is closed</source>
        <translation>关闭窗口后在托盘中继续运行</translation>
    </message>
</context>
<context>
    <name>millrace::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Open the address on the clipboard</source>
        <translation>打开剪贴板中的地址</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>此列表</translation>
    </message>
    <message>
        <source>Type an address</source>
        <translation>输入地址</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
    <message>
        <source>One folder up</source>
        <translation>上一级文件夹</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Next and previous part</source>
        <translation>下一个和上一个分段</translation>
    </message>
    <message>
        <source>Arrow keys</source>
        <translation>方向键</translation>
    </message>
    <message>
        <source>First and last part</source>
        <translation>第一个和最后一个分段</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Home、End</translation>
    </message>
    <message>
        <source>Larger, smaller, fit</source>
        <translation>放大、缩小、适应</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>全局</translation>
    </message>
    <message>
        <source>Part grid</source>
        <translation>分段网格</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>Browser</source>
        <translation>浏览器</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>millrace::Sidebar</name>
    <message>
        <source>Places</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Add a connection…</source>
        <translation>添加连接…</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>工具</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Auto-optimize…</source>
        <translation>自动优化…</translation>
    </message>
</context>
<context>
    <name>millrace::StatusTotals</name>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接数</translation>
    </message>
    <message>
        <source>Rate of downloads</source>
        <translation>下载速率</translation>
    </message>
    <message>
        <source>Rate of uploads</source>
        <translation>上传速率</translation>
    </message>
    <message>
        <source>%1 active, %2 queued</source>
        <translation>%1 个进行中，%2 个排队</translation>
    </message>
    <message numerus="yes">
        <source>%n connection(s)</source>
        <translation>
            <numerusform>%n 个连接</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::TargetPage</name>
    <message>
        <source>To disk, as transfers do</source>
        <translation>写入磁盘，与传输相同</translation>
    </message>
    <message>
        <source>To memory: the network alone</source>
        <translation>写入内存：仅测网络</translation>
    </message>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
    <message>
        <source> GiB</source>
        <translation> GiB</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Objects to measure with</source>
        <translation>用于测量的对象</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>浏览…</translation>
    </message>
    <message>
        <source>Browse for a folder</source>
        <translation>选择文件夹</translation>
    </message>
    <message>
        <source>Folder for the trials</source>
        <translation>试验文件夹</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>trials of</source>
        <translation>每次试验</translation>
    </message>
    <message>
        <source>and</source>
        <translation>和</translation>
    </message>
    <message>
        <source>at most</source>
        <translation>最多</translation>
    </message>
    <message>
        <source>Seconds of a trial</source>
        <translation>每次试验的秒数</translation>
    </message>
    <message>
        <source>Most data of a trial</source>
        <translation>每次试验的最大数据量</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Short real downloads find the settings with which this connection is fastest on this machine. Nothing is kept of them, and nothing is changed until you say so.</source>
        <translation>通过短时间的真实下载，找出此连接在本机上最快的设置。不会保留任何下载内容，未经您确认也不会更改任何设置。</translation>
    </message>
    <message>
        <source>There is no connection yet: add one first.</source>
        <translation>还没有连接：请先添加。</translation>
    </message>
    <message>
        <source>Objects like those you transfer: a large one, or a folder (with “/” at the end).</source>
        <translation>与您要传输的类似的对象：一个大对象，或文件夹（以“/”结尾）。</translation>
    </message>
    <message>
        <source>Objects of this folder, as many as the time allows.</source>
        <translation>此文件夹中的对象，时间允许多少就测多少。</translation>
    </message>
    <message>
        <source>This object, again and again.</source>
        <translation>反复使用此对象。</translation>
    </message>
    <message>
        <source>At most %1 and %2 of traffic; the search ends early when nothing gains any more.</source>
        <translation>最多 %1、流量 %2；若不再有提升，搜索会提前结束。</translation>
    </message>
    <message numerus="yes">
        <source>%n transfer(s) are under way and share the line with the trials. Pause them first for figures that hold.</source>
        <translation>
            <numerusform>有 %n 个传输正在进行，会与试验共用线路。请先暂停它们，所得数据才可靠。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::TimetableEditor</name>
    <message>
        <source>Add a time</source>
        <translation>添加时段</translation>
    </message>
    <message>
        <source>At all other times</source>
        <translation>其他时间</translation>
    </message>
    <message>
        <source>Limit at all other times</source>
        <translation>其他时间的限速</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Every day</source>
        <translation>每天</translation>
    </message>
    <message>
        <source>Monday to Friday</source>
        <translation>周一至周五</translation>
    </message>
    <message>
        <source>Saturday and Sunday</source>
        <translation>周六和周日</translation>
    </message>
    <message>
        <source>From</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>限速</translation>
    </message>
    <message>
        <source>Remove this time</source>
        <translation>移除此时段</translation>
    </message>
</context>
<context>
    <name>millrace::TimetableWeek</name>
    <message>
        <source>The week as a picture</source>
        <translation>一周图示</translation>
    </message>
    <message>
        <source>No limit</source>
        <translation>不限速</translation>
    </message>
</context>
<context>
    <name>millrace::TransferModel</name>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Listing</source>
        <translation>正在列举</translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation>上传中</translation>
    </message>
    <message>
        <source>Downloading</source>
        <translation>下载中</translation>
    </message>
    <message>
        <source>Pausing</source>
        <translation>正在暂停</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Already current</source>
        <translation>已是最新</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Cancelled</source>
        <translation>已取消</translation>
    </message>
    <message>
        <source>%1 +</source>
        <translation>%1 +</translation>
    </message>
    <message>
        <source>size not known yet</source>
        <translation>大小未知</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Time left</source>
        <translation>剩余时间</translation>
    </message>
    <message>
        <source>Parts</source>
        <translation>分段</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Retries</source>
        <translation>重试次数</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>添加时间</translation>
    </message>
</context>
<context>
    <name>millrace::TransfersPage</name>
    <message>
        <source>Nothing is being transferred</source>
        <translation>当前没有传输</translation>
    </message>
    <message>
        <source>Browse a connection and press Download, drop files on a folder, or paste an s3:// address or a presigned link anywhere in this window.</source>
        <translation>浏览连接并点击“下载”，将文件拖放到文件夹，或在本窗口任意位置粘贴 s3:// 地址或预签名链接。</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>传输</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>To the top of the queue</source>
        <translation>移到队首</translation>
    </message>
    <message>
        <source>Up in the queue</source>
        <translation>在队列中上移</translation>
    </message>
    <message>
        <source>Down in the queue</source>
        <translation>在队列中下移</translation>
    </message>
    <message>
        <source>To the end of the queue</source>
        <translation>移到队尾</translation>
    </message>
    <message>
        <source>Open folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Copy source address</source>
        <translation>复制来源地址</translation>
    </message>
    <message>
        <source>Copy as command line</source>
        <translation>复制为命令行</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表中移除</translation>
    </message>
    <message>
        <source>Auto-optimize this transfer…</source>
        <translation>自动优化此传输…</translation>
    </message>
    <message>
        <source>What has arrived so far stays on the disk.</source>
        <translation>已到达的内容会保留在磁盘上。</translation>
    </message>
    <message>
        <source>What has been sent so far is removed from the server, where it would cost storage.</source>
        <translation>已发送的内容将从服务器移除，以免占用存储空间。</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n transfer(s) that have not finished?</source>
        <translation>
            <numerusform>移除 %n 个未完成的传输？</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>millrace::TrayIcon</name>
    <message>
        <source>Show Millrace</source>
        <translation>显示 Millrace</translation>
    </message>
    <message>
        <source>Pause all</source>
        <translation>全部暂停</translation>
    </message>
    <message>
        <source>Resume all</source>
        <translation>全部继续</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Down %1</source>
        <translation>下载 %1</translation>
    </message>
    <message>
        <source>Up %1</source>
        <translation>上传 %1</translation>
    </message>
    <message>
        <source>%1 active, %2 queued</source>
        <translation>%1 个进行中，%2 个排队</translation>
    </message>
    <message>
        <source>Nothing is being transferred</source>
        <translation>当前没有传输</translation>
    </message>
</context>
<context>
    <name>millrace::TrialChart</name>
    <message>
        <source>Rates of the trials</source>
        <translation>试验速率</translation>
    </message>
    <message>
        <source>No trial has ended yet</source>
        <translation>尚无试验结束</translation>
    </message>
    <message numerus="yes">
        <source>%n trial(s), the fastest at %1</source>
        <translation>
            <numerusform>%n 次试验，最快 %1</numerusform>
        </translation>
    </message>
    <message>
        <source>present settings</source>
        <translation>当前设置</translation>
    </message>
    <message>
        <source>The first trial begins in a moment</source>
        <translation>首次试验即将开始</translation>
    </message>
    <message>
        <source>Trial %1: %2
%3
%4</source>
        <translation>试验 %1：%2
%3
%4</translation>
    </message>
</context>
<context>
    <name>millrace::TrialModel</name>
    <message>
        <source>Present settings</source>
        <translation>当前设置</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>%1 ± %2 %</source>
        <translation>%1 ± %2 %</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>速率</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>%n 个文件</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n part(s) of %1</source>
        <translation>
            <numerusform>%n 个 %1 的分段</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>millrace::TroubleBanner</name>
    <message>
        <source>Why the transfer failed</source>
        <translation>传输失败的原因</translation>
    </message>
    <message>
        <source>What to do next</source>
        <translation>下一步操作</translation>
    </message>
</context>
<context>
    <name>millrace::VersionModel</name>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>Was deleted</source>
        <translation>曾被删除</translation>
    </message>
    <message>
        <source>Current</source>
        <translation>当前</translation>
    </message>
    <message>
        <source>Older</source>
        <translation>较旧</translation>
    </message>
    <message>
        <source>A delete marker: it hides the versions below it. Delete it to bring them back.</source>
        <translation>删除标记：隐藏其下的版本。删除它即可恢复这些版本。</translation>
    </message>
    <message>
        <source>What a download without a version gets</source>
        <translation>未指定版本的下载所获取的内容</translation>
    </message>
    <message>
        <source>Replaced or hidden by a newer one</source>
        <translation>被较新的版本替换或隐藏</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 字节</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Modified</source>
        <translation>修改时间</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Storage class</source>
        <translation>存储类别</translation>
    </message>
    <message>
        <source>ETag</source>
        <translation>ETag</translation>
    </message>
</context>
<context>
    <name>millrace::VersionsDialog</name>
    <message>
        <source>Versions</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Versions of %1</source>
        <translation>%1 的版本</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>This bucket keeps no versions: what is deleted or replaced here is gone. Versioning is switched on at the provider.</source>
        <translation>此存储桶未启用版本控制：删除或替换的内容无法找回。版本控制需在服务商处启用。</translation>
    </message>
    <message>
        <source>All versions</source>
        <translation>所有版本</translation>
    </message>
    <message>
        <source>Download</source>
        <translation>下载</translation>
    </message>
    <message>
        <source>Restore</source>
        <translation>恢复</translation>
    </message>
    <message>
        <source>Put the version on top again, by a copy on the server</source>
        <translation>通过服务器端复制，将此版本重新设为最新</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Asking the server…</source>
        <translation>正在查询服务器…</translation>
    </message>
    <message>
        <source>There are no versions here</source>
        <translation>此处没有版本</translation>
    </message>
    <message>
        <source>Nothing is stored under this name, and nothing was.</source>
        <translation>此名称下没有、也从未存储过内容。</translation>
    </message>
    <message>
        <source>%1 versions so far; more come as you scroll</source>
        <translation>目前 %1 个版本；滚动时继续加载</translation>
    </message>
    <message numerus="yes">
        <source>%n version(s)</source>
        <translation>
            <numerusform>%n 个版本</numerusform>
        </translation>
    </message>
    <message>
        <source>Restoring…</source>
        <translation>正在恢复…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message numerus="yes">
        <source>Delete %n version(s) for good?</source>
        <translation>
            <numerusform>永久删除 %n 个版本？</numerusform>
        </translation>
    </message>
    <message>
        <source>Without its delete marker, an object is there again.</source>
        <translation>去掉删除标记后，对象会重新出现。</translation>
    </message>
    <message>
        <source>Nothing brings a version back once it is deleted.</source>
        <translation>版本一旦删除便无法恢复。</translation>
    </message>
    <message>
        <source>Deleting…</source>
        <translation>正在删除…</translation>
    </message>
    <message>
        <source>Not done</source>
        <translation>未完成</translation>
    </message>
</context>
<context>
    <name>millrace::WelcomePage</name>
    <message>
        <source>Welcome to Millrace</source>
        <translation>欢迎使用 Millrace</translation>
    </message>
    <message>
        <source>Moves objects between S3-compatible storage and this computer: fast, verified, and with every part in view.</source>
        <translation>在 S3 兼容存储与本机之间传输对象：快速、可校验，每个分段一目了然。</translation>
    </message>
    <message>
        <source>Add a connection</source>
        <translation>添加连接</translation>
    </message>
    <message>
        <source>AWS, Ceph, MinIO, Cloudflare R2, Backblaze B2 and others. Keys stay in your system&apos;s keychain.</source>
        <translation>支持 AWS、Ceph、MinIO、Cloudflare R2、Backblaze B2 等。密钥保存在系统密钥环中。</translation>
    </message>
    <message>
        <source>Add a connection…</source>
        <translation>添加连接…</translation>
    </message>
    <message>
        <source>Import from ~/.aws</source>
        <translation>从 ~/.aws 导入</translation>
    </message>
    <message>
        <source>Use the profiles that the AWS command line already knows. Keys are read where they are and not copied.</source>
        <translation>使用 AWS 命令行已有的配置文件。密钥就地读取，不会复制。</translation>
    </message>
    <message>
        <source>Choose profiles…</source>
        <translation>选择配置文件…</translation>
    </message>
    <message>
        <source>Try the demo</source>
        <translation>试用演示</translation>
    </message>
    <message>
        <source>Starts a small S3 service inside this program and downloads generated objects from it. No account, no network.</source>
        <translation>在本程序内启动一个小型 S3 服务，并从中下载生成的对象。无需账户和网络。</translation>
    </message>
    <message>
        <source>Start the demo</source>
        <translation>启动演示</translation>
    </message>
    <message>
        <source>You can also paste an s3:// address or a presigned link into this window at any time.</source>
        <translation>您也可以随时在此窗口粘贴 s3:// 地址或预签名链接。</translation>
    </message>
    <message numerus="yes">
        <source>%n profile(s) of the AWS command line are on this computer. Their keys are read where they are and not copied.</source>
        <translation>
            <numerusform>本机有 %n 个 AWS 命令行配置文件。密钥就地读取，不会复制。</numerusform>
        </translation>
    </message>
    <message>
        <source>No profiles were found in ~/.aws on this computer.</source>
        <translation>在本机的 ~/.aws 中未找到配置文件。</translation>
    </message>
</context>
</TS>
