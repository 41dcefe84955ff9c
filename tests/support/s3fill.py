#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Puts objects into an S3 server through boto3, so that what Millrace fetches was stored by another client.

Keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. On standard input, one JSON object a line:
  {"key": ..., "size": bytes, "seed": number, "part": bytes or absent}
"part" stores the object by multipart upload with parts of that size. For every object one JSON line answers:
  {"key": ..., "size": ..., "sha256": hex, "etag": ...}
The bytes depend on seed and size alone.
"""
import argparse
import concurrent.futures
import hashlib
import json
import random
import sys

import boto3
from botocore.config import Config


def content(seed, size):
    # 1 MiB of noise, then the same block with its number in front: quick, and no two parts of an object are alike.
    block = random.Random(seed).randbytes(min(size, 1 << 20))
    out = bytearray()
    number = 0
    while len(out) < size:
        stamp = number.to_bytes(8, "big") if number else b""
        out += (stamp + block[len(stamp):])[: size - len(out)]
        number += 1
    return out


def store(client, bucket, item):
    data = content(item["seed"], item["size"])
    answer = {"key": item["key"], "size": item["size"], "sha256": hashlib.sha256(data).hexdigest()}
    part = item.get("part")
    if part is None:
        answer["etag"] = client.put_object(Bucket=bucket, Key=item["key"], Body=bytes(data))["ETag"]
        return answer
    upload = client.create_multipart_upload(Bucket=bucket, Key=item["key"])["UploadId"]
    parts = []
    for number, offset in enumerate(range(0, len(data), part), 1):
        sent = client.upload_part(Bucket=bucket, Key=item["key"], UploadId=upload, PartNumber=number,
                                  Body=bytes(data[offset:offset + part]))
        parts.append({"PartNumber": number, "ETag": sent["ETag"]})
    answer["etag"] = client.complete_multipart_upload(
        Bucket=bucket, Key=item["key"], UploadId=upload, MultipartUpload={"Parts": parts})["ETag"]
    return answer


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--endpoint", required=True)
    arguments.add_argument("--bucket", required=True)
    arguments.add_argument("--create-bucket", action="store_true")
    arguments.add_argument("--delete", action="append", default=[], metavar="KEY")
    arguments.add_argument("--presign", metavar="KEY", help="print a presigned GET URL for KEY")
    arguments.add_argument("--threads", type=int, default=4)
    options = arguments.parse_args()

    client = boto3.client("s3", endpoint_url=options.endpoint, region_name="us-east-1",
                          config=Config(s3={"addressing_style": "path"}, signature_version="s3v4",
                                        max_pool_connections=options.threads))
    if options.create_bucket:
        client.create_bucket(Bucket=options.bucket)
    for key in options.delete:
        client.delete_object(Bucket=options.bucket, Key=key)
    if options.presign:
        print(client.generate_presigned_url("get_object", Params={"Bucket": options.bucket, "Key": options.presign}))
        return
    items = [json.loads(line) for line in sys.stdin if line.strip()]
    with concurrent.futures.ThreadPoolExecutor(options.threads) as pool:
        for answer in pool.map(lambda item: store(client, options.bucket, item), items):
            print(json.dumps(answer))


if __name__ == "__main__":
    main()
