//! What a person has entered for an order that is not placed yet, and where they came from. A part
//! of the stored dialogue: names never change, and what is added has a default.

use serde::{Deserialize, Serialize};

use crate::domain::fields::{Field, Kept};
use crate::domain::ids::{CategoryId, ServiceId};
use crate::domain::inputs::Entries;

/// What a person entered for an order so far; going back loses nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The service.
    pub service: ServiceId,
    /// Its category.
    pub category: CategoryId,
    /// The page of the list it was chosen from.
    pub page: i64,
    /// Which list that was.
    #[serde(default, skip_serializing_if = "OpenedFrom::is_category")]
    pub opened_from: OpenedFrom,
    /// The cleaned link.
    pub link: Option<String>,
    /// The quantity.
    pub quantity: Option<i64>,
    /// What was entered into the fields of the service's type.
    #[serde(default)]
    pub entries: Entries,
    /// The link as it was typed, where it was read as something that looks different.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed_link: Option<String>,
    /// The quantity as it was typed, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub typed_quantity: Option<String>,
    /// A link that seems to be of the wrong kind, until its owner insists on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubted_link: Option<String>,
    /// Whether the link was sent before the service was chosen.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_pasted: bool,
    /// The code of a coupon that was taken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coupon: Option<String>,
    /// The service as it was shown last, in the form of its terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<String>,
}

/// The list that the card of a service was opened from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpenedFrom {
    /// Its category.
    #[default]
    Category,
    /// What was found.
    Found {
        /// The words that were looked for, or the clean link.
        text: String,
    },
    /// The favourites.
    Favourites,
}

impl OpenedFrom {
    fn is_category(&self) -> bool {
        *self == Self::Category
    }
}

impl Draft {
    /// The same with a link that was sent before the service was chosen.
    #[must_use]
    pub fn with_pasted(mut self, link: String) -> Self {
        if self.link.as_ref() != Some(&link) {
            // An answer was one of the poll that the link before led to.
            self.entries.values.retain(|field, _| !field.is_of_link());
        }
        let link = Some(link);
        Self { link, is_pasted: true, typed_link: None, doubted_link: None, ..self }
    }

    /// Whether a field was filled in.
    #[must_use]
    pub fn has(&self, field: Field) -> bool {
        match field.kept() {
            Kept::Link => self.link.is_some(),
            Kept::Quantity => self.quantity.is_some(),
            Kept::List | Kept::Text | Kept::Sealed => self.entries.has(field),
        }
    }
}
