//! What customers call things that providers name in English. Nothing of it is ever shown, so it is
//! no text of the locales: whoever types one of these words may speak any of the shop's languages.

/// Beginnings of typed words, folded as all words are, and the words that services have instead:
/// the first that is on sale counts. None say only that something is wanted, not what.
const SAID: [(&str, &[&str]); 47] = [
    ("подписчик", &["followers", "subscribers", "members"]),
    ("фоловер", &["followers"]),
    ("фолловер", &["followers"]),
    ("участник", &["members"]),
    ("обуначи", &["followers", "subscribers"]),
    ("obunachi", &["followers", "subscribers", "members"]),
    ("azo", &["members"]),
    ("лайк", &["likes"]),
    ("layk", &["likes"]),
    ("просмотр", &["views"]),
    ("prosmotr", &["views"]),
    ("korish", &["views"]),
    ("комментари", &["comments"]),
    ("коммент", &["comments"]),
    ("komment", &["comments"]),
    ("izoh", &["comments"]),
    ("реакци", &["reactions"]),
    ("reaksiya", &["reactions"]),
    ("репост", &["shares", "reposts", "retweets"]),
    ("repost", &["shares", "retweets"]),
    ("ulashish", &["shares"]),
    ("сохранени", &["saves"]),
    ("опрос", &["poll", "votes"]),
    ("голос", &["votes", "poll"]),
    ("ovoz", &["votes", "poll"]),
    ("зрител", &["viewers"]),
    ("прослушивани", &["plays", "streams"]),
    ("сторис", &["story", "stories"]),
    ("истори", &["story", "stories"]),
    ("трафик", &["traffic"]),
    ("живы", &["real"]),
    ("haqiqiy", &["real"]),
    ("дешев", &["cheapest", "cheap"]),
    ("arzon", &["cheapest", "cheap"]),
    ("инстаграм", &["instagram"]),
    ("инста", &["instagram"]),
    ("телеграм", &["telegram"]),
    ("телега", &["telegram"]),
    ("тикток", &["tiktok"]),
    ("ютуб", &["youtube"]),
    ("ютюб", &["youtube"]),
    ("фейсбук", &["facebook"]),
    ("твиттер", &["twitter"]),
    ("накрут", &[]),
    ("купить", &[]),
    ("заказ", &[]),
    ("nakrutka", &[]),
];

/// The words that services have in place of a typed one; `None` where it says nothing known. An
/// empty answer is a word that nothing need be called by.
#[must_use]
pub fn said_as(word: &str) -> Option<&'static [&'static str]> {
    // The longest beginning knows best.
    let known = SAID.iter().filter(|(beginning, _)| word.starts_with(beginning));
    known.max_by_key(|(beginning, _)| beginning.len()).map(|(_, words)| *words)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::search::typed_words;

    #[test]
    fn words_of_three_languages_are_understood_by_their_beginnings() {
        for (typed, expected) in [
            ("Подписчиков", Some("followers")),
            ("лайки", Some("likes")),
            ("ko‘rishlar", Some("views")),
            ("Koʻrish", Some("views")),
            ("a'zolar", Some("members")),
            ("инстаграме", Some("instagram")),
            ("дешёвые", Some("cheapest")),
            ("likes", None),
            ("я", None),
        ] {
            let words = typed_words(typed);
            let said = said_as(&words[0]).and_then(|words| words.first().copied());
            assert_eq!(said, expected, "{typed}");
        }
        assert_eq!(said_as("накрутка"), Some(&[][..]));
    }

    #[test]
    fn what_stands_for_a_word_is_folded_and_stands_for_itself() {
        for (beginning, words) in SAID {
            assert_eq!(typed_words(beginning), [beginning]);
            for word in words {
                assert_eq!(typed_words(word), [*word], "{beginning}");
            }
        }
    }
}
