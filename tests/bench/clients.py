# SPDX-License-Identifier: GPL-3.0-or-later
"""The clients that are compared, each set up as its manual advises for speed. A client says for each row which command fetches it.

A row asks for one object ("big", "capped"), or for a tree ("small"). `Place` tells where from and where to.
"""
import dataclasses
import os
import shlex
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
PYTHON = "/usr/bin/python3"   # Debian's, which has Debian's boto3 and awscrt
AWS = "/usr/bin/aws"
BUCKET = "bench"


@dataclasses.dataclass
class Place:
    endpoint: str
    standard_endpoint: str  # the same on port 80 or 443, for clients that know no others; "" where there is none
    ca_bundle: str          # "" over http
    target: str             # an empty folder
    scratch: str            # for a client's settings
    keys: list              # of the tree, for clients that cannot list


class Client:
    name = ""
    settings = ""           # printed with the table
    program = ""            # skipped where it is not installed
    standard_ports = False

    def missing(self):
        return None if shutil.which(self.program) else f"{self.program} is not installed"

    def environment(self, place):
        own = {k: v for k, v in os.environ.items() if not k.startswith("AWS_") and not k.lower().endswith("_proxy")}
        own.update(AWS_ACCESS_KEY_ID="bench", AWS_SECRET_ACCESS_KEY="bench", AWS_DEFAULT_REGION="us-east-1", AWS_REGION="us-east-1",
                   AWS_CONFIG_FILE="/dev/null", AWS_SHARED_CREDENTIALS_FILE="/dev/null", AWS_EC2_METADATA_DISABLED="true")
        if place.ca_bundle:
            own.update(CA_BUNDLE=place.ca_bundle, AWS_CA_BUNDLE=place.ca_bundle)
        return own

    def one(self, place, key):      # -> command, or None where the client cannot
        return None

    def tree(self, place, prefix):  # -> command, or None; files land in target, with or without the prefix
        return None

    def put_one(self, place, path, key):        # -> command that uploads a file
        return None

    def put_tree(self, place, folder, prefix):  # -> command that uploads all files of a folder
        return None


class Millrace(Client):
    name = "millrace"
    settings = "defaults"

    def __init__(self, program):
        self.program = program

    def _common(self, place):
        return ["--endpoint-url", place.endpoint] + (["--ca-bundle", place.ca_bundle] if place.ca_bundle else [])

    def one(self, place, key):
        return [self.program, "download", f"s3://{BUCKET}/{key}", place.target] + self._common(place)

    def tree(self, place, prefix):
        return [self.program, "download", "--bucket-name", BUCKET, "--prefix", prefix, "--save-to-disk", place.target] + self._common(place)

    def put_one(self, place, path, key):
        return [self.program, "upload", path, f"s3://{BUCKET}/{key}"] + self._common(place)

    def put_tree(self, place, folder, prefix):
        return [self.program, "upload", folder, f"s3://{BUCKET}/{prefix}"] + self._common(place)


class MillraceToPipe(Millrace):
    """The object to standard output, through a pipe."""
    name = "millrace to a pipe"
    settings = "download s3://... - | cat > /dev/null"

    def one(self, place, key):
        command = [self.program, "download", f"s3://{BUCKET}/{key}", "-"] + self._common(place)
        return ["bash", "-o", "pipefail", "-c", shlex.join(command) + " | cat > /dev/null"]


class MillraceParts(Millrace):
    """For the row whose server slows each connection down: as many parts as there are connections."""

    def __init__(self, program, part_mib, streams):
        super().__init__(program)
        self.name = f"millrace, {streams} {'parts' if streams > 1 else 'part'}"
        self.settings = f"--concurrency {streams} --multipart-size-mb {part_mib}"

    def one(self, place, key):
        return super().one(place, key) + self.settings.split()


class AwsCli(Client):
    program = AWS
    classic = ("max_concurrent_requests = 20\n  multipart_chunksize = 16MB\n  multipart_threshold = 16MB\n"
               "  max_queue_size = 10000\n  io_chunksize = 1MB")
    crt = "preferred_transfer_client = crt\n  multipart_chunksize = 8MB\n  target_bandwidth = 25Gb/s"

    def __init__(self, crt):
        self.standard_ports = crt
        self.name = "aws-cli crt" if crt else "aws-cli classic"
        self.lines = self.crt if crt else self.classic
        self.settings = self.lines.replace("\n ", ",")

    def environment(self, place):
        path = os.path.join(place.scratch, self.name.replace(" ", "-"))
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"[default]\nregion = us-east-1\ns3 =\n  addressing_style = path\n  {self.lines}\n")
        return {**super().environment(place), "AWS_CONFIG_FILE": path}

    def _copy(self, place, source, target, *more):
        endpoint = place.standard_endpoint if self.standard_ports else place.endpoint
        return [AWS, "--endpoint-url", endpoint, "s3", "cp", "--only-show-errors", source, target, *more]

    def one(self, place, key):
        return self._copy(place, f"s3://{BUCKET}/{key}", place.target + "/")

    def tree(self, place, prefix):
        return self._copy(place, f"s3://{BUCKET}/{prefix}", place.target + "/", "--recursive")

    def put_one(self, place, path, key):
        return self._copy(place, path, f"s3://{BUCKET}/{key}")

    def put_tree(self, place, folder, prefix):
        return self._copy(place, folder, f"s3://{BUCKET}/{prefix}", "--recursive")


class PythonLibrary(Client):
    program = PYTHON

    def __init__(self, how, name, settings, module):
        self.how, self.name, self.settings, self.module = how, name, settings, module
        self.standard_ports = how == "crt"

    def missing(self):
        found = os.path.isdir(f"/usr/lib/python3/dist-packages/{self.module}")
        return None if found else f"python3-{self.module} is not installed"

    def _command(self, place, how, name, target=None):
        endpoint = place.standard_endpoint if self.standard_ports else place.endpoint
        return [PYTHON, os.path.join(HERE, "s3client.py"), how, endpoint, BUCKET, name, target or place.target]

    def one(self, place, key):
        return self._command(place, self.how, key)

    def tree(self, place, prefix):
        return self._command(place, "crt-tree", prefix) if self.how == "crt" else None

    def put_one(self, place, path, key):
        return None if self.how == "boto3-stream" else self._command(place, self.how + "-put", key, path)

    def put_tree(self, place, folder, prefix):
        return self._command(place, "crt-put-tree", prefix, folder) if self.how == "crt" else None


class Rclone(Client):
    name = "rclone"
    program = "rclone"
    settings = ("--multi-thread-streams 16 --multi-thread-cutoff 16M --transfers 32 --checkers 32 --buffer-size 1M "
                "--ignore-checksum --no-traverse --fast-list --s3-list-version 2 --use-server-modtime")

    def environment(self, place):
        own = super().environment(place)
        own.pop("AWS_CA_BUNDLE", None)   # rclone's AWS library refuses it beside rclone's own way
        return {**own, "RCLONE_CONFIG": os.path.join(place.scratch, "rclone.conf"), "RCLONE_CONFIG_B_TYPE": "s3",
                "RCLONE_CONFIG_B_PROVIDER": "Other", "RCLONE_CONFIG_B_ENV_AUTH": "true", "RCLONE_CONFIG_B_ENDPOINT": place.endpoint,
                "RCLONE_CONFIG_B_FORCE_PATH_STYLE": "true", "RCLONE_CA_CERT": place.ca_bundle}

    uploads = "--s3-upload-concurrency 8 --s3-chunk-size 16M --s3-disable-checksum --s3-no-check-bucket --s3-no-head"

    def one(self, place, key):
        return ["rclone", "copy", f"b:{BUCKET}/{key}", place.target, *self.settings.split()]

    def tree(self, place, prefix):
        return self.one(place, prefix)

    def put_one(self, place, path, key):
        return ["rclone", "copyto", path, f"b:{BUCKET}/{key}", *self.settings.split(), *self.uploads.split()]

    def put_tree(self, place, folder, prefix):
        return ["rclone", "copy", folder, f"b:{BUCKET}/{prefix}", *self.settings.split(), *self.uploads.split()]


class Aria2(Client):
    name = "aria2"
    program = "aria2c"
    settings = "-x16 -s16 -j64 -k1M --min-split-size=1M --file-allocation=falloc --disk-cache=64M"

    def _command(self, place):
        trust = [f"--ca-certificate={place.ca_bundle}"] if place.ca_bundle else []
        return ["aria2c", "-q", "--no-conf", "--allow-overwrite=true", *self.settings.split(), *trust, "-d", place.target]

    def one(self, place, key):
        return [*self._command(place), f"{place.endpoint}/{BUCKET}/{key}"]

    def tree(self, place, prefix):
        path = os.path.join(place.scratch, "aria2.list")
        with open(path, "w", encoding="utf-8") as file:
            for key in place.keys:
                file.write(f"{place.endpoint}/{BUCKET}/{key}\n  out={key[len(prefix):]}\n")
        return [*self._command(place), "-i", path]


class Curl(Client):
    name = "curl"
    program = "curl"
    settings = "one stream; tree: --parallel --parallel-max 64, URLs given"

    def _trust(self, place):
        return ["--cacert", place.ca_bundle] if place.ca_bundle else []

    def one(self, place, key):
        return ["curl", "-q", "-sSf", *self._trust(place), "-o", os.path.join(place.target, key), f"{place.endpoint}/{BUCKET}/{key}"]

    def tree(self, place, prefix):
        path = os.path.join(place.scratch, "curl.config")
        with open(path, "w", encoding="utf-8") as file:
            for key in place.keys:
                file.write(f'url = "{place.endpoint}/{BUCKET}/{key}"\noutput = "{place.target}/{key[len(prefix):]}"\n')
        return ["curl", "-q", "-sSf", *self._trust(place), "--create-dirs", "--parallel", "--parallel-max", "64", "-K", path]

    def put_one(self, place, path, key):
        return ["curl", "-q", "-sSf", *self._trust(place), "-T", path, f"{place.endpoint}/{BUCKET}/{key}"]

    def put_tree(self, place, folder, prefix):
        path = os.path.join(place.scratch, "curl-put.config")
        with open(path, "w", encoding="utf-8") as file:
            for name in files_below(folder):
                file.write(f'upload-file = "{folder}/{name}"\nurl = "{place.endpoint}/{BUCKET}/{prefix}{name}"\n')
        return ["curl", "-q", "-sSf", *self._trust(place), "--parallel", "--parallel-max", "64", "-K", path]


class S3cmd(Client):
    name = "s3cmd"
    program = "s3cmd"
    settings = "--no-progress --no-check-md5"

    def _program(self, place):
        scheme, host = place.endpoint.split("://")
        path = os.path.join(place.scratch, "s3cfg")
        with open(path, "w", encoding="utf-8") as file:
            file.write(f"[default]\naccess_key = bench\nsecret_key = bench\nhost_base = {host}\nhost_bucket = {host}\n"
                       f"use_https = {scheme == 'https'}\nca_certs_file = {place.ca_bundle}\nbucket_location = us-east-1\n")
        return ["s3cmd", "-c", path, *self.settings.split()]

    def one(self, place, key):
        return [*self._program(place), "get", f"s3://{BUCKET}/{key}", place.target + "/"]

    def tree(self, place, prefix):
        return [*self._program(place), "get", "--recursive", f"s3://{BUCKET}/{prefix}", place.target + "/"]

    def put_one(self, place, path, key):
        return [*self._program(place), "put", path, f"s3://{BUCKET}/{key}"]


class S5cmd(Client):
    name = "s5cmd"
    program = "s5cmd"
    settings = "--numworkers 64; cp --concurrency 16 --part-size 8"

    def _copy(self, place, *rest):
        return ["s5cmd", "--log", "error", "--endpoint-url", place.endpoint, "--numworkers", "64", "cp", *rest]

    def one(self, place, key):
        return self._copy(place, "--concurrency", "16", "--part-size", "8", f"s3://{BUCKET}/{key}", place.target + "/")

    def tree(self, place, prefix):
        return self._copy(place, f"s3://{BUCKET}/{prefix}*", place.target + "/")

    def put_one(self, place, path, key):
        return self._copy(place, "--concurrency", "16", "--part-size", "8", path, f"s3://{BUCKET}/{key}")

    def put_tree(self, place, folder, prefix):
        return self._copy(place, folder + "/", f"s3://{BUCKET}/{prefix}")


def files_below(folder):
    return sorted(os.path.relpath(os.path.join(path, name), folder) for path, _, names in os.walk(folder) for name in names)


def peers():
    return [
        PythonLibrary("crt", "aws-c-s3", "S3Client with recv_filepath: parts 8 MiB, target 25 Gb/s; tree: 64 requests in flight; this "
                      "version offers no direct I/O", "awscrt"),
        AwsCli(crt=True),
        AwsCli(crt=False),
        PythonLibrary("boto3-tuned", "boto3 tuned", "parts 8 MiB, 16 at a time, 1 MiB writes", "boto3"),
        PythonLibrary("boto3", "boto3 download_file", "defaults", "boto3"),
        PythonLibrary("boto3-stream", "boto3 one stream", "get_object, 1 MiB reads", "boto3"),
        Rclone(), Aria2(), Curl(), S3cmd(), S5cmd(),
    ]


if __name__ == "__main__":
    for client in peers():
        print(f"{client.name}: {client.missing() or client.settings}", file=sys.stdout)
