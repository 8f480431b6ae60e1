//! End to end tests.

pub mod northmere;
