//! The design system's published examples: for each component, options in and HTML out.

include!(concat!(env!("OUT_DIR"), "/fixtures.rs"));
