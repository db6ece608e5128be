//! Long lists, a page at a time. Owns which page is shown and the row that leafs through them; it
//! must never show a page past the end, also when a list has become shorter meanwhile.

use super::callback::Action;
use super::view::Button;
use crate::store::{StoreError, portion};

/// No list is leafed through further than this.
const PAGE_MAX: i64 = 100_000;

/// The page of a list that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    number: i64,
    per_page: i64,
    total: i64,
}

impl Page {
    /// The first page of a list that is shown by so many.
    #[must_use]
    pub const fn of(per_page: i64) -> Self {
        Self { number: 0, per_page, total: 0 }
    }

    /// The page that was asked for, from 0.
    #[must_use]
    pub fn asked(self, number: i64) -> Self {
        Self { number: number.clamp(0, PAGE_MAX), ..self }
    }

    /// The number of the page, from 0.
    #[must_use]
    pub const fn number(&self) -> i64 {
        self.number
    }

    /// What to read for this page.
    #[must_use]
    pub const fn portion(&self) -> portion::Window {
        portion::Window { offset: self.number * self.per_page, limit: self.per_page }
    }

    /// Reads the items of this page with `read`, which tells too how many there are in all. Where
    /// there are not so many pages any more, the last page is read instead.
    ///
    /// # Errors
    /// Those of `read`.
    pub async fn read<T, R>(
        &mut self,
        read: impl Fn(portion::Window) -> R + Send,
    ) -> Result<(T, i64), StoreError>
    where
        R: Future<Output = Result<(T, i64), StoreError>> + Send,
    {
        loop {
            let (items, total) = read(self.portion()).await?;
            if self.settle(total) {
                return Ok((items, total));
            }
        }
    }

    /// Takes how many items there are. `false` where there are not so many pages: then it is the
    /// last page, whose items have to be read instead.
    pub fn settle(&mut self, total: i64) -> bool {
        self.total = total;
        let last = self.pages() - 1;
        let is_there = self.number <= last;
        self.number = self.number.min(last);
        is_there
    }

    const fn pages(&self) -> i64 {
        if self.total <= 0 { 1 } else { (self.total + self.per_page - 1) / self.per_page }
    }

    /// A row that leafs through pages: back, where one is, forward. Empty for a single page.
    #[must_use]
    pub fn pager(&self, to: impl Fn(i64) -> Action) -> Vec<Button> {
        let (number, pages) = (self.number, self.pages());
        if pages <= 1 {
            return Vec::new();
        }
        let key = |label: &str, page: i64| match (0..pages).contains(&page) {
            true => Button::action(label, to(page)),
            false => Button::action("·", Action::Nothing),
        };
        let place = Button::action(format!("{} / {pages}", number + 1), Action::Nothing);
        vec![key("◀", number - 1), place, key("▶", number + 1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(page: &Page) -> Vec<Button> {
        page.pager(to)
    }

    fn to(page: i64) -> Action {
        Action::Reviews { page }
    }

    fn none(label: &str) -> Button {
        Button::action(label, Action::Nothing)
    }

    #[test]
    fn a_page_past_the_end_becomes_the_last_one() {
        let mut page = Page::of(10).asked(7);
        assert!(!page.settle(21));
        assert_eq!((page.number(), page.portion().offset), (2, 20));
        assert!(page.settle(21));
        assert_eq!(keys(&page), [Button::action("◀", to(1)), none("3 / 3"), none("·")]);
        let mut page = Page::of(10).asked(-1);
        assert!(page.settle(11));
        assert_eq!(keys(&page), [none("·"), none("1 / 2"), Button::action("▶", to(1))]);
    }

    #[test]
    fn a_list_of_one_page_or_of_nothing_is_not_leafed_through() {
        for total in [0, 1, 10] {
            let mut page = Page::of(10).asked(i64::MAX);
            assert!(!page.settle(total) && page.settle(total));
            assert_eq!((page.portion().offset, keys(&page).len()), (0, 0));
        }
    }
}
