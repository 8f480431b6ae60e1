//! The verbs of the program: import, read, compare, annotate, search, brief.

pub mod bridge;
