//! End to end tests.

pub mod measure;
pub mod northmere;
