//! Bytes of a text or web page to characters.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// Decodes by byte order mark, then by the label the file gives, then as UTF-8, else as Windows-1252 (what an
/// unlabelled British page or an old text file is written in).
pub(crate) fn decode(bytes: &[u8], label: Option<&str>) -> String {
    let stated = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| Encoding::for_label(label?.as_bytes()));
    let encoding = stated.unwrap_or(if std::str::from_utf8(bytes).is_ok() {
        UTF_8
    } else {
        WINDOWS_1252
    });
    encoding.decode(bytes).0.into_owned()
}
