//! PDF to a [`Document`].

use scrutiny_domain::document::Document;

use crate::{Limits, Refusal};

pub(crate) fn read(_bytes: &[u8], _file_name: &str, _limits: &Limits) -> Result<Document, Refusal> {
    Err(Refusal::Broken {
        detail: "the reader of PDF is not there yet".to_owned(),
    })
}
