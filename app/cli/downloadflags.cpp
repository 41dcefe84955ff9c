// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/downloadoptions.h"
#include "cli/outputflags.h"
#include "cli/rateflags.h"
#include "cli/speedflags.h"

using namespace Qt::StringLiterals;

namespace millrace {

QString downloadIntro()
{
    return u"Usage: millrace-cli download SOURCE... [TARGET] [flags]\n"
           "\n"
           "Downloads objects in parallel parts, verifies them and goes on where an interrupted run stopped.\n"
           "\n"
           "SOURCE is one of\n"
           "  s3://bucket/key             one object; TARGET may be a file name or a folder\n"
           "  s3://bucket/prefix/         everything under the prefix, as a tree of folders\n"
           "  's3://bucket/data/*.csv'    a pattern; quote it, so that the shell leaves it alone\n"
           "  https://...                 a presigned or public URL\n"
           "TARGET is a folder, \".\" where it is left out. With --bucket-name in place of SOURCE there is none: then the\n"
           "bytes go to memory and are dropped (a network benchmark) unless --save-to-disk names a folder.\n"
           "With \"-\" as TARGET the bytes go to standard output, several objects one after another in key order; all\n"
           "else is said on standard error. They are checked at the end (exit code 5 where they are wrong); the first\n"
           "object that fails ends the run; a reader that goes away ends it with 141, as it does cat.\n"
           "\n"
           "Examples:\n"
           "  millrace-cli download s3://my-bucket/big.iso ./big.iso\n"
           "  millrace-cli download s3://my-bucket/data/2024/ ./data --exclude '*.tmp'\n"
           "  millrace-cli download s3://my-bucket/dump.sql.gz - | zcat | psql\n"
           "  millrace-cli --bucket-name B --prefix P --iteration-number 100 --file-parallelism 8\n"_s;
}

static OptionGroup sourceOptions()
{
    return {u"What and where to"_s,
            {
                {{u"bucket-name"_s}, u"NAME"_s, u"bucket, where no s3:// source is given"_s, {}},
                {{u"prefix"_s}, u"TEXT"_s, u"with --bucket-name: only keys that begin so"_s, {}},
                {{u"key"_s}, u"KEY"_s, u"with --bucket-name: this object, taken literally; may be repeated"_s, {}},
                {{u"from-file"_s}, u"LIST"_s,
                 u"one key, s3:// or https:// URL a line, taken literally; \"-\" is standard input"_s, {}},
                {{u"save-to-disk"_s}, u"DIR"_s, u"target folder, or \"-\", the same as TARGET"_s, {}},
                {{u"discard"_s}, {}, u"no target: bytes go to memory and are dropped"_s, {}},
                {{u"include"_s}, u"GLOB"_s, u"only keys that match; \"*\" crosses \"/\"; may be repeated"_s, {}},
                {{u"exclude"_s}, u"GLOB"_s, u"no keys that match; may be repeated"_s, {}},
                {{u"no-glob"_s}, {}, u"\"*\", \"?\" and \"[\" in a source are letters of the key"_s, {}},
                {{u"version-id"_s}, u"ID"_s, u"this version of a single object"_s, {}},
                {{u"overwrite"_s}, u"WHEN"_s,
                 u"always, never or if-different: a local copy of the same size and checksum or time stays"_s,
                 u"if-different"_s},
                {{u"case-insensitive-names"_s}, {},
                 u"names that differ by case only are in each other's way, as on Windows and macOS"_s, {}},
                {{u"decompress"_s}, {},
                 u"unpack what is compressed by gzip or zstd (by Content-Encoding, or .gz and .zst, which the name loses), "
                 "once it is verified"_s, {}},
                {{u"dry-run"_s, u"n"_s}, {}, u"show what would be downloaded to where, and move nothing"_s, {}},
            }};
}

static OptionGroup safetyOptions()
{
    return {u"Verification and retries"_s,
            {
                {{u"skip-validation"_s}, {}, u"check sizes only, no checksums"_s, {}},
                {{u"stall-timeout"_s}, u"TIME"_s, u"give a connection up after so long without a byte"_s, u"30s"_s},
                {{u"max-attempts"_s}, u"N"_s, u"tries of one part, the first included"_s, u"10"_s},
            }};
}

static OptionGroup benchmarkOptions()
{
    return {u"Benchmark"_s,
            {
                {{u"iteration-number"_s}, u"N"_s,
                 u"with a prefix: at most the first N keys; with one object: download it N times"_s, u"all, once"_s},
                {{u"object-size-mb"_s}, u"MIB"_s,
                 u"without key and prefix: upload a random object of this size, download it, delete it"_s, {}},
                {{u"keep-test-object"_s}, {}, u"do not delete that object at the end"_s, {}},
            }};
}

const OptionTable &downloadOptions()
{
    static const OptionTable table = [] {
        OptionTable t;
        for (const OptionGroup &group : {sourceOptions(), connectionOptions(), downloadSpeedOptions(), rateOptions(), safetyOptions(),
                                         hookOptions(), outputOptions(), benchmarkOptions()})
            t.add(group);
        return t;
    }();
    return table;
}

} // namespace millrace
