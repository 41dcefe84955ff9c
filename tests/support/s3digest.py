#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads objects back from an S3 server through boto3, so that what Millrace stored is judged by another client.

Keys come from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. For every key under the prefix one JSON line:
  {"key": ..., "size": ..., "sha256": hex, "etag": ..., "content_type": ..., "metadata": {...}}
and at the end {"unfinished": number of multipart uploads in the bucket}.
"""
import argparse
import hashlib
import json

import boto3
from botocore.config import Config


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--endpoint", required=True)
    arguments.add_argument("--bucket", required=True)
    arguments.add_argument("--prefix", default="")
    options = arguments.parse_args()
    client = boto3.client("s3", endpoint_url=options.endpoint, region_name="us-east-1",
                          config=Config(s3={"addressing_style": "path"}, signature_version="s3v4"))
    pages = client.get_paginator("list_objects_v2").paginate(Bucket=options.bucket, Prefix=options.prefix)
    for page in pages:
        for item in page.get("Contents", []):
            answer = client.get_object(Bucket=options.bucket, Key=item["Key"])
            digest = hashlib.sha256()
            size = 0
            for piece in answer["Body"].iter_chunks(1 << 20):
                digest.update(piece)
                size += len(piece)
            print(json.dumps({"key": item["Key"], "size": size, "sha256": digest.hexdigest(), "etag": answer["ETag"],
                              "content_type": answer["ContentType"], "metadata": answer["Metadata"]}))
    uploads = client.list_multipart_uploads(Bucket=options.bucket)
    print(json.dumps({"unfinished": len(uploads.get("Uploads", []))}))


if __name__ == "__main__":
    main()
