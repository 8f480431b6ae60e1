//! End to end tests.

pub mod case;
pub mod measure;
pub mod northmere;
pub mod skip;
