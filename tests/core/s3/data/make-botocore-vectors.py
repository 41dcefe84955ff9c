#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes sigv4-botocore.json: signatures by botocore for keys that AWS's own examples leave out."""
import datetime
import json
import os
from unittest import mock
from urllib.parse import quote

import botocore
import botocore.auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

ACCESS, SECRET, TOKEN = "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "FwoGZXIvYXdzE+/=A b"
NOW = datetime.datetime(2024, 2, 29, 23, 59, 58)
KEYS = ["a b", "a+b", "100%", "%41", "a%2Fb", "grüße/日本.txt", "a//b", "/lead", "trail/", "dir/../up", "./x", "😀", "a:b@c&d=e;f,g$h!i'j(k)l*m",
        "~tilde", "back\\slash", 'quo"te', "new\nline", "<tag>", "{[|^`]}", "?query#fragment"]


class Clock(datetime.datetime):
    @classmethod
    def utcnow(cls):
        return NOW


# Newer releases ask a function for the time, older ones the class.
if hasattr(botocore.auth, "get_current_datetime"):
    clock = mock.patch("botocore.auth.get_current_datetime", lambda *a, **k: NOW)
else:
    clock = mock.patch("botocore.auth.datetime.datetime", Clock)


def one(name, key, token=None, query=(), seconds=None, headers=()):
    path = "/bucket/" + quote(key, safe="/~")
    pairs = "&".join(quote(n, safe="~") + "=" + quote(v, safe="~") for n, v in query)
    request = AWSRequest(method="GET", url="http://127.0.0.1:9000" + path + ("?" + pairs if pairs else ""))
    for n, v in headers:
        request.headers[n] = v
    keys = Credentials(ACCESS, SECRET, token)
    case = {"name": name, "method": "GET", "path": path, "key": key, "query": list(query),
            "headers": [["Host", "127.0.0.1:9000"], *headers], "sessionToken": token or ""}
    if seconds is None:
        case["payload"] = ""
        botocore.auth.S3SigV4Auth(keys, "s3", "eu-north-1").add_auth(request)
        fields = dict(f.strip().split("=", 1) for f in request.headers["Authorization"].split(" ", 1)[1].split(","))
        case["signedHeaders"], case["signature"] = fields["SignedHeaders"], fields["Signature"]
    else:
        case["presignSeconds"] = seconds
        botocore.auth.S3SigV4QueryAuth(keys, "s3", "eu-north-1", expires=seconds).add_auth(request)
        case["signedHeaders"], case["signature"] = "host", request.url.rsplit("X-Amz-Signature=", 1)[1]
    return case


with clock:
    cases = [one("key " + k, k) for k in KEYS]
    cases += [one("token " + k, k, TOKEN) for k in KEYS[:3]]
    cases += [one("presign " + k, k, seconds=s) for k, s in zip(KEYS, [1, 60, 3600, 604800] * 5)]
    cases += [one("presign with token " + k, k, TOKEN, seconds=900) for k in KEYS[:3]]
    cases += [one("list", "", query=[("list-type", "2"), ("prefix", "a b+c%/ü"), ("delimiter", "/"), ("encoding-type", "url"),
                                     ("continuation-token", "1/+=="), ("fetch-owner", "")])]
    cases += [one("if-match and range", "k", headers=[("If-Match", '"abc-2"'), ("Range", "bytes=0-1")])]
    cases += [one("presign a version", "k", query=[("versionId", "3/L4kqtJlcpXroDTDmJ+rmSpXd3dIbrHY")], seconds=300)]
out = {"source": "botocore " + botocore.__version__ + " (S3SigV4Auth, S3SigV4QueryAuth), written by make-botocore-vectors.py",
       "accessKeyId": ACCESS, "secretAccessKey": SECRET, "region": "eu-north-1", "service": "s3",
       "amzDate": NOW.strftime("%Y%m%dT%H%M%SZ"), "cases": cases}
with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "sigv4-botocore.json"), "w") as f:
    json.dump(out, f, indent=1)
    f.write("\n")
