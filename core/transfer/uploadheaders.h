// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "s3/sigv4.h"
#include "transfer/uploadspec.h"

namespace millrace {

/// What an object is to be: type, metadata, storage class, encryption, access, tags. For CreateMultipartUpload and a
/// single PUT. @p fileName guesses the type where the spec has none.
HeaderList objectHeaders(const UploadSpec &spec, const QString &fileName);

/// What must come again with every part and question about the object: the customer's key.
HeaderList keyHeaders(const UploadSpec &spec);

} // namespace millrace
