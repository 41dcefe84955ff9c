// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/rateflags.h"
#include "cli/speedflags.h"
#include "cli/uploadoptions.h"

using namespace Qt::StringLiterals;

namespace millrace {

QString uploadIntro()
{
    return u"Usage: millrace-cli upload FILE|DIR...|- s3://BUCKET/KEY-OR-PREFIX/ [flags]\n"
           "\n"
           "Uploads files, and folders with all that is in them, in parallel parts; checks what the server stored before it\n"
           "says so; goes on where an interrupted run stopped.\n"
           "\n"
           "A target that ends in \"/\" (or is a bucket alone) is a prefix: file names are put behind it. One file goes to\n"
           "exactly the key given. Of one folder the content goes under the prefix; of several, each under its own name.\n"
           "\n"
           "With \"-\" as the one source an object is made of standard input, however long it is: parts are sent while it\n"
           "still comes, and grow with it (16 MiB up to 31 GiB, 128 MiB at 250 GiB; each is held in memory). A producer that\n"
           "dies looks like one that is done; with --expected-size such an object is refused.\n"
           "\n"
           "Examples:\n"
           "  millrace-cli upload big.iso s3://my-bucket/images/\n"
           "  millrace-cli upload ./site s3://my-bucket/www/ --exclude '*.tmp' --acl public-read\n"
           "  millrace-cli upload db.dump s3://my-bucket/backup/today.dump --storage-class STANDARD_IA\n"
           "  tar cz ./home | millrace-cli upload - s3://my-bucket/backup/home.tar.gz\n"_s;
}

static OptionGroup whatOptions()
{
    return {u"What"_s,
            {
                {{u"include"_s}, u"GLOB"_s, u"only names (below the folder) that match; \"*\" crosses \"/\"; may be "
                 "repeated"_s, {}},
                {{u"exclude"_s}, u"GLOB"_s, u"no names that match; may be repeated"_s, {}},
                {{u"expected-size"_s}, u"SIZE"_s,
                 u"of standard input: store nothing where it is shorter or longer; lets long streams have small parts"_s, {}},
                {{u"dry-run"_s, u"n"_s}, {}, u"show what would be uploaded to where, and move nothing"_s, {}},
            }};
}

static OptionGroup objectOptions()
{
    return {u"The objects"_s,
            {
                {{u"content-type"_s}, u"TYPE"_s, u"media type"_s, u"from the name"_s},
                {{u"metadata"_s}, u"NAME=VALUE"_s, u"user metadata; may be repeated"_s, {}},
                {{u"storage-class"_s}, u"CLASS"_s, u"such as STANDARD_IA or GLACIER_IR"_s, u"the bucket's"_s},
                {{u"acl"_s}, u"NAME"_s, u"canned access list, such as private or public-read"_s, u"the bucket's"_s},
                {{u"tagging"_s}, u"NAME=VALUE"_s, u"object tag; may be repeated, ten at most"_s, {}},
                {{u"sse"_s}, u"HOW"_s, u"encryption at rest: AES256 or aws:kms"_s, u"the bucket's"_s},
                {{u"sse-kms-key-id"_s}, u"ID"_s, u"with --sse aws:kms: the key"_s, u"the account's own"_s},
                {{u"sse-customer-key-file"_s}, u"FILE"_s,
                 u"encrypt with the 32-byte key in this file (raw, or as base64); the server does not keep it"_s, {}},
            }};
}

static OptionGroup speedOptions()
{
    return {u"Speed and memory"_s,
            {
                {{u"multipart-threshold-mb"_s}, u"MIB"_s, u"from this size on a file goes in parts"_s, u"16"_s},
                {{u"multipart-size-mb"_s}, u"MIB"_s, u"size of a part, at least 5"_s,
                 u"8, more where 10,000 parts would not do"_s},
                {{u"concurrency"_s}, u"N"_s, u"parts in flight per file"_s, u"from the file sizes"_s},
                {{u"file-parallelism"_s}, u"N"_s, u"files in flight"_s, u"4, more for small files"_s},
                {{u"max-pool-connections"_s}, u"N"_s, u"hard cap on connections over all files"_s, u"100"_s},
                autoOptimizeOption(),
                {{u"io-threads"_s}, u"N"_s, u"threads that read the disk and compute checksums"_s, u"8"_s},
                {{u"memory-limit"_s}, u"SIZE"_s, u"all parts in memory together"_s, u"256MiB"_s},
                {{u"direct-io"_s}, u"MODE"_s, u"auto, on or off: read past the page cache (O_DIRECT)"_s, u"auto"_s},
            }};
}

static OptionGroup safetyOptions()
{
    return {u"Verification, retries, resuming"_s,
            {
                {{u"checksum"_s}, u"NAME"_s, u"sent with every part: auto, none, crc32, crc32c, crc64nvme or sha256"_s,
                 u"auto: crc64nvme unless the server refuses"_s},
                {{u"skip-validation"_s}, {}, u"check sizes only"_s, {}},
                {{u"keep-partial"_s}, {},
                 u"after a failure or Ctrl-C leave the parts on the server, for the same command to go on with"_s, {}},
                {{u"no-resume"_s}, {}, u"do not go on with what an earlier run left"_s, {}},
                {{u"stall-timeout"_s}, u"TIME"_s, u"give a connection up after so long without a byte"_s, u"30s"_s},
                {{u"max-attempts"_s}, u"N"_s, u"tries of one part, the first included"_s, u"10"_s},
            }};
}

const OptionTable &uploadOptions()
{
    static const OptionTable table = [] {
        OptionTable t;
        for (const OptionGroup &group : {whatOptions(), objectOptions(), connectionOptions(), speedOptions(), rateOptions(),
                                         safetyOptions(), hookOptions(), outputOptions()})
            t.add(group);
        return t;
    }();
    return table;
}

} // namespace millrace
