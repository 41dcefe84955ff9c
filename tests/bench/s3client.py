#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Peers that are libraries rather than programs: s3client.py HOW ENDPOINT BUCKET KEY-OR-PREFIX TARGET

HOW: crt            aws-c-s3 through awscrt's S3Client, straight into a file
     crt-tree       the same for every key below a prefix, 64 requests at a time
     boto3          download_file with its defaults
     boto3-tuned    download_file with 8 MiB parts, 16 at a time
     boto3-stream   get_object, one stream
     crt-put, crt-put-tree, boto3-put, boto3-tuned-put
                    uploads instead: TARGET is then the file or folder that is sent
The crt ones connect to ports 80 and 443 whatever the endpoint says: awscrt 0.16 knows no others.
CA_BUNDLE in the environment names the authority to trust over https.
"""
import os
import sys
import threading

REGION = "us-east-1"


def boto3_client(endpoint, pool=64):
    import boto3
    from botocore.config import Config
    return boto3.client("s3", endpoint_url=endpoint, region_name=REGION, verify=os.environ.get("CA_BUNDLE") or None,
                        config=Config(s3={"addressing_style": "path"}, max_pool_connections=pool))


def boto3_file(endpoint, bucket, key, target, tuned):
    from boto3.s3.transfer import TransferConfig
    config = TransferConfig(multipart_chunksize=8 << 20, max_concurrency=16, io_chunksize=1 << 20) if tuned else TransferConfig()
    boto3_client(endpoint).download_file(bucket, key, os.path.join(target, os.path.basename(key)), Config=config)


def boto3_put(endpoint, bucket, key, source, tuned):
    from boto3.s3.transfer import TransferConfig
    config = TransferConfig(multipart_chunksize=8 << 20, max_concurrency=16) if tuned else TransferConfig()
    boto3_client(endpoint).upload_file(source, bucket, key, Config=config)


def boto3_stream(endpoint, bucket, key, target):
    body = boto3_client(endpoint).get_object(Bucket=bucket, Key=key)["Body"]
    with open(os.path.join(target, os.path.basename(key)), "wb") as file:
        for chunk in body.iter_chunks(1 << 20):
            file.write(chunk)


class Crt:
    def __init__(self, endpoint, bucket):
        from awscrt import auth, io, s3
        from urllib.parse import urlsplit
        self.s3 = s3
        self.host, self.bucket = urlsplit(endpoint).netloc, bucket
        loops = io.EventLoopGroup()
        bootstrap = io.ClientBootstrap(loops, io.DefaultHostResolver(loops))
        tls = None
        if endpoint.startswith("https:"):
            context = io.TlsContextOptions()
            context.override_default_trust_store_from_path(None, os.environ["CA_BUNDLE"])
            tls = io.ClientTlsContext(context).new_connection_options()
        self.client = s3.S3Client(
            bootstrap=bootstrap, region=REGION, tls_connection_options=tls, part_size=8 << 20, throughput_target_gbps=25,
            tls_mode=s3.S3RequestTlsMode.ENABLED if tls else s3.S3RequestTlsMode.DISABLED,
            credential_provider=auth.AwsCredentialsProvider.new_static("bench", "bench"))

    def get(self, key, path, on_done=None):
        from awscrt.http import HttpHeaders, HttpRequest
        request = HttpRequest("GET", f"/{self.bucket}/{key}", HttpHeaders([("Host", self.host)]))
        return self.client.make_request(request=request, type=self.s3.S3RequestType.GET_OBJECT, recv_filepath=path, on_done=on_done)

    def put(self, key, path, on_done=None):
        from awscrt.http import HttpHeaders, HttpRequest
        headers = HttpHeaders([("Host", self.host), ("Content-Length", str(os.path.getsize(path)))])
        request = HttpRequest("PUT", f"/{self.bucket}/{key}", headers)
        return self.client.make_request(request=request, type=self.s3.S3RequestType.PUT_OBJECT, send_filepath=path, on_done=on_done)


def crt(endpoint, bucket, key, target):
    # Both are held to the end: a request that is let go of closes its file and still reports success.
    client = Crt(endpoint, bucket)
    request = client.get(key, os.path.join(target, os.path.basename(key)))
    request.finished_future.result()


def crt_put(endpoint, bucket, key, source):
    client = Crt(endpoint, bucket)
    request = client.put(key, source)
    request.finished_future.result()


def crt_many(begin, jobs):
    """Calls begin(key, path, on_done) for each of the jobs, 64 at a time."""
    failed, free, pending = [], threading.Semaphore(64), []

    def done(error=None, **_):
        if error:
            failed.append(error)
        free.release()

    for key, path in jobs:
        free.acquire()
        pending.append(begin(key, path, on_done=done))
        pending = [r for r in pending if not r.finished_future.done()] if len(pending) > 256 else pending
    for request in pending:
        request.finished_future.exception()
    if failed:
        raise failed[0]


def crt_tree(endpoint, bucket, prefix, target):
    def jobs():
        for page in boto3_client(endpoint).get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix):
            for item in page["Contents"]:
                path = os.path.join(target, item["Key"][len(prefix):])
                os.makedirs(os.path.dirname(path), exist_ok=True)
                yield item["Key"], path

    client = Crt(endpoint, bucket)
    crt_many(client.get, jobs())


def crt_put_tree(endpoint, bucket, prefix, source):
    client = Crt(endpoint, bucket)
    crt_many(client.put, ((prefix + os.path.relpath(os.path.join(folder, name), source), os.path.join(folder, name))
                          for folder, _, names in os.walk(source) for name in names))


def main():
    how, endpoint, bucket, name, target = sys.argv[1:]
    os.environ.setdefault("AWS_ACCESS_KEY_ID", "bench")
    os.environ.setdefault("AWS_SECRET_ACCESS_KEY", "bench")
    if how in ("boto3", "boto3-tuned"):
        boto3_file(endpoint, bucket, name, target, how == "boto3-tuned")
    elif how in ("boto3-put", "boto3-tuned-put"):
        boto3_put(endpoint, bucket, name, target, how == "boto3-tuned-put")
    else:
        {"boto3-stream": boto3_stream, "crt": crt, "crt-tree": crt_tree, "crt-put": crt_put,
         "crt-put-tree": crt_put_tree}[how](endpoint, bucket, name, target)


if __name__ == "__main__":
    main()
