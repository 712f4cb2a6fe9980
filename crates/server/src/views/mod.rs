//! What both pages and the API show of a conversation, so that both say the same.

pub(crate) mod mine;
pub(crate) mod next;
pub(crate) mod stand;
