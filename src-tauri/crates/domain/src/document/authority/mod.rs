//! The English authorities with children's services, past and present, and the names they go by.

use serde::{Deserialize, Serialize};

/// An authority as a document names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Authority {
    /// The usual short name ("Croydon"); as written in the document where it is not on the list.
    pub name: String,
    /// ONS code of the built-in list ("E09000008"); none where the name is not on the list.
    pub code: Option<String>,
}
