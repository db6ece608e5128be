//! Pages of transactions on the web.

/// What stands for the transaction in an explorer's address.
const TX_MARK: &str = "{tx}";

/// Where people look a transaction up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explorer {
    /// The address, with `{tx}` in place of the hash, or what stands before it.
    pub page: String,
    /// Whether it knows hashes without their `0x` only, as those of TRON do.
    pub is_bare: bool,
}

impl Explorer {
    /// The page of a transaction.
    #[must_use]
    pub fn page(&self, tx: &str) -> String {
        let hash = if self.is_bare { tx.trim_start_matches("0x") } else { tx };
        if self.page.contains(TX_MARK) {
            return self.page.replace(TX_MARK, hash);
        }
        format!("{}/{hash}", self.page.trim_end_matches('/'))
    }
}
