//! Long lists, a page at a time. Owns which page is shown and the row that leafs through them; it
//! must never show a page past the end, also when a list has become shorter meanwhile.

use super::callback::Action;
use super::view::{Button, View};
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
    pub const fn portion(&self) -> portion::Portion {
        portion::Portion { offset: self.number * self.per_page, limit: self.per_page }
    }

    /// Of all items those of this page.
    #[must_use]
    pub fn slice<'a, T>(&self, all: &'a [T]) -> &'a [T] {
        let place = |number: i64| usize::try_from(number).unwrap_or(usize::MAX).min(all.len());
        let portion = self.portion();
        all.get(place(portion.offset)..place(portion.offset + portion.limit)).unwrap_or_default()
    }

    /// Reads the items of this page with `read`, which tells too how many there are in all. Where
    /// there are not so many pages any more, the last page is read instead.
    ///
    /// # Errors
    /// Those of `read`.
    pub async fn read<T, R>(
        &mut self,
        read: impl Fn(portion::Portion) -> R + Send,
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

    /// The view with the number of the page behind its text, and a row that leafs through pages:
    /// back and forward, where there is somewhere to go.
    #[must_use]
    pub fn leaf(&self, mut view: View, to: impl Fn(i64) -> Action) -> View {
        let (number, pages) = (self.number, self.pages());
        if pages <= 1 {
            return view;
        }
        view.text.push_str(&format!("\n\n{} / {pages}", number + 1));
        let ways = [("◀️", number - 1), ("▶️", number + 1)];
        let ways = ways.into_iter().filter(|(_, page)| (0..pages).contains(page));
        view.row(ways.map(|(label, page)| Button::action(label, to(page))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn leafed(page: &Page) -> (String, Vec<Button>) {
        let view = page.leaf(View::new("List"), to);
        (view.text, view.rows.concat())
    }

    fn to(page: i64) -> Action {
        Action::Reviews { page }
    }

    #[test]
    fn a_page_past_the_end_becomes_the_last_one() {
        let mut page = Page::of(10).asked(7);
        assert!(!page.settle(21));
        assert_eq!((page.number(), page.portion().offset), (2, 20));
        assert!(page.settle(21));
        let back = Button::action("◀️", to(1));
        assert_eq!(leafed(&page), ("List\n\n3 / 3".to_owned(), vec![back]));
        let mut page = Page::of(10).asked(-1);
        assert!(page.settle(11));
        let forward = Button::action("▶️", to(1));
        assert_eq!(leafed(&page), ("List\n\n1 / 2".to_owned(), vec![forward]));
    }

    #[test]
    fn a_list_of_one_page_or_of_nothing_is_not_leafed_through() {
        for total in [0, 1, 10] {
            let mut page = Page::of(10).asked(i64::MAX);
            assert!(!page.settle(total) && page.settle(total));
            assert_eq!(page.portion().offset, 0);
            assert_eq!(leafed(&page), ("List".to_owned(), Vec::new()));
        }
    }
}
