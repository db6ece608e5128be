//! `services.is_hidden` in SQL: the number of a [`Visibility`], spelled as a literal for the text
//! of a statement.
//!
//! [`Visibility`]: crate::domain::catalog::Visibility

/// The number of a visibility, for `concat!`.
macro_rules! hidden {
    (Shown) => {
        "0"
    };
    (Gone) => {
        "1"
    };
    (Paused) => {
        "2"
    };
    (Unread) => {
        "3"
    };
    (Unsellable) => {
        "4"
    };
    (Withdrawn) => {
        "5"
    };
    (Guarded) => {
        "8"
    };
}

pub(super) use hidden;

#[cfg(test)]
mod tests {
    use crate::domain::catalog::Visibility;

    #[test]
    fn statements_have_the_stored_numbers() {
        let spelled = [
            (Visibility::Shown, hidden!(Shown)),
            (Visibility::Gone, hidden!(Gone)),
            (Visibility::Paused, hidden!(Paused)),
            (Visibility::Unread, hidden!(Unread)),
            (Visibility::Unsellable, hidden!(Unsellable)),
            (Visibility::Withdrawn, hidden!(Withdrawn)),
            (Visibility::Guarded, hidden!(Guarded)),
        ];
        for (visibility, number) in spelled {
            assert_eq!(visibility.stored().to_string(), number);
            assert_eq!(Visibility::of_stored(visibility.stored()), Some(visibility));
        }
    }
}
