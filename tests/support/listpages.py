#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""listpages.py ROOT PAGES BUCKET/PREFIX... : ListObjects answers for a static web server, a thousand keys a page.

Writes PAGES/BUCKET/N/page-K.xml for the N-th prefix, and PAGES/list.map with two nginx maps: from the query to the folder of the
prefix and to the page. A continuation token is the page's name; for version 1 clients, which page by the last key they have
seen, every marker is spelled out. BUCKET/PREFIX=COUNT lists COUNT made-up keys that no file stands for.
"""
import os
import sys
import urllib.parse
from xml.sax.saxutils import escape
import time

PAGE = 1000
MARKERS = 50  # version 1 paging is offered up to so many pages: every marker costs each request a comparison


def stored(root, bucket, prefix):
    top = os.path.join(root, bucket)
    found = []
    for folder, _, files in os.walk(os.path.join(top, os.path.dirname(prefix))):
        for name in files:
            path = os.path.join(folder, name)
            key = os.path.relpath(path, top)
            if key.startswith(prefix):
                status = os.stat(path)
                found.append((key, status.st_size, int(status.st_mtime)))
    return sorted(found, key=lambda item: item[0].encode())


def made_up(prefix, count):
    return ((f"{prefix}{number // 10000:04d}/{number:08d}.bin", 16384, 1700000000) for number in range(count))


def page_xml(bucket, prefix, entries, after):
    out = ['<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
           f"<Name>{escape(bucket)}</Name><Prefix>{escape(prefix)}</Prefix><KeyCount>{len(entries)}</KeyCount>",
           f"<MaxKeys>{PAGE}</MaxKeys><IsTruncated>{'true' if after else 'false'}</IsTruncated>"]
    if after:
        out.append(f"<NextContinuationToken>{after}</NextContinuationToken>")
    for key, size, mtime in entries:
        # nginx forms its ETags from these two; a client pins parts to them.
        out.append(f"<Contents><Key>{escape(key)}</Key><LastModified>"
                   f"{time.strftime('%Y-%m-%dT%H:%M:%S.000Z', time.gmtime(mtime))}</LastModified>"
                   f"<ETag>&quot;{mtime:x}-{size:x}&quot;</ETag><Size>{size}</Size>"
                   "<StorageClass>STANDARD</StorageClass></Contents>")
    out.append("</ListBucketResult>\n")
    return "".join(out)


def pages(items):
    page = []
    for item in items:
        if len(page) == PAGE:
            yield page, False
            page = []
        page.append(item)
    yield page, True


def in_query(text):
    """A pattern for text as a query may spell it: clients escape '/' or leave it."""
    return urllib.parse.quote(text, safe="").replace(".", r"\.").replace("%2F", "(?:/|%2[Ff])")


def main():
    root, target, *prefixes = sys.argv[1:]
    folders, markers = [], []
    for number, name in enumerate(prefixes):
        bucket, _, prefix = name.partition("/")
        prefix, _, count = prefix.partition("=")
        folders.append(f'    "~(?:^|&)prefix={in_query(prefix)}(?:&|$)" {number};')
        folder = os.path.join(target, bucket, str(number))
        os.makedirs(folder)
        own_markers = []
        index = 0
        for entries, last in pages(made_up(prefix, int(count)) if count else stored(root, bucket, prefix)):
            after = "" if last else f"page-{index + 1}"
            with open(os.path.join(folder, f"page-{index}.xml"), "w", encoding="utf-8") as file:
                file.write(page_xml(bucket, prefix, entries, after))
            if after:
                own_markers.append(f'    "~(?:^|&)marker={in_query(entries[-1][0])}(?:&|$)" {after};')
            index += 1
        if index <= MARKERS:
            markers += own_markers
    with open(os.path.join(target, "list.map"), "w", encoding="utf-8") as file:
        file.write("map_hash_bucket_size 512;\nmap $args $s3_folder {\n    default none;\n" + "\n".join(folders) + "\n}\n")
        file.write('map $args $s3_page {\n    default page-0;\n'
                   '    "~(?:^|&)continuation-token=(?<s3_token>page-[0-9]+)(?:&|$)" $s3_token;\n'
                   + "\n".join(markers) + "\n}\n")


if __name__ == "__main__":
    main()
