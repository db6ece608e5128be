//! Parts of the statements that read the catalog: what its reader is shown in place of what a
//! provider lists.

/// A text as it is shown to readers of the language `$1`: an owner's, else an owner's in English,
/// else the shop's word for what no provider names, else the provider's. The same as
/// `naming::shown`.
macro_rules! shown {
    ($own:literal, "name", $listed:literal) => {
        shown!(
            of $own, "name",
            "(SELECT built_in.name FROM built_in_names built_in WHERE built_in.listed = ",
            $listed, " AND built_in.lang = $1), ", $listed
        )
    };
    ($own:literal, "description", $listed:literal) => {
        shown!(of $own, "description", $listed)
    };
    (of $own:literal, $part:literal, $($listed:literal),+) => {
        concat!(
            "COALESCE(NULLIF(",
            $own,
            "_own.",
            $part,
            ", ''), NULLIF(",
            $own,
            "_english.",
            $part,
            ", ''), ",
            $($listed,)+
            ")"
        )
    };
}

/// What owners have written of a kind of items, in the language `$1` and in English.
macro_rules! own_texts {
    ($own:literal, $kind:literal, $id:literal) => {
        concat!(
            " LEFT JOIN catalog_texts ",
            $own,
            "_own ON ",
            $own,
            "_own.kind = '",
            $kind,
            "' AND ",
            $own,
            "_own.item_id = ",
            $id,
            " AND ",
            $own,
            "_own.lang = $1 LEFT JOIN catalog_texts ",
            $own,
            "_english ON ",
            $own,
            "_english.kind = '",
            $kind,
            "' AND ",
            $own,
            "_english.item_id = ",
            $id,
            " AND ",
            $own,
            "_english.lang = 'en' "
        )
    };
}

pub(super) use {own_texts, shown};
