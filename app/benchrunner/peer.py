# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients that are Python libraries, driven over standard input and output: HOW WORKLOAD BUCKET REGION TARGET ENDPOINT

Says "ready" once the client is made, or "skip REASON"; then each line on standard input is one pass over the workload,
answered by "done" or "fail REASON". HOW is crt (awscrt's S3Client), boto3-python or boto3-crt.
"""
import json
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import quote, urlsplit


def say(*words):
    print(*words, flush=True)


def skip(reason):
    say("skip", reason)
    sys.exit(0)


BLOCK = os.urandom(1 << 20)


class Generated:
    """A file of so many random-looking bytes that is nowhere stored."""

    def __init__(self, size):
        self.size, self.at = size, 0

    def read(self, amount=-1):
        amount = self.size - self.at if amount is None or amount < 0 else min(amount, self.size - self.at)
        begin = self.at % len(BLOCK)
        self.at += amount
        data = BLOCK[begin:begin + amount]
        while len(data) < amount:
            data += BLOCK[:amount - len(data)]
        return data

    def seek(self, offset, whence=0):
        self.at = max(0, min(self.size, offset + (0, self.at, self.size)[whence]))
        return self.at

    def tell(self):
        return self.at

    def seekable(self):
        return True

    def readable(self):
        return True

    def close(self):
        """botocore closes what it sends in one piece."""


class Sink:
    """Counts what it is given, and drops it."""

    def __init__(self):
        self.size = 0

    def write(self, data):
        self.size += len(data)
        return len(data)


def check(task, size):
    """A library may end a download well that moved other bytes than the workload speaks of."""
    if size != task["size"]:
        raise RuntimeError(f"{task['key']}: {size} bytes came, where the workload says {task['size']}")


class Boto3:
    def __init__(self, work, bucket, region, target, endpoint, crt):
        import boto3
        from boto3.s3.transfer import TransferConfig
        from botocore.config import Config
        from s3transfer.manager import TransferManager
        self.work, self.bucket, self.upload_args, self.download_args = work, bucket, {}, {}
        if work["checksum"]:
            if "ChecksumAlgorithm" not in TransferManager.ALLOWED_UPLOAD_ARGS or "ChecksumMode" not in TransferManager.ALLOWED_DOWNLOAD_ARGS:
                skip("this version of boto3 knows no checksums")
            self.upload_args, self.download_args = {"ChecksumAlgorithm": work["checksum"]}, {"ChecksumMode": "ENABLED"}
        if crt:
            try:
                import boto3.crt  # noqa: F401
                self.transfer = TransferConfig(preferred_transfer_client="crt")
            except (ImportError, TypeError):
                skip("this boto3 has no CRT client: boto3[crt] 1.28 or later is needed")
        else:
            classic = {"multipart_chunksize": 8 << 20, "max_concurrency": 16, "io_chunksize": 1 << 20}
            try:
                self.transfer = TransferConfig(preferred_transfer_client="classic", **classic)
            except TypeError:
                self.transfer = TransferConfig(**classic)
        more = {"s3": {"addressing_style": "path"}} if endpoint else {}
        try:
            config = Config(max_pool_connections=64, request_checksum_calculation="when_required",
                            response_checksum_validation="when_required", **more)
        except TypeError:
            config = Config(max_pool_connections=64, **more)
        self.client = boto3.client("s3", region_name=region, endpoint_url=endpoint or None, config=config)

    def one(self, task):
        key, disk = task["key"], self.work["filesOnDisk"]
        if task["action"] == "upload":
            if disk:
                self.client.upload_file(key, self.bucket, key, ExtraArgs=self.upload_args, Config=self.transfer)
            else:
                self.client.upload_fileobj(Generated(task["size"]), self.bucket, key, ExtraArgs=self.upload_args, Config=self.transfer)
        elif disk:
            self.client.download_file(self.bucket, key, key, ExtraArgs=self.download_args, Config=self.transfer)
        else:
            sink = Sink()
            self.client.download_fileobj(self.bucket, key, sink, ExtraArgs=self.download_args, Config=self.transfer)
            check(task, sink.size)

    def run(self):
        with ThreadPoolExecutor(max_workers=min(10, len(self.work["tasks"]))) as pool:
            for future in [pool.submit(self.one, task) for task in self.work["tasks"]]:
                future.result()


class Crt:
    AT_ONCE = 200

    def __init__(self, work, bucket, region, target, endpoint):
        import awscrt
        from awscrt import auth, io, s3
        url = urlsplit(endpoint or f"https://{bucket}.s3.{region}.amazonaws.com")
        version = tuple(int(n) if n.isdigit() else 0 for n in getattr(awscrt, "__version__", "0").split(".")[:2])
        # Debian's 0.16 calls itself 1.0.0.
        if url.port not in (None, 80, 443) and (version < (0, 17) or version == (1, 0)):
            skip("this awscrt connects to ports 80 and 443 only")
        self.work, self.s3, self.checksum = work, s3, None
        if work["checksum"]:
            if not hasattr(s3, "S3ChecksumConfig"):
                skip("this version of awscrt knows no checksums")
            algorithm = getattr(s3.S3ChecksumAlgorithm, work["checksum"])
            self.checksum = {"upload": s3.S3ChecksumConfig(algorithm=algorithm, location=s3.S3ChecksumLocation.TRAILER),
                             "download": s3.S3ChecksumConfig(validate_response=True)}
        self.host, self.path = url.netloc, f"/{bucket}/" if endpoint else "/"
        loops = io.EventLoopGroup()
        bootstrap = io.ClientBootstrap(loops, io.DefaultHostResolver(loops))
        tls = None
        if url.scheme == "https":
            options = io.TlsContextOptions()
            if os.environ.get("AWS_CA_BUNDLE"):
                options.override_default_trust_store_from_path(None, os.environ["AWS_CA_BUNDLE"])
            tls = io.ClientTlsContext(options).new_connection_options()
        self.client = s3.S3Client(
            bootstrap=bootstrap, region=region, tls_connection_options=tls, part_size=8 << 20, throughput_target_gbps=target,
            tls_mode=s3.S3RequestTlsMode.ENABLED if tls else s3.S3RequestTlsMode.DISABLED,
            credential_provider=auth.AwsCredentialsProvider.new_environment())

    def begin(self, task, done):
        from awscrt.http import HttpHeaders, HttpRequest
        upload, disk, more = task["action"] == "upload", self.work["filesOnDisk"], {}
        headers = HttpHeaders([("Host", self.host)])
        if upload:
            headers.add("Content-Length", str(task["size"]))
            headers.add("Content-Type", "application/octet-stream")
        if disk:
            more["send_filepath" if upload else "recv_filepath"] = task["key"]
        if self.checksum:
            more["checksum_config"] = self.checksum[task["action"]]
        if not upload and not disk:
            # Not its body: the library would copy every byte for us. A request that ends well has had all that it announced.
            more["on_headers"] = lambda headers, **_: self.announced.update(
                {task["key"]: int(value) for name, value in headers if name.lower() == "content-length"})
        body = Generated(task["size"]) if upload and not disk else None
        request = HttpRequest("PUT" if upload else "GET", self.path + quote(task["key"]), headers, body)
        kind = self.s3.S3RequestType.PUT_OBJECT if upload else self.s3.S3RequestType.GET_OBJECT
        return self.client.make_request(request=request, type=kind, on_done=done, **more)

    def run(self):
        self.announced = {}
        failed, free = [], threading.Semaphore(self.AT_ONCE)

        def done(error=None, **_):
            if error:
                failed.append(error)
            free.release()

        # All are held to the end: a request that is let go of closes its file and still reports success.
        requests = []
        for task in self.work["tasks"]:
            free.acquire()
            requests.append(self.begin(task, done))
        for request in requests:
            request.finished_future.exception()
        if failed:
            raise failed[0]
        for task in self.work["tasks"]:
            if task["action"] == "download" and not self.work["filesOnDisk"]:
                check(task, self.announced.get(task["key"], 0))


def main():
    how, workload, bucket, region, target, endpoint = sys.argv[1:7]
    with open(workload, encoding="utf-8") as file:
        work = json.load(file)
    try:
        client = (Crt(work, bucket, region, float(target), endpoint) if how == "crt" else
                  Boto3(work, bucket, region, float(target), endpoint, how == "boto3-crt"))
    except ImportError as error:
        skip(f"{error.name or error} is not installed")
    say("ready")
    for _ in sys.stdin:
        try:
            client.run()
            say("done")
        except Exception as error:  # whatever a library throws is this pass's failure
            say("fail", " ".join(str(error).split()) or type(error).__name__)


main()
