//! How a name server can misbehave.

/// What is wrong with a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DnsFault {
    /// Nothing.
    #[default]
    None,
    /// It answers SERVFAIL.
    ServFail,
    /// It answers REFUSED.
    Refused,
    /// It answers nobody.
    Silent,
    /// It does not know the zone that it was named for.
    Lame,
    /// It cuts every answer by UDP.
    Cut,
    /// It cuts every answer by UDP and does not speak TCP.
    CutWithoutTcp,
    /// It answers with bytes that are no message.
    Garbage,
    /// It answers another question than it was asked.
    OtherQuestion,
    /// It writes every name in small letters.
    Lowercases,
}
