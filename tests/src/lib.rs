//! End to end tests.

pub mod measure;
pub mod northmere;
#[allow(
    clippy::unwrap_used,
    reason = "for tests, which may stop where it is wrong"
)]
pub mod sample_case;
